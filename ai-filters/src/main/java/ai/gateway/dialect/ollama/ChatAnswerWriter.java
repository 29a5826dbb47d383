package ai.gateway.dialect.ollama;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.CallArguments;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes whole answers, and what they have in common with the lines of a stream. */
final class ChatAnswerWriter {

    private static final long LAST_SECOND = 253_402_300_799L; // of the year 9999

    private ChatAnswerWriter() {}

    static byte[] whole(Answer answer, Asked asked) {
        Answer.Choice choice = answer.choices().stream()
                .filter(each -> each.index() == 0)
                .findFirst()
                .orElseGet(() -> new Answer.Choice(0, List.of(), null, null, null, Extras.NONE));
        AnswerEvent.Began began = new AnswerEvent.Began(answer.id(), answer.model(), answer.created(), answer.extras());
        JsonWriter json = head(began, asked).name("message").beginObject().field("role", "assistant");
        new ChatMessage(json).write(choice.content());
        json.endObject();
        if (choice.likelihoods() != null) {
            likelihoods(json, choice.likelihoods());
        }
        FinishReason reason = choice.finish() == null ? FinishReason.OTHER : choice.finish();
        done(json, new AnswerEvent.Finished(0, reason, choice.stopSequence(), choice.extras()), asked);
        used(json, new AnswerEvent.Used(answer.usage(), answer.account()), asked);
        return json.endObject().toBytes();
    }

    /** What every line begins with. */
    static JsonWriter head(AnswerEvent.Began began, Asked asked) {
        long seconds = began.created() == Usage.ABSENT ? asked.seconds() : began.created();
        String model = began.model().isEmpty() ? String.valueOf(asked.request().model()) : began.model();
        JsonWriter json = new JsonWriter(256).beginObject().field("model", model);
        json.field(
                "created_at",
                Instant.ofEpochSecond(Math.min(seconds, LAST_SECOND)).toString());
        extras(json, began.extras(), asked);
        return json;
    }

    static void done(JsonWriter json, AnswerEvent.Finished event, Asked asked) {
        json.field("done", true);
        boolean told = isOurs(asked) && event.extras().fields().containsKey(ChatAnswerReader.REASON);
        if (!told) {
            json.field(ChatAnswerReader.REASON, event.reason() == FinishReason.LENGTH ? "length" : "stop");
        }
        extras(json, event.extras(), asked);
    }

    static void used(JsonWriter json, AnswerEvent.Used event, Asked asked) {
        extras(json, event.extras(), asked);
        Usage usage = event.usage();
        boolean prompt = usage.input() != Usage.ABSENT || usage.prompt() > 0;
        if (prompt) {
            json.field("prompt_eval_count", usage.prompt());
        }
        if (usage.output() != Usage.ABSENT) {
            json.field("eval_count", usage.output());
        }
    }

    static void call(JsonWriter json, Content.ToolCall call, int index) {
        json.beginObject().field("id", call.id()).name("function").beginObject();
        json.field("index", index).field("name", call.name()).name("arguments");
        json.raw(CallArguments.object(call.arguments(), call.custom())).endObject();
        signature(json, call.seal());
        json.endObject();
    }

    static void signature(JsonWriter json, @Nullable Seal seal) {
        if (seal != null) {
            json.field(ChatMessageReader.SIGNATURE, Seals.carried(seal, OllamaDialect.ID));
        }
    }

    /** The tokens, where the text is in the shape of OpenAI's chats; Ollama has each in the same shape. */
    static void likelihoods(JsonWriter json, String likelihoods) {
        try {
            Json tokens = Json.parse(likelihoods.getBytes(UTF_8)).get("content");
            if (tokens.isArray()) {
                json.field("logprobs", tokens);
            }
        } catch (JsonException notOurs) {
            // then nobody can say how likely they were
        }
    }

    /** What Ollama said goes to a client of Ollama's. */
    private static boolean isOurs(Asked asked) {
        return asked.spoken().equals(OllamaDialect.ID);
    }

    private static void extras(JsonWriter json, Extras extras, Asked asked) {
        if (isOurs(asked)) {
            extras.fields().forEach((name, value) -> json.name(name).raw(value));
        }
    }
}
