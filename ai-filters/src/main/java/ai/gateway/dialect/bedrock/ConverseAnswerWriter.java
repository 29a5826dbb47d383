package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Asked;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Writes whole answers, and what they have in common with the events of a stream. */
final class ConverseAnswerWriter {

    private static final String METRICS = "metrics";

    private ConverseAnswerWriter() {}

    static byte[] whole(Answer answer, Asked asked) {
        JsonWriter json = new JsonWriter(1024).beginObject();
        json.name("output").beginObject().name("message").beginObject().field("role", "assistant");
        json.name("content").beginArray();
        Answer.Choice choice =
                answer.choices().isEmpty() ? null : answer.choices().get(0);
        if (choice != null) {
            ConverseAnswerBlockWriter.write(json, choice.content(), asked);
        }
        json.endArray();
        extras(json, answer.extras(), asked);
        json.endObject().endObject();
        if (choice == null || choice.finish() == null) {
            finish(json, FinishReason.STOP, null, Extras.NONE, asked);
        } else {
            finish(json, choice.finish(), choice.stopSequence(), choice.extras(), asked);
        }
        account(json, answer.usage(), answer.account(), asked);
        return json.endObject().toBytes();
    }

    static void finish(
            JsonWriter json, FinishReason reason, @Nullable String stopSequence, Extras extras, Asked asked) {
        boolean told = isOwn(asked) && extras.fields().containsKey(ConverseAnswerReader.STOP_REASON);
        if (!told) {
            json.field(ConverseAnswerReader.STOP_REASON, word(reason, stopSequence));
        }
        extras(json, extras, asked);
        if (stopSequence != null && !isOwn(asked)) {
            json.name(ConverseAnswerReader.MODEL_FIELDS).beginObject();
            json.field("stop_sequence", stopSequence).endObject();
        }
    }

    /** There is no word for a refusal; what the provider filters comes nearest. */
    static String word(FinishReason reason, @Nullable String stopSequence) {
        return switch (reason) {
            case STOP -> stopSequence == null ? "end_turn" : "stop_sequence";
            case PAUSE, OTHER -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER, REFUSAL -> "content_filtered";
            case ERROR -> "malformed_model_output";
        };
    }

    /** The counts, which must be there, and what the provider says besides. */
    static void account(JsonWriter json, Usage usage, Extras account, Asked asked) {
        Map<String, String> told = isOwn(asked) ? account.fields() : Map.of();
        json.name(ConverseAnswerReader.USAGE).beginObject();
        json.field("inputTokens", Math.max(usage.input(), 0)).field("outputTokens", Math.max(usage.output(), 0));
        json.field("totalTokens", usage.total());
        known(json, "cacheReadInputTokens", usage.cacheRead());
        known(json, "cacheWriteInputTokens", usage.cacheWrite());
        Besides besides = isOwn(asked) ? Besides.NONE : usage.besides();
        if (besides.cacheWriteHour() != Usage.ABSENT) {
            cacheDetails(json, usage.cacheWrite() - besides.cacheWriteHour(), besides.cacheWriteHour());
        }
        ConverseRequestWriter.merge(json, told.get(ConverseAnswerReader.USAGE));
        json.endObject();
        Service service = besides.bill().service();
        if (service != null && service != Service.BATCH) {
            json.name("serviceTier").beginObject().field("type", service.word()).endObject();
        }
        if (!told.containsKey(METRICS)) {
            json.name(METRICS).beginObject().field("latencyMs", 0).endObject();
        }
        told.forEach((name, value) -> {
            if (!name.equals(ConverseAnswerReader.USAGE)) {
                json.name(name).raw(value);
            }
        });
    }

    private static void cacheDetails(JsonWriter json, long minutes, long hour) {
        json.name("cacheDetails").beginArray();
        json.beginObject().field("ttl", "5m").field("inputTokens", Math.max(minutes, 0));
        json.endObject();
        json.beginObject().field("ttl", "1h").field("inputTokens", hour).endObject();
        json.endArray();
    }

    static void extras(JsonWriter json, Extras extras, Asked asked) {
        if (isOwn(asked)) {
            extras.fields().forEach((name, value) -> json.name(name).raw(value));
        }
    }

    /** What a provider of this dialect said goes to a client of this dialect. */
    static boolean isOwn(Asked asked) {
        return asked.spoken().equals(BedrockDialect.ID);
    }

    private static void known(JsonWriter json, String name, long count) {
        if (count != Usage.ABSENT) {
            json.field(name, count);
        }
    }
}
