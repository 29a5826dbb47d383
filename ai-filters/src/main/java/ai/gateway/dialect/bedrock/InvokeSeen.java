package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Seen;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonKeys;
import ai.gateway.wire.JsonMembers;

/** What has passed in an event of InvokeModel's streams, of whichever model it is. */
final class InvokeSeen {

    private static final JsonKeys KEYS = JsonKeys.of(
            "delta", "contentBlockDelta", "choices", "outputs", "text", "generation", "completion", "outputText");
    private static final JsonKeys TEXTS = JsonKeys.of("text", "thinking", "partial_json", "content", "reasoning");

    private InvokeSeen() {}

    static void event(Json event, AnswerFacts facts) {
        for (JsonMembers member = event.members(KEYS); member.next(); ) {
            Json value = member.value();
            switch (member.name()) {
                case "delta" -> texts(value, facts);
                case "contentBlockDelta" -> BedrockAnswer.piece(value.get("delta"), facts);
                case "choices", "outputs" -> choices(value, facts);
                default -> Seen.text(value, facts);
            }
        }
    }

    private static void choices(Json choices, AnswerFacts facts) {
        for (Json choice : choices.items()) {
            texts(choice.get("delta"), facts);
            texts(choice.get("message"), facts);
            Seen.text(choice.get("text"), facts);
        }
    }

    private static void texts(Json delta, AnswerFacts facts) {
        for (JsonMembers member = delta.members(TEXTS); member.next(); ) {
            Seen.text(member.value(), facts);
        }
    }
}
