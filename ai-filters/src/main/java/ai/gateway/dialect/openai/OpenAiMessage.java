package ai.gateway.dialect.openai;

import ai.gateway.dialect.Seen;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonKeys;
import ai.gateway.wire.JsonMembers;

/** What is picked up from a message, or from the piece of one that a chunk brings. */
final class OpenAiMessage {

    private static final JsonKeys KEYS = JsonKeys.of(
            "content",
            "reasoning_content",
            "reasoning",
            "refusal",
            "tool_calls",
            "function_call",
            "audio",
            "images",
            "annotations");

    private static final JsonKeys KEYS_OF_CALL = JsonKeys.of("function", "custom");
    private static final JsonKeys KEYS_OF_FUNCTION = JsonKeys.of("name", "arguments", "input");

    private OpenAiMessage() {}

    static void facts(Json message, AnswerFacts facts) {
        Json thoughts = Json.MISSING;
        for (JsonMembers member = message.members(KEYS); member.next(); ) {
            Json value = member.value();
            switch (member.name()) {
                case "content" -> content(value, facts);
                case "reasoning_content", "reasoning" -> thoughts = value.isString() ? value : thoughts;
                case "refusal" -> refusal(value, facts);
                case "tool_calls" -> calls(value, facts);
                case "function_call" -> Seen.text(value.get("arguments"), facts);
                case "audio" -> Seen.text(value.get("transcript"), facts);
                case "images" -> facts.made(value.size());
                default -> annotations(value, facts);
            }
        }
        Seen.text(thoughts, facts); // some say them twice
    }

    /** Mistral's thinking is parts within a part. */
    private static void content(Json content, AnswerFacts facts) {
        Seen.text(content, facts);
        for (Json part : content.items()) {
            Seen.text(part.get("text"), facts);
            content(part.get("thinking"), facts);
        }
    }

    private static void refusal(Json refusal, AnswerFacts facts) {
        if (!refusal.text().isEmpty()) {
            facts.finish(FinishReason.REFUSAL);
            Seen.text(refusal, facts);
        }
    }

    private static void calls(Json calls, AnswerFacts facts) {
        for (Json call : calls.items()) {
            facts.call();
            for (JsonMembers member = call.members(KEYS_OF_CALL); member.next(); ) {
                function(member.value(), facts);
            }
        }
    }

    /** Of a custom tool there is an input. */
    private static void function(Json function, AnswerFacts facts) {
        for (JsonMembers member = function.members(KEYS_OF_FUNCTION); member.next(); ) {
            if (member.name().equals("name")) {
                Seen.call(member.value(), facts);
            } else {
                Seen.object(member.value(), facts);
            }
        }
    }

    private static void annotations(Json annotations, AnswerFacts facts) {
        for (Json annotation : annotations.items()) {
            if (annotation.get("type").is("url_citation")) {
                facts.cite();
            }
        }
    }
}
