package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Errors;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.wire.Json;

/**
 * Reads what models answer to InvokeModel in formats of their own: Claude's, Nova's (which is Converse's), Llama's,
 * Titan's, Command's, Jurassic's, Mistral's, and OpenAI's open models. An event of a stream is mostly a small answer.
 */
final class InvokeAnswer {

    private InvokeAnswer() {}

    static void facts(Json answer, AnswerFacts facts) {
        facts.model(answer.get("model").text());
        String error = Errors.in(answer);
        if (error != null) {
            facts.fail(error);
        }
        InvokeUsage.facts(answer, facts);
        for (Json block : answer.get("content").items()) {
            called(block, facts);
        }
        for (Json image : answer.get("images").items()) {
            facts.made(image.isString() ? 1 : 0);
        }
        for (String name : new String[] {"stopReason", "stop_reason", "finish_reason", "completionReason"}) {
            BedrockAnswer.stop(answer.get(name), facts);
        }
        for (Json completion : answer.get("completions").items()) {
            BedrockAnswer.stop(completion.get("finishReason").get("reason"), facts);
        }
        stops(answer.get("results"), "completionReason", facts);
        stops(answer.get("generations"), "finish_reason", facts);
        stops(answer.get("outputs"), "stop_reason", facts);
        stops(answer.get("choices"), "finish_reason", facts);
        stops(answer.get("choices"), "stop_reason", facts);
    }

    /** An event of a stream; the last one carries AWS's own count, which says what the model did not. */
    static void chunk(Json event, AnswerFacts facts) {
        facts(event, facts);
        facts(event.get("message"), facts);
        facts(event.get("response"), facts);
        BedrockAnswer.stop(event.get("delta").get("stop_reason"), facts);
        BedrockAnswer.stop(event.get("messageStop").get("stopReason"), facts);
        BedrockAnswer.usage(event.get("metadata"), facts);
        called(event.get("content_block"), facts);
        InvokeSeen.event(event, facts);
        Json metrics = event.get("amazon-bedrock-invocationMetrics");
        if (metrics.isObject()) {
            facts.use(InvokeUsage.counted(metrics).updatedBy(facts.usage()));
            facts.end();
        }
    }

    static void texts(Json answer, TextVisitor visitor) {
        blocks(answer.get("content"), visitor);
        blocks(answer.get("message").get("content"), visitor);
        BedrockBlocks.block(
                Role.ASSISTANT, BedrockAnswer.run(answer.get("index")), answer.get("content_block"), visitor);
        BedrockAnswer.delta(answer.get("contentBlockDelta"), visitor);
        for (String name : new String[] {"text", "generation", "completion", "outputText"}) {
            Texts.show(Role.ASSISTANT, 0, answer.get(name), visitor);
        }
        each(answer.get("results"), "outputText", visitor);
        each(answer.get("generations"), "text", visitor);
        each(answer.get("outputs"), "text", visitor);
        for (Json completion : answer.get("completions").items()) {
            Texts.show(Role.ASSISTANT, 0, completion.get("data").get("text"), visitor);
        }
        each(answer.get("choices"), "text", visitor);
        choices(answer.get("choices"), visitor);
        history(answer.get("chat_history"), visitor);
        Json repeated = answer.get("response");
        Texts.show(Role.ASSISTANT, TextVisitor.REPEATED, repeated.get("text"), visitor);
        history(repeated.get("chat_history"), visitor);
    }

    private static void blocks(Json content, TextVisitor visitor) {
        int position = 0;
        for (Json block : content.items()) {
            BedrockBlocks.block(Role.ASSISTANT, position++, block, visitor);
        }
    }

    private static void each(Json alternatives, String name, TextVisitor visitor) {
        int position = 0;
        for (Json alternative : alternatives.items()) {
            Texts.show(Role.ASSISTANT, position++, alternative.get(name), visitor);
        }
    }

    /** The models that answer as OpenAI's do. */
    private static void choices(Json choices, TextVisitor visitor) {
        int position = 0;
        for (Json choice : choices.items()) {
            Json index = choice.get("index");
            int run = index.isNumber() ? BedrockAnswer.run(index) : position;
            position++;
            for (Json message : new Json[] {choice.get("message"), choice.get("delta")}) {
                Texts.show(Role.THINKING, run, message.get("reasoning"), visitor);
                Texts.show(Role.THINKING, run, message.get("reasoning_content"), visitor);
                Texts.show(Role.ASSISTANT, run, message.get("content"), visitor);
                for (Json call : message.get("tool_calls").items()) {
                    Texts.show(Role.TOOL_ARGUMENTS, run, call.get("function").get("arguments"), visitor);
                }
            }
        }
    }

    /** Command tells the conversation once more, with what it has just said. */
    private static void history(Json turns, TextVisitor visitor) {
        for (Json turn : turns.items()) {
            Role role = turn.get("role").is("CHATBOT") ? Role.ASSISTANT : Role.USER;
            Texts.show(role, TextVisitor.REPEATED, turn.get("message"), visitor);
        }
    }

    private static void stops(Json alternatives, String name, AnswerFacts facts) {
        for (Json alternative : alternatives.items()) {
            BedrockAnswer.stop(alternative.get(name), facts);
        }
    }

    private static void called(Json block, AnswerFacts facts) {
        if (block.get("type").is("tool_use")) {
            facts.call();
        }
    }
}
