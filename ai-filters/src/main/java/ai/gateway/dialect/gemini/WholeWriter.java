package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Asked;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Writes whole answers, and what they have in common with the chunks of a stream. */
final class WholeWriter {

    private static final String CREATED = "createTime";
    private static final String FEEDBACK = "promptFeedback";

    private WholeWriter() {}

    static byte[] write(Answer answer, Asked asked) {
        JsonWriter json = new JsonWriter(1024).beginObject();
        if (!isBlocked(answer.choices(), answer.extras(), asked)) {
            json.name("candidates").beginArray();
            answer.choices().forEach(choice -> choice(json, choice, asked));
            json.endArray();
        }
        usage(json, answer.usage(), answer.account(), asked);
        head(json, new AnswerEvent.Began(answer.id(), answer.model(), answer.created(), answer.extras()), asked);
        extras(json, answer.extras(), asked);
        return json.endObject().toBytes();
    }

    /** Of a blocked prompt there is feedback, and no answer. */
    private static boolean isBlocked(List<Answer.Choice> choices, Extras extras, Asked asked) {
        Answer.Choice only = choices.size() == 1 ? choices.get(0) : null;
        return only != null && only.content().isEmpty() && isBlocked(only.finish(), only.extras(), extras, asked);
    }

    static boolean isBlocked(@Nullable FinishReason reason, Extras ofChoice, Extras ofAnswer, Asked asked) {
        return reason == FinishReason.CONTENT_FILTER
                && isOwn(asked)
                && ofChoice.isEmpty()
                && ofAnswer.fields().containsKey(FEEDBACK);
    }

    private static void choice(JsonWriter json, Answer.Choice choice, Asked asked) {
        AnswerParts parts = new AnswerParts(isOwn(asked));
        choice.content().forEach(block -> block.show(parts));
        json.beginObject();
        content(json, parts.parts());
        if (choice.finish() != null) {
            finish(json, choice.finish(), choice.extras(), asked);
        }
        json.field("index", choice.index());
        if (choice.likelihoods() != null) {
            likelihoods(json, choice.likelihoods());
        }
        grounding(json, parts.citations(), parts.said(), asked);
        json.endObject();
    }

    /** What libraries look for in a chunk that has nothing to say. */
    static void nothing(JsonWriter json) {
        content(json, List.of(PartJson.text("", /* thought= */ false, null, Extras.NONE)));
    }

    static void content(JsonWriter json, List<String> parts) {
        json.name("content").beginObject();
        if (!parts.isEmpty()) {
            json.name("parts").beginArray();
            parts.forEach(json::raw);
            json.endArray();
        }
        json.field("role", "model").endObject();
    }

    static void finish(JsonWriter json, FinishReason reason, Extras extras, Asked asked) {
        if (!isOwn(asked) || !extras.fields().containsKey(CandidateExtras.FINISH)) {
            json.field(CandidateExtras.FINISH, FinishWords.word(reason));
        }
        extras(json, extras, asked);
    }

    static void likelihoods(JsonWriter json, String likelihoods) {
        String result = LogProbs.write(likelihoods);
        if (result != null) {
            json.name("logprobsResult").raw(result);
        }
    }

    /** Google's own grounding comes whole with the extras. */
    static void grounding(JsonWriter json, List<Citation> citations, String said, Asked asked) {
        if (!citations.isEmpty() && !isOwn(asked)) {
            Grounding.write(json, citations, said);
        }
    }

    static void usage(JsonWriter json, Usage usage, Extras account, Asked asked) {
        if (isOwn(asked) && !account.isEmpty()) {
            json.name("usageMetadata").beginObject();
            extras(json, account, asked);
            json.endObject();
        } else if (usage.isKnown()) {
            GeminiUsage.write(json.name("usageMetadata"), usage);
        }
    }

    static void head(JsonWriter json, AnswerEvent.Began began, Asked asked) {
        String model = began.model().isEmpty() ? String.valueOf(asked.request().model()) : began.model();
        json.field("modelVersion", model);
        json.field("responseId", began.id().isEmpty() ? asked.id() : began.id());
        boolean said = isOwn(asked) && began.extras().fields().containsKey(CREATED);
        if (began.created() != Usage.ABSENT && !said) {
            json.field(CREATED, Instant.ofEpochSecond(began.created()).toString());
        }
    }

    static void extras(JsonWriter json, Extras extras, Asked asked) {
        if (isOwn(asked)) {
            extras.fields().forEach((name, value) -> json.name(name).raw(value));
        }
    }

    /** What a provider of this dialect said goes to a client of this dialect. */
    static boolean isOwn(Asked asked) {
        return asked.spoken().equals(GeminiDialect.ID);
    }
}
