package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Writes whole answers, and what they have in common with the events of a stream. */
final class ChatAnswerWriter {

    static final String FINISH = "finish_reason";

    /** The type of a foreign block that is a citation of something else than a text. */
    static final String CITATION = "citation";

    private ChatAnswerWriter() {}

    static byte[] whole(Answer answer, Asked asked) {
        Answer.@Nullable Choice choice = answer.choices().stream()
                .filter(each -> each.index() == 0)
                .findFirst()
                .orElse(null);
        List<Content> content = choice == null ? List.of() : choice.content();
        Extras extras = choice == null ? Extras.NONE : choice.extras();
        FinishReason reason = choice == null || choice.finish() == null ? FinishReason.OTHER : choice.finish();
        JsonWriter json = new JsonWriter(1024).beginObject();
        json.field("id", answer.id().isEmpty() ? asked.id() : answer.id());
        json.name("message").beginObject().field("role", "assistant");
        new ChatMessage(json, asked).write(content);
        rest(json, extras, asked);
        json.endObject();
        finish(json, reason, choice != null && choice.stopSequence() != null, isOurs(asked) ? extras : Extras.NONE);
        usage(json, answer.usage(), answer.account(), asked);
        if (choice != null && choice.likelihoods() != null) {
            json.name("logprobs").beginArray();
            for (Json token : ChatLogprobs.tokens(choice.likelihoods())) {
                ChatLogprobs.write(json, token);
            }
            json.endArray();
        }
        extras(json, answer.extras(), asked);
        return json.endObject().toBytes();
    }

    /** @param extras those of the choice, where they are Cohere's */
    static void finish(JsonWriter json, FinishReason reason, boolean stopped, Extras extras) {
        String own = extras.fields().get(FINISH);
        json.name(FINISH);
        if (own == null) {
            json.value(word(reason, stopped));
        } else {
            json.raw(own);
        }
    }

    /** Cohere calls an answer that was cut for what it says an error. */
    static String word(FinishReason reason, boolean stopped) {
        return switch (reason) {
            case STOP -> stopped ? "STOP_SEQUENCE" : "COMPLETE";
            case LENGTH -> "MAX_TOKENS";
            case TOOL_CALLS -> "TOOL_CALL";
            case CONTENT_FILTER, ERROR -> "ERROR";
            case REFUSAL, PAUSE, OTHER -> "COMPLETE";
        };
    }

    static void usage(JsonWriter json, Usage usage, Extras account, Asked asked) {
        if (isOurs(asked) && !account.isEmpty()) {
            json.name("usage").beginObject();
            extras(json, account, asked);
            json.endObject();
        } else if (usage.isKnown()) {
            long output = Math.max(usage.output(), 0);
            json.name("usage").beginObject().name("billed_units").beginObject();
            json.field("input_tokens", usage.prompt())
                    .field("output_tokens", output)
                    .endObject();
            json.name("tokens").beginObject().field("input_tokens", usage.prompt());
            json.field("output_tokens", output);
            if (usage.reasoning() != Usage.ABSENT) {
                json.field("reasoning_tokens", usage.reasoning());
            }
            json.endObject()
                    .field("cached_tokens", Math.max(usage.cacheRead(), 0))
                    .endObject();
        }
    }

    static void signature(JsonWriter json, @Nullable Seal seal) {
        if (seal != null) {
            json.field(ChatMessageReader.SIGNATURE, Seals.carried(seal, CohereDialect.ID));
        }
    }

    /** What Cohere says of a choice besides why it ended. */
    static void rest(JsonWriter json, Extras extras, Asked asked) {
        if (isOurs(asked)) {
            extras.fields().forEach((name, value) -> {
                if (!name.equals(FINISH)) {
                    json.name(name).raw(value);
                }
            });
        }
    }

    static void extras(JsonWriter json, Extras extras, Asked asked) {
        if (isOurs(asked)) {
            extras.fields().forEach((name, value) -> json.name(name).raw(value));
        }
    }

    /** What Cohere said goes to a client of Cohere's. */
    static boolean isOurs(Asked asked) {
        return asked.spoken().equals(CohereDialect.ID);
    }
}
