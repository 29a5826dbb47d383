package ai.gateway.app.standin;

import ai.gateway.app.standin.Block.Kind;
import ai.gateway.app.standin.Json.Obj;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import java.util.List;

import static ai.gateway.app.standin.Json.obj;

/** {@code /v1/messages}: blocks that start, grow and stop, with a ping behind the first start. */
final class AnthropicMessages implements Dialect {
    private static final String SIGNATURE = "c3RhbmQtaW4=";

    @Override
    public Family family() {
        return Family.ANTHROPIC;
    }

    @Override
    public Object whole(Reply reply) {
        List<Object> content = reply.blocks().stream()
                .map(block -> content(block, block.text(), arguments(block)))
                .toList();
        Obj usage = usage(reply, reply.usage().output());
        usage.putAll(thinkingUsage(reply));
        return message(reply, content, finish(reply), usage);
    }

    private static @Nullable JsonNode arguments(Block block) {
        return block.is(Kind.CALL) ? Json.parseOrNull(block.text()) : null;
    }

    private static Object message(Reply reply, List<?> content, @Nullable String finish, Object usage) {
        return obj().with("model", reply.model())
                .with("id", "msg_" + reply.id())
                .with("type", "message")
                .with("role", "assistant")
                .with("content", content)
                .with("stop_reason", finish)
                .with("stop_sequence", null)
                .with("stop_details", null)
                .with("usage", usage);
    }

    private static Object content(Block block, String text, @Nullable Object arguments) {
        return switch (block.kind()) {
            case THINKING -> obj("type", "thinking", "thinking", text, "signature", text.isEmpty() ? "" : SIGNATURE);
            case TEXT -> obj("type", "text", "text", text);
            case CALL -> obj("type", "tool_use", "id", "toolu_" + block.id(), "name", block.name(), "input", arguments);
        };
    }

    private static String finish(Reply reply) {
        return switch (reply.finish()) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case CALLS -> "tool_use";
        };
    }

    private static Obj usage(Reply reply, int output) {
        return obj().with("input_tokens", reply.usage().input())
                .with("cache_creation_input_tokens", 0)
                .with("cache_read_input_tokens", 0)
                .with("cache_creation", obj("ephemeral_5m_input_tokens", 0, "ephemeral_1h_input_tokens", 0))
                .with("output_tokens", output)
                .with("service_tier", "standard")
                .with("inference_geo", "not_available");
    }

    private static Obj thinkingUsage(Reply reply) {
        int thinking = reply.usage().thinking();
        return thinking == 0 ? obj() : obj("output_tokens_details", obj("thinking_tokens", thinking));
    }

    @Override
    public void begin(Reply reply, Frames out) {
        send(out, "message_start", obj("message", message(reply, List.of(), null, usage(reply, 1))));
    }

    @Override
    public void open(Reply reply, Block block, Frames out) {
        send(out, "content_block_start", obj("index", block.index(), "content_block", content(block, "", obj())));
        if (block.index() == 0) {
            send(out, "ping", obj());
        }
        if (block.is(Kind.CALL)) {
            delta(out, block, obj("type", "input_json_delta", "partial_json", ""));
        }
    }

    @Override
    public void piece(Reply reply, Block block, String piece, Frames out) {
        delta(
                out,
                block,
                switch (block.kind()) {
                    case THINKING -> obj("type", "thinking_delta", "thinking", piece);
                    case TEXT -> obj("type", "text_delta", "text", piece);
                    case CALL -> obj("type", "input_json_delta", "partial_json", piece);
                });
    }

    @Override
    public void close(Reply reply, Block block, Frames out) {
        if (block.is(Kind.THINKING)) {
            delta(out, block, obj("type", "signature_delta", "signature", SIGNATURE));
        }
        send(out, "content_block_stop", obj("index", block.index()));
    }

    @Override
    public void end(Reply reply, Frames out) {
        Obj usage = obj(
                "input_tokens",
                reply.usage().input(),
                "cache_creation_input_tokens",
                0,
                "cache_read_input_tokens",
                0,
                "output_tokens",
                reply.usage().output());
        usage.putAll(thinkingUsage(reply));
        Object delta = obj("stop_reason", finish(reply), "stop_sequence", null, "stop_details", null);
        send(out, "message_delta", obj("delta", delta, "usage", usage));
        send(out, "message_stop", obj());
    }

    @Override
    public void failure(Reply reply, Refusal refusal, Frames out) {
        out.event("error", family().error(refusal, reply.id()));
    }

    private static void delta(Frames out, Block block, Object delta) {
        send(out, "content_block_delta", obj("index", block.index(), "delta", delta));
    }

    private static void send(Frames out, String type, Obj body) {
        Obj event = obj("type", type);
        event.putAll(body);
        out.event(type, event);
    }
}
