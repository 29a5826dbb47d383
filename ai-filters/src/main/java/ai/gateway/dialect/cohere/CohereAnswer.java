package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Seen;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** Reads answers of the API and the events of their streams. */
final class CohereAnswer {

    private CohereAnswer() {}

    static void whole(Json answer, AnswerFacts facts) {
        String failure = failureIn(answer);
        if (failure != null) {
            facts.fail(failure);
        }
        boolean calls = answer.get("message").get("tool_calls").size()
                        + answer.get("tool_calls").size()
                > 0;
        if (calls) {
            facts.call();
        }
        facts.use(usage(answer.get("usage")));
        facts.use(usage(answer.get("meta")));
        seen(answer, facts);
        String reason = answer.get("finish_reason").text();
        if (!reason.isEmpty()) {
            facts.finish(finish(reason));
        }
    }

    static void frame(String name, Json event, AnswerFacts facts) {
        String type = event.get("type").text(event.get("event_type").text(name));
        switch (type) {
            case "content-start", "content-delta", "tool-plan-delta", "tool-call-delta" ->
                piece(event.get("delta").get("message"), facts);
            case "text-generation" -> Seen.text(event.get("text"), facts);
            case "tool-call-start" -> {
                facts.call();
                Json message = event.get("delta").get("message");
                Seen.call(message.get("tool_calls").get("function").get("name"), facts);
                piece(message, facts);
            }
            case "message-end" -> {
                whole(event.get("delta"), facts);
                facts.end();
            }
            // Version 1 ends so, with the whole answer once more.
            case "stream-end" -> {
                whole(event, facts);
                whole(event.get("response"), facts);
                facts.end();
            }
            default -> {
                if (event.get("message").isString() || event.get("error").exists()) {
                    whole(event, facts);
                }
            }
        }
    }

    private static void piece(Json message, AnswerFacts facts) {
        Json content = message.get("content");
        Seen.text(content.get("text"), facts);
        Seen.text(content.get("thinking"), facts);
        if (!content.exists()) {
            Seen.text(message.get("tool_plan"), facts);
            Seen.text(message.get("tool_calls").get("function").get("arguments"), facts);
        }
    }

    private static void seen(Json answer, AnswerFacts facts) {
        Json message = answer.get("message");
        for (Json part : message.get("content").items()) {
            Seen.text(part.get("text"), facts);
            Seen.text(part.get("thinking"), facts);
        }
        Seen.text(message.get("tool_plan"), facts);
        for (Json call : message.get("tool_calls").items()) {
            Seen.call(call.get("function").get("name"), facts);
            Seen.text(call.get("function").get("arguments"), facts);
        }
    }

    static void texts(Json answer, TextVisitor visitor) {
        CohereRequest.message(Role.ASSISTANT, answer.get("message"), 0, visitor);
        Texts.show(Role.ASSISTANT, 0, answer.get("text"), visitor);
        Json delta = answer.get("delta").get("message");
        int run = (int) Math.max(0, Math.min(answer.get("index").number(0), Integer.MAX_VALUE));
        Json content = delta.get("content");
        Texts.show(Role.ASSISTANT, run, content.get("text"), visitor);
        Texts.show(Role.THINKING, run, content.get("thinking"), visitor);
        Texts.show(Role.THINKING, run, delta.get("tool_plan"), visitor);
        Json function = delta.get("tool_calls").get("function");
        Texts.show(Role.TOOL_ARGUMENTS, run, function.get("arguments"), visitor);
        Json repeated = answer.get("response");
        Texts.show(Role.ASSISTANT, TextVisitor.REPEATED, repeated.get("text"), visitor);
        history(answer.get("chat_history"), visitor);
        history(repeated.get("chat_history"), visitor);
    }

    static void showCounts(Json answer, Consumer<Json> visitor) {
        account(answer, visitor);
        account(answer.get("delta"), visitor);
        account(answer.get("response"), visitor);
    }

    private static void account(Json answer, Consumer<Json> visitor) {
        Counts.show(answer.get("usage"), visitor);
        Counts.show(answer.get("meta"), visitor);
    }

    /** Version 1 tells the conversation once more, with what the model has just said. */
    private static void history(Json turns, TextVisitor visitor) {
        for (Json turn : turns.items()) {
            Texts.show(CohereRequest.speaker(turn), TextVisitor.REPEATED, turn.get("message"), visitor);
        }
    }

    /** A message that is a text, not what the model says; or an {@code error}. Null where all is well. */
    static @Nullable String failureIn(Json answer) {
        Json message = answer.get("message");
        return message.isString() ? Errors.orUnnamed(message) : Errors.in(answer);
    }

    /** What the model read and wrote; what is billed is less, and stands in where the other is not said. */
    static Usage usage(Json usage) {
        Json tokens = usage.get("tokens");
        Json billed = usage.get("billed_units");
        Json counts = tokens.isObject() ? tokens : billed;
        if (!counts.isObject()) {
            return Usage.NONE;
        }
        long input = Counts.of(counts.get("input_tokens"));
        long cached = Counts.within(Counts.of(usage.get("cached_tokens")), input);
        return new Usage(
                        Counts.without(input, cached),
                        cached,
                        Usage.ABSENT,
                        Counts.of(counts.get("output_tokens")),
                        Counts.of(counts.get("reasoning_tokens")))
                .with(besides(billed).withImages(Counts.of(counts.get("image_tokens")), Usage.ABSENT));
    }

    /** What is billed, which is less than what the model read: none of Cohere's own words to it. */
    private static Besides besides(Json billed) {
        long pictures = Counts.of(billed.get("images"));
        long questions = Counts.of(billed.get("search_units"));
        long input = Counts.of(billed.get("input_tokens"));
        long output = Counts.of(billed.get("output_tokens"));
        return Besides.of(new Units(Usage.ABSENT, pictures, questions, Usage.ABSENT, Usage.ABSENT))
                .with(new Bill(Usage.ABSENT, null, null, input, output));
    }

    static FinishReason finish(String reason) {
        return switch (reason) {
            case "COMPLETE", "STOP_SEQUENCE" -> FinishReason.STOP;
            case "MAX_TOKENS", "ERROR_LIMIT" -> FinishReason.LENGTH;
            case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
            case "ERROR_TOXIC" -> FinishReason.CONTENT_FILTER;
            case "ERROR", "TIMEOUT" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }
}
