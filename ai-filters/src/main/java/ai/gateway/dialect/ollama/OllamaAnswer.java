package ai.gateway.dialect.ollama;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Seen;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;

import java.util.function.Consumer;

import static ai.gateway.exchange.Usage.ABSENT;

/** Reads answers of the API; a line of a stream is an answer too. */
final class OllamaAnswer {

    private OllamaAnswer() {}

    static void facts(Json answer, AnswerFacts facts) {
        if (facts.model() == null) {
            facts.model(answer.get("model").text());
        }
        String error = Errors.in(answer);
        if (error != null) {
            facts.fail(error);
        }
        Json message = answer.get("message");
        Seen.text(message.get("content"), facts);
        Seen.text(message.get("thinking"), facts);
        for (Json call : message.get("tool_calls").items()) {
            facts.call();
            Seen.call(call.get("function").get("name"), facts);
            Seen.object(call.get("function").get("arguments"), facts);
        }
        Seen.text(answer.get("response"), facts);
        Seen.text(answer.get("thinking"), facts);
        facts.use(usage(answer));
        if (answer.get("done").flag(false)) {
            facts.finish(finish(answer.get("done_reason").text()));
            facts.end();
        }
    }

    static void texts(Json answer, TextVisitor visitor) {
        OllamaRequest.message(Role.ASSISTANT, answer.get("message"), 0, visitor);
        Texts.show(Role.ASSISTANT, 0, answer.get("response"), visitor);
        Texts.show(Role.THINKING, 0, answer.get("thinking"), visitor);
    }

    static void showCounts(Json answer, Consumer<Json> visitor) {
        Counts.show(answer.get("prompt_eval_count"), visitor);
        Counts.show(answer.get("eval_count"), visitor);
    }

    static Usage usage(Json answer) {
        long input = Counts.of(answer.get("prompt_eval_count"));
        return new Usage(input, ABSENT, ABSENT, Counts.of(answer.get("eval_count")), ABSENT);
    }

    /** Old servers give no reason. */
    static FinishReason finish(String reason) {
        return switch (reason) {
            case "stop", "" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            default -> FinishReason.OTHER;
        };
    }
}
