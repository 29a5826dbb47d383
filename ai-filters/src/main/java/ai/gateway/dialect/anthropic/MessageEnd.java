package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Why a message ends, both ways; and what is only known then. */
final class MessageEnd {

    /** Members of a whole message that come with the end of a streamed one. */
    static final List<String> LATE = List.of("stop_details", "container", "context_management");

    private static final String REASON = "stop_reason";
    private static final String SEQUENCE = "stop_sequence";
    private static final String EDITS = "context_management";
    private static final Set<String> KNOWN = Set.of(REASON, SEQUENCE);
    private static final Set<String> KNOWN_OF_EVENT = Set.of("type", "delta", "usage");

    private MessageEnd() {}

    /** By the last delta of a stream, and the event that it comes in. */
    static AnswerEvent.Finished streamed(Json delta, Json event, boolean called) {
        Map<String, String> extras =
                new LinkedHashMap<>(Fields.rest(delta, KNOWN).fields());
        extras.putAll(Fields.rest(event, KNOWN_OF_EVENT).fields());
        return finished(delta, extras, called);
    }

    static AnswerEvent.Finished whole(Json message, boolean called) {
        Map<String, String> extras = new LinkedHashMap<>();
        for (String name : LATE) {
            Json value = message.get(name);
            if (value.exists()) {
                extras.put(name, value.toString());
            }
        }
        return finished(message, extras, called);
    }

    /** Its own word is kept where the exchange's would become another. */
    private static AnswerEvent.Finished finished(Json end, Map<String, String> extras, boolean called) {
        String word = end.get(REASON).text();
        String sequence = end.get(SEQUENCE).isString() ? end.get(SEQUENCE).text() : null;
        FinishReason said = AnthropicAnswer.finish(word);
        FinishReason reason = called && said == FinishReason.STOP ? FinishReason.TOOL_CALLS : said;
        if (!word.equals(word(reason, sequence))) {
            extras.put(REASON, end.get(REASON).toString());
        }
        return new AnswerEvent.Finished(0, reason, sequence, extras.isEmpty() ? Extras.NONE : new Extras(extras));
    }

    /** The members of a message, or of the last delta of its stream. */
    static void write(JsonWriter json, AnswerEvent.@Nullable Finished end, boolean refused, boolean ours) {
        String own = end == null || !ours ? null : end.extras().fields().get(REASON);
        json.name(REASON);
        if (own != null) {
            json.raw(own);
        } else if (end == null || (end.reason() == FinishReason.STOP && refused)) {
            json.value(refused ? "refusal" : "end_turn");
        } else {
            json.value(word(end.reason(), end.stopSequence()));
        }
        json.name(SEQUENCE);
        if (end == null || end.stopSequence() == null) {
            json.nullValue();
        } else {
            json.value(end.stopSequence());
        }
        if (end != null && ours) {
            end.extras().fields().forEach((name, value) -> {
                if (!name.equals(REASON) && !name.equals(EDITS)) {
                    json.name(name).raw(value);
                }
            });
        }
    }

    /** What stands beside the last delta, not in it. */
    static void beside(JsonWriter json, AnswerEvent.@Nullable Finished end, boolean ours) {
        String edits = end == null || !ours ? null : end.extras().fields().get(EDITS);
        if (edits != null) {
            json.name(EDITS).raw(edits);
        }
    }

    private static String word(FinishReason reason, @Nullable String sequence) {
        return switch (reason) {
            case STOP -> sequence == null ? "end_turn" : SEQUENCE;
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case REFUSAL, CONTENT_FILTER -> "refusal";
            case PAUSE -> "pause_turn";
            case ERROR, OTHER -> "end_turn";
        };
    }
}
