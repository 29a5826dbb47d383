package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;

import static ai.gateway.exchange.Usage.ABSENT;

/**
 * Reads what models answer to InvokeModel in formats of their own: Claude's, Nova's (which is Converse's), Llama's,
 * Titan's, Command's, Jurassic's, and OpenAI's open models.
 */
final class InvokeAnswer {

    private InvokeAnswer() {}

    static void facts(Json answer, AnswerFacts facts) {
        facts.model(answer.get("model").text());
        String error = Errors.in(answer);
        if (error != null) {
            facts.fail(error);
        }
        usage(answer, facts);
        for (Json block : answer.get("content").items()) {
            called(block, facts);
        }
        BedrockAnswer.stop(answer.get("stopReason"), facts);
        BedrockAnswer.stop(answer.get("stop_reason"), facts);
        BedrockAnswer.stop(answer.get("finish_reason"), facts);
        for (Json result : answer.get("results").items()) {
            BedrockAnswer.stop(result.get("completionReason"), facts);
        }
        for (Json completion : answer.get("completions").items()) {
            BedrockAnswer.stop(completion.get("finishReason").get("reason"), facts);
        }
        for (Json choice : answer.get("choices").items()) {
            BedrockAnswer.stop(choice.get("finish_reason"), facts);
        }
    }

    /** An event of a stream; the last one carries AWS's own count, which says what the model did not. */
    static void chunk(Json event, AnswerFacts facts) {
        facts(event, facts);
        facts(event.get("message"), facts);
        facts(event.get("response"), facts);
        BedrockAnswer.stop(event.get("delta").get("stop_reason"), facts);
        BedrockAnswer.stop(event.get("messageStop").get("stopReason"), facts);
        BedrockAnswer.usage(event.get("metadata").get("usage"), facts);
        called(event.get("content_block"), facts);
        Json metrics = event.get("amazon-bedrock-invocationMetrics");
        if (metrics.isObject()) {
            Usage counted = new Usage(
                    Counts.of(metrics.get("inputTokenCount")),
                    Counts.of(metrics.get("cacheReadInputTokenCount")),
                    Counts.of(metrics.get("cacheWriteInputTokenCount")),
                    Counts.of(metrics.get("outputTokenCount")),
                    ABSENT);
            facts.use(counted.updatedBy(facts.usage()));
            facts.end();
        }
    }

    static void texts(Json answer, TextVisitor visitor) {
        int position = 0;
        for (Json block : answer.get("content").items()) {
            BedrockBlocks.block(Role.ASSISTANT, position++, block, visitor);
        }
        for (String name : new String[] {"text", "generation", "completion"}) {
            Texts.show(Role.ASSISTANT, 0, answer.get(name), visitor);
        }
        for (Json result : answer.get("results").items()) {
            Texts.show(Role.ASSISTANT, 0, result.get("outputText"), visitor);
        }
        for (Json completion : answer.get("completions").items()) {
            Texts.show(Role.ASSISTANT, 0, completion.get("data").get("text"), visitor);
        }
        for (Json choice : answer.get("choices").items()) {
            Texts.show(Role.ASSISTANT, 0, choice.get("message").get("content"), visitor);
        }
    }

    private static void called(Json block, AnswerFacts facts) {
        if (block.get("type").is("tool_use")) {
            facts.call();
        }
    }

    private static void usage(Json answer, AnswerFacts facts) {
        Json usage = answer.get("usage");
        BedrockAnswer.usage(usage, facts);
        facts.use(new Usage(
                Counts.first(Counts.of(usage.get("input_tokens")), Counts.of(usage.get("prompt_tokens"))),
                Counts.of(usage.get("cache_read_input_tokens")),
                Counts.of(usage.get("cache_creation_input_tokens")),
                Counts.first(Counts.of(usage.get("output_tokens")), Counts.of(usage.get("completion_tokens"))),
                ABSENT));
        long titan = ABSENT;
        for (Json result : answer.get("results").items()) {
            titan = Counts.sum(titan, Counts.of(result.get("tokenCount")));
        }
        facts.use(new Usage(
                Counts.first(Counts.of(answer.get("prompt_token_count")), Counts.of(answer.get("inputTextTokenCount"))),
                ABSENT,
                ABSENT,
                Counts.first(Counts.of(answer.get("generation_token_count")), titan),
                ABSENT));
    }
}
