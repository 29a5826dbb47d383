package ai.gateway.app.standin;

import ai.gateway.app.standin.Block.Kind;
import ai.gateway.app.standin.Json.Obj;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static ai.gateway.app.standin.Json.obj;

/** {@code /model/{id}/converse} and {@code converse-stream}: binary frames, padded; text blocks have no start. */
final class BedrockConverse implements Dialect {
    private static final String PADDING = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String SIGNATURE = "c3RhbmQtaW4=";

    @Override
    public Family family() {
        return Family.BEDROCK;
    }

    @Override
    public String streamType() {
        return "application/vnd.amazon.eventstream";
    }

    @Override
    public Object whole(Reply reply) {
        List<Object> content =
                reply.blocks().stream().map(BedrockConverse::content).toList();
        return obj(
                "metrics",
                obj("latencyMs", 1),
                "output",
                obj("message", obj("content", content, "role", "assistant")),
                "stopReason",
                stopReason(reply),
                "usage",
                usage(reply));
    }

    private static Object content(Block block) {
        return switch (block.kind()) {
            case THINKING ->
                obj("reasoningContent", obj("reasoningText", obj("signature", SIGNATURE, "text", block.text())));
            case TEXT -> obj("text", block.text());
            case CALL -> {
                Object input = Json.parseOrNull(block.text());
                yield obj("toolUse", obj("input", input, "name", block.name(), "toolUseId", "tooluse_" + block.id()));
            }
        };
    }

    private static String stopReason(Reply reply) {
        return switch (reply.finish()) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case CALLS -> "tool_use";
        };
    }

    private static Object usage(Reply reply) {
        Reply.Usage usage = reply.usage();
        return obj().with("cacheReadInputTokenCount", 0)
                .with("cacheReadInputTokens", 0)
                .with("cacheWriteInputTokenCount", 0)
                .with("cacheWriteInputTokens", 0)
                .with("inputTokens", usage.input())
                .with("outputTokens", usage.output())
                .with("serverToolUsage", obj())
                .with("totalTokens", usage.total());
    }

    @Override
    public void begin(Reply reply, Frames out) {
        event(out, "messageStart", obj("role", "assistant"));
    }

    @Override
    public void open(Reply reply, Block block, Frames out) {
        if (block.is(Kind.CALL)) {
            Object call = obj("name", block.name(), "toolUseId", "tooluse_" + block.id());
            event(out, "contentBlockStart", at(block, "start", obj("toolUse", call)));
        }
    }

    @Override
    public void piece(Reply reply, Block block, String piece, Frames out) {
        Object delta = switch (block.kind()) {
            case THINKING -> obj("reasoningContent", obj("text", piece));
            case TEXT -> obj("text", piece);
            case CALL -> obj("toolUse", obj("input", piece));
        };
        event(out, "contentBlockDelta", at(block, "delta", delta));
    }

    @Override
    public void close(Reply reply, Block block, Frames out) {
        if (block.is(Kind.THINKING)) {
            Object signature = obj("reasoningContent", obj("signature", SIGNATURE));
            event(out, "contentBlockDelta", at(block, "delta", signature));
        }
        event(out, "contentBlockStop", obj("contentBlockIndex", block.index()));
    }

    @Override
    public void end(Reply reply, Frames out) {
        event(out, "messageStop", obj("stopReason", stopReason(reply)));
        event(out, "metadata", obj("metrics", obj("latencyMs", 1), "usage", usage(reply)));
    }

    /** An exception is a frame of its own kind; its name starts with a small letter here and with a capital in HTTP. */
    @Override
    public void failure(Reply reply, Refusal refusal, Frames out) {
        String type = Family.bedrockType(refusal.status());
        String name = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        frame(out, ":exception-type", name, "exception", obj("message", refusal.text()));
    }

    private static Obj at(Block block, String name, Object value) {
        return obj("contentBlockIndex", block.index(), name, value);
    }

    private static void event(Frames out, String type, Obj body) {
        body.put("p", PADDING.substring(0, 4 + out.sent() * 7 % (PADDING.length() - 4)));
        frame(out, ":event-type", type, "event", body);
    }

    private static void frame(Frames out, String typeHeader, String type, String messageType, Object body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(typeHeader, type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", messageType);
        out.raw(EventStreamFrame.of(headers, Json.bytes(body)));
    }
}
