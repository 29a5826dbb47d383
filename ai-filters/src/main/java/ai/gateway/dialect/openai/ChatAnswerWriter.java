package ai.gateway.dialect.openai;

import ai.gateway.dialect.Asked;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;

/** Writes whole answers, and what they have in common with the chunks of a stream. */
final class ChatAnswerWriter {

    private static final String FINISH = "finish_reason";
    private static final String SERVICE = "service_tier";

    private ChatAnswerWriter() {}

    static byte[] whole(Answer answer, Asked asked) {
        JsonWriter json = new JsonWriter(1024).beginObject();
        json.field("id", answer.id().isEmpty() ? asked.id() : answer.id()).field("object", "chat.completion");
        json.field("created", answer.created() == Usage.ABSENT ? asked.seconds() : answer.created());
        json.field(
                "model",
                answer.model().isEmpty() ? String.valueOf(asked.request().model()) : answer.model());
        json.name("choices").beginArray();
        answer.choices().forEach(choice -> choice(json, choice, asked));
        json.endArray();
        if (answer.usage().isKnown()) {
            usage(json, answer.usage(), answer.account(), asked);
        }
        service(json, answer.usage(), answer.account(), answer.extras(), asked);
        extras(json, answer.extras(), asked);
        return json.endObject().toBytes();
    }

    private static void choice(JsonWriter json, Answer.Choice choice, Asked asked) {
        json.beginObject().field("index", choice.index()).name("message").beginObject();
        json.field("role", "assistant");
        new ChatMessage(json).write(choice.content());
        json.endObject().name("logprobs");
        if (choice.likelihoods() == null) {
            json.nullValue();
        } else {
            json.raw(likelihoods(choice.likelihoods(), asked));
        }
        FinishReason reason = choice.finish() == null ? FinishReason.OTHER : choice.finish();
        finish(json, new AnswerEvent.Finished(choice.index(), reason, choice.stopSequence(), choice.extras()), asked);
        json.endObject();
    }

    /** Those of a refusal are beside those of the content; nobody else has any, but the member must be there. */
    static String likelihoods(String likelihoods, Asked asked) {
        boolean whole = isOurs(asked) || likelihoods.contains("\"refusal\"");
        return whole ? likelihoods : likelihoods.substring(0, likelihoods.lastIndexOf('}')) + ",\"refusal\":null}";
    }

    static void finish(JsonWriter json, AnswerEvent.Finished event, Asked asked) {
        String word = switch (event.reason()) {
            case STOP, REFUSAL, PAUSE, OTHER -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
            case ERROR -> "error";
        };
        if (!isOurs(asked) || !event.extras().fields().containsKey(FINISH)) {
            json.field(FINISH, word);
        }
        if (event.stopSequence() != null) {
            json.field("stop_reason", event.stopSequence());
        }
        extras(json, event.extras(), asked);
    }

    static void usage(JsonWriter json, Usage usage, Extras account, Asked asked) {
        json.name("usage");
        if (!usage.isKnown()) {
            json.nullValue();
            return;
        }
        json.beginObject().field("prompt_tokens", usage.prompt());
        json.field("completion_tokens", Math.max(usage.output(), 0)).field("total_tokens", usage.total());
        if (isOurs(asked)) {
            extras(json, account, asked);
        } else {
            details(json, usage);
        }
        json.endObject();
    }

    /** Mistral says it in the account; some say around the answer first that it is open, and later what it was. */
    static void service(JsonWriter json, Usage usage, Extras account, Extras around, Asked asked) {
        Service service = usage.besides().bill().service();
        boolean said = isOurs(asked)
                && (account.fields().containsKey(SERVICE) || around.fields().containsKey(SERVICE));
        if (service != null && !said) {
            json.field(SERVICE, service.word());
        }
    }

    private static void details(JsonWriter json, Usage usage) {
        json.name("prompt_tokens_details").beginObject().field("cached_tokens", Math.max(usage.cacheRead(), 0));
        known(json, "cache_write_tokens", usage.cacheWrite());
        known(json, "audio_tokens", usage.audioInput());
        known(json, "image_tokens", usage.besides().imageInput());
        json.endObject().name("completion_tokens_details").beginObject();
        json.field("reasoning_tokens", Math.max(usage.reasoning(), 0));
        known(json, "audio_tokens", usage.audioOutput());
        known(json, "image_tokens", usage.besides().imageOutput());
        json.endObject();
    }

    static void citation(JsonWriter json, Citation citation) {
        json.beginObject().field("type", "url_citation").name("url_citation").beginObject();
        json.field("url", citation.url() == null ? "" : citation.url());
        json.field("title", citation.title() == null ? "" : citation.title());
        json.field("start_index", Math.max(citation.start(), 0)).field("end_index", Math.max(citation.end(), 0));
        if (citation.cited() != null && !citation.cited().isEmpty()) {
            json.field("content", citation.cited());
        }
        json.endObject().endObject();
    }

    static void extras(JsonWriter json, Extras extras, Asked asked) {
        if (isOurs(asked)) {
            extras.fields().forEach((name, value) -> json.name(name).raw(value));
        }
    }

    /** What a provider of this dialect said goes to a client of this dialect. */
    private static boolean isOurs(Asked asked) {
        return asked.spoken().equals(OpenAiDialect.ID);
    }

    private static void known(JsonWriter json, String name, long count) {
        if (count != Usage.ABSENT) {
            json.field(name, count);
        }
    }
}
