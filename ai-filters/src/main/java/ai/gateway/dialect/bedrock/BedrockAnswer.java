package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Seen;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.function.Consumer;

/** Reads answers of the runtime and the events of its streams. */
final class BedrockAnswer {

    private BedrockAnswer() {}

    static void whole(Json answer, AnswerFacts facts) {
        Json message = answer.get("message");
        if (message.isString() && !answer.get("output").exists()) {
            facts.fail(Errors.orUnnamed(message));
        }
        blocks(answer.get("output").get("message").get("content"), facts);
        InvokeAnswer.facts(answer, facts);
    }

    /** The names are those of the event types; of an exception it is the exception's. */
    static void frame(String name, Json frame, AnswerFacts facts) {
        switch (name) {
            case "contentBlockStart" -> called(frame.get("start"), facts);
            case "contentBlockDelta" -> piece(frame.get("delta"), facts);
            case "messageStop" -> stop(frame.get("stopReason"), facts);
            case "metadata" -> {
                usage(frame, facts);
                facts.end();
            }
            case "chunk" -> chunk(InvokeChunk.event(frame), facts);
            case "messageStart", "contentBlockStop" -> {
                // Nothing to know.
            }
            default -> {
                if (name.endsWith("Exception") || frame.get("message").isString()) {
                    facts.fail(Errors.orUnnamed(frame.get("message")));
                }
            }
        }
    }

    static void texts(Json answer, TextVisitor visitor) {
        int position = 0;
        for (Json block : answer.get("output").get("message").get("content").items()) {
            BedrockBlocks.block(Role.ASSISTANT, position++, block, visitor);
        }
        delta(answer, visitor);
        InvokeAnswer.texts(answer, visitor);
    }

    static void showCounts(Json answer, Consumer<Json> visitor) {
        Counts.show(answer.get("usage"), visitor);
        InvokeUsage.showCounts(answer, visitor);
    }

    /** The piece of a block that an event brings: Converse's, or Claude's own, which have names of their own. */
    static void delta(Json event, TextVisitor visitor) {
        Json delta = event.get("delta");
        Json converse = event.get("contentBlockIndex");
        int run = run(converse.exists() ? converse : event.get("index"));
        Texts.show(Role.ASSISTANT, run, delta.get("text"), visitor);
        Texts.show(Role.THINKING, run, delta.get("reasoningContent").get("text"), visitor);
        Texts.show(Role.TOOL_ARGUMENTS, run, delta.get("toolUse").get("input"), visitor);
        for (Json result : delta.get("toolResult").items()) {
            BedrockBlocks.block(Role.TOOL_RESULT, run, result, visitor);
        }
        Texts.show(Role.THINKING, run, delta.get("thinking"), visitor);
        Texts.show(Role.TOOL_ARGUMENTS, run, delta.get("partial_json"), visitor);
    }

    /** Pieces of a block have its index in common. */
    static int run(Json index) {
        return (int) Math.max(0, Math.min(index.number(0), Integer.MAX_VALUE));
    }

    static void blocks(Json content, AnswerFacts facts) {
        for (Json block : content.items()) {
            called(block, facts);
            Seen.text(block.get("text"), facts);
            Seen.text(block.get("reasoningContent").get("reasoningText").get("text"), facts);
            Seen.object(block.get("toolUse").get("input"), facts);
        }
    }

    /** Converse's own. */
    static void piece(Json delta, AnswerFacts facts) {
        Json text = delta.get("text");
        if (text.exists()) {
            Seen.text(text, facts);
        } else {
            Seen.text(delta.get("reasoningContent").get("text"), facts);
            Seen.text(delta.get("toolUse").get("input"), facts);
        }
    }

    /** The tools that Nova runs by itself look like the client's but for a type. */
    private static void called(Json block, AnswerFacts facts) {
        Json call = block.get("toolUse");
        if (call.isObject() && !call.get("type").is("server_tool_use")) {
            facts.call();
            Seen.call(call.get("name"), facts);
        }
    }

    static void stop(Json reason, AnswerFacts facts) {
        String name = reason.text();
        if (!name.isEmpty()) {
            facts.finish(finish(name.toLowerCase(Locale.ROOT)));
        }
    }

    /** @param from whose {@code usage} it is, and beside it how it was served */
    static void usage(Json from, AnswerFacts facts) {
        Usage usage = counts(from);
        if (!usage.equals(Usage.NONE)) {
            facts.use(usage);
        }
    }

    static Usage counts(Json from) {
        Service service = Service.of(from.get("serviceTier").get("type").text());
        Json usage = from.get("usage");
        return tokens(usage).with(Besides.NONE.withCacheWriteHour(hour(usage)).with(Bill.of(service)));
    }

    private static long hour(Json usage) {
        for (Json detail : usage.get("cacheDetails").items()) {
            if (detail.get("ttl").is("1h")) {
                return Counts.of(detail.get("inputTokens"));
            }
        }
        return Usage.ABSENT;
    }

    /** Cache counts stand under either of two names. */
    private static Usage tokens(Json usage) {
        return new Usage(
                Counts.of(usage.get("inputTokens")),
                Counts.first(
                        Counts.of(usage.get("cacheReadInputTokens")), Counts.of(usage.get("cacheReadInputTokenCount"))),
                Counts.first(
                        Counts.of(usage.get("cacheWriteInputTokens")),
                        Counts.of(usage.get("cacheWriteInputTokenCount"))),
                Counts.of(usage.get("outputTokens")),
                Usage.ABSENT);
    }

    /** InvokeModel wraps the model's own events. */
    private static void chunk(byte @Nullable [] event, AnswerFacts facts) {
        try {
            if (event != null) {
                InvokeAnswer.chunk(Json.parse(event), facts);
            }
        } catch (JsonException ignored) {
            // A chunk that cannot be read says nothing; the client sees it all the same.
        }
    }

    /** Converse's names in lower case, and those of the models behind InvokeModel. */
    static FinishReason finish(String reason) {
        return switch (reason) {
            case "end_turn", "stop_sequence", "stop", "finish", "complete", "endoftext" -> FinishReason.STOP;
            case "max_tokens", "length", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use", "tool_call", "tool_calls" -> FinishReason.TOOL_CALLS;
            case "guardrail_intervened", "content_filtered", "content_filter" -> FinishReason.CONTENT_FILTER;
            case "refusal" -> FinishReason.REFUSAL;
            case "pause_turn" -> FinishReason.PAUSE;
            case "malformed_model_output", "malformed_tool_use", "error" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }
}
