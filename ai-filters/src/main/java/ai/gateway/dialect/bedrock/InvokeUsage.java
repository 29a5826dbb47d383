package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Counts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import static ai.gateway.exchange.Usage.ABSENT;

/** What models behind InvokeModel say that they used, each in words of its own, and what AWS counted itself. */
final class InvokeUsage {

    private static final String COUNT = "X-Amzn-Bedrock-";

    private static final String[] COUNTS = {
        "prompt_token_count", "generation_token_count", "inputTextTokenCount", "totalOutputTextTokenCount"
    };

    private InvokeUsage() {}

    /** AWS's own count of a stream, in its last event. */
    static Usage counted(Json metrics) {
        return new Usage(
                Counts.of(metrics.get("inputTokenCount")),
                Counts.of(metrics.get("cacheReadInputTokenCount")),
                Counts.of(metrics.get("cacheWriteInputTokenCount")),
                Counts.of(metrics.get("outputTokenCount")),
                ABSENT);
    }

    /** AWS's own count of a whole answer, in its head: some models count nothing themselves. */
    static Usage counted(UnaryOperator<@Nullable String> headers) {
        return new Usage(
                Counts.of(headers.apply(COUNT + "Input-Token-Count")),
                Counts.of(headers.apply(COUNT + "Cache-Read-Input-Token-Count")),
                Counts.of(headers.apply(COUNT + "Cache-Write-Input-Token-Count")),
                Counts.of(headers.apply(COUNT + "Output-Token-Count")),
                ABSENT);
    }

    static void showCounts(Json answer, Consumer<Json> visitor) {
        for (String within : new String[] {"metadata", "message", "response"}) {
            Counts.show(answer.get(within).get("usage"), visitor);
            Counts.show(answer.get(within).get("meta"), visitor);
        }
        for (String name : COUNTS) {
            Counts.show(answer.get(name), visitor);
        }
        for (Json result : answer.get("results").items()) {
            Counts.show(result.get("tokenCount"), visitor);
        }
        Counts.showMetrics(answer, visitor);
    }

    static void facts(Json answer, AnswerFacts facts) {
        Json usage = answer.get("usage");
        BedrockAnswer.usage(answer, facts);
        facts.use(new Usage(
                        Counts.first(Counts.of(usage.get("input_tokens")), Counts.of(usage.get("prompt_tokens"))),
                        Counts.of(usage.get("cache_read_input_tokens")),
                        Counts.of(usage.get("cache_creation_input_tokens")),
                        Counts.first(Counts.of(usage.get("output_tokens")), Counts.of(usage.get("completion_tokens"))),
                        ABSENT)
                .with(Besides.NONE.withCacheWriteHour(
                        Counts.of(usage.get("cache_creation").get("ephemeral_1h_input_tokens")))));
        long titan = ABSENT;
        for (Json result : answer.get("results").items()) {
            titan = Counts.sum(titan, Counts.of(result.get("tokenCount")));
        }
        facts.use(new Usage(
                Counts.first(Counts.of(answer.get("prompt_token_count")), Counts.of(answer.get("inputTextTokenCount"))),
                ABSENT,
                ABSENT,
                Counts.first(
                        Counts.of(answer.get("generation_token_count")),
                        titan,
                        Counts.of(answer.get("totalOutputTextTokenCount"))),
                ABSENT));
    }
}
