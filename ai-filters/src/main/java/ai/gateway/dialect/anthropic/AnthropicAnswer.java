package ai.gateway.dialect.anthropic;

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
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonKeys;
import ai.gateway.wire.JsonMembers;

import java.util.function.Consumer;

/** Reads whole messages and the events of their streams. */
final class AnthropicAnswer {

    private static final JsonKeys TEXTS = JsonKeys.of("text", "thinking", "partial_json");

    private AnthropicAnswer() {}

    static void whole(Json message, AnswerFacts facts) {
        facts.model(message.get("model").text());
        usage(message.get("usage"), facts);
        for (Json block : message.get("content").items()) {
            block(block, facts);
        }
        stop(message.get("stop_reason"), facts);
        String error = Errors.in(message);
        if (error != null) {
            facts.fail(error);
        }
    }

    static void frame(String name, Json event, AnswerFacts facts) {
        switch (event.get("type").text(name)) {
            case "message_start" -> whole(event.get("message"), facts);
            case "content_block_start" -> block(event.get("content_block"), facts);
            case "content_block_delta" -> delta(event.get("delta"), facts);
            case "message_delta" -> {
                usage(event.get("usage"), facts);
                stop(event.get("delta").get("stop_reason"), facts);
            }
            case "message_stop" -> facts.end();
            case "completion" -> completion(event, facts);
            case "error" -> {
                String error = Errors.in(event);
                facts.fail(error == null ? Errors.orUnnamed(event.get("message")) : error);
            }
            default -> whole(event, facts);
        }
    }

    static void texts(Json answer, TextVisitor visitor) {
        int run = (int) Math.max(0, Math.min(answer.get("index").number(0), Integer.MAX_VALUE));
        Json delta = answer.get("delta");
        Texts.show(Role.ASSISTANT, run, delta.get("text"), visitor);
        Texts.show(Role.THINKING, run, delta.get("thinking"), visitor);
        Texts.show(Role.TOOL_ARGUMENTS, run, delta.get("partial_json"), visitor);
        AnthropicBlocks.block(Role.ASSISTANT, run, answer.get("content_block"), visitor);
        int position = 0;
        for (Json block : answer.get("content").items()) {
            AnthropicBlocks.block(Role.ASSISTANT, position++, block, visitor);
        }
        Texts.show(Role.ASSISTANT, 0, answer.get("completion"), visitor);
    }

    static void showCounts(Json answer, Consumer<Json> visitor) {
        Counts.show(answer.get("usage"), visitor);
        Counts.show(answer.get("message").get("usage"), visitor);
        Counts.showMetrics(answer, visitor);
    }

    /** The old Text Completions end with the reason to stop. */
    private static void completion(Json event, AnswerFacts facts) {
        whole(event, facts);
        Seen.text(event.get("completion"), facts);
        if (event.get("stop_reason").isString()) {
            facts.end();
        }
    }

    /** A piece that is none of these is a signature or a citation. */
    private static void delta(Json delta, AnswerFacts facts) {
        JsonMembers member = delta.members(TEXTS);
        if (member.next()) {
            Seen.text(member.value(), facts);
        }
    }

    private static void block(Json block, AnswerFacts facts) {
        delta(block, facts);
        if (block.get("type").is("tool_use")) {
            facts.call();
            Seen.call(block.get("name"), facts);
            Seen.object(block.get("input"), facts);
        }
    }

    private static void stop(Json reason, AnswerFacts facts) {
        if (reason.isString()) {
            facts.finish(finish(reason.text()));
        }
    }

    static FinishReason finish(String reason) {
        return switch (reason) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.REFUSAL;
            case "pause_turn", "compaction" -> FinishReason.PAUSE;
            default -> FinishReason.OTHER;
        };
    }

    private static void usage(Json usage, AnswerFacts facts) {
        if (usage.isObject()) {
            facts.use(usage(usage));
        }
    }

    /** Its own messages are in the counts at the top; what it spent on compaction or on an adviser is not. */
    static Usage usage(Json usage) {
        Usage total = counts(usage);
        for (Json iteration : usage.get("iterations").items()) {
            if (iteration.get("type").isString() && !iteration.get("type").is("message")) {
                total = total.plus(counts(iteration));
            }
        }
        long searches = Counts.of(usage.get("server_tool_use").get("web_search_requests"));
        return total.with(total.besides()
                .with(Units.ofSearches(searches))
                .with(Bill.of(Service.of(usage.get("service_tier").text()))));
    }

    private static Usage counts(Json usage) {
        return new Usage(
                        Counts.of(usage.get("input_tokens")),
                        Counts.of(usage.get("cache_read_input_tokens")),
                        Counts.of(usage.get("cache_creation_input_tokens")),
                        Counts.of(usage.get("output_tokens")),
                        Counts.of(usage.get("output_tokens_details").get("thinking_tokens")))
                .with(Besides.NONE.withCacheWriteHour(
                        Counts.of(usage.get("cache_creation").get("ephemeral_1h_input_tokens"))));
    }
}
