package ai.gateway.app.standin;

import ai.gateway.app.standin.Block.Kind;
import ai.gateway.app.standin.Json.Obj;

import java.util.ArrayList;
import java.util.List;

import static ai.gateway.app.standin.Json.obj;

/** {@code /v2/chat}: what is billed and what was counted are two things, and calls come with a plan. */
final class CohereChat implements Dialect {
    private static final String PLAN = "I will use the tools as asked.";

    @Override
    public Family family() {
        return Family.COHERE;
    }

    @Override
    public Object whole(Reply reply) {
        Obj message = obj("role", "assistant");
        List<Object> content = new ArrayList<>();
        for (Block block : reply.blocks()) {
            if (!block.is(Kind.CALL)) {
                content.add(content(block, block.text()));
            }
        }
        if (!content.isEmpty()) {
            message.put("content", content);
        }
        List<Block> calls = reply.all(Kind.CALL);
        if (!calls.isEmpty()) {
            message.put("tool_plan", PLAN);
            message.put(
                    "tool_calls",
                    calls.stream().map(call -> call(call, call.text())).toList());
        }
        return obj("id", reply.id(), "message", message, "finish_reason", finish(reply), "usage", usage(reply));
    }

    private static Object content(Block block, String text) {
        String name = block.is(Kind.THINKING) ? "thinking" : "text";
        return obj("type", name, name, text);
    }

    private static Object call(Block call, String arguments) {
        Object function = obj("name", call.name(), "arguments", arguments);
        return obj("id", call.name() + "_" + call.id(), "type", "function", "function", function);
    }

    private static String finish(Reply reply) {
        return switch (reply.finish()) {
            case STOP -> "COMPLETE";
            case LENGTH -> "MAX_TOKENS";
            case CALLS -> "TOOL_CALL";
        };
    }

    private static Object usage(Reply reply) {
        Reply.Usage usage = reply.usage();
        return obj(
                "billed_units",
                obj("input_tokens", usage.input(), "output_tokens", usage.output()),
                "tokens",
                obj("input_tokens", usage.input(), "output_tokens", usage.output()),
                "cached_tokens",
                0);
    }

    @Override
    public void begin(Reply reply, Frames out) {
        Object message = obj().with("role", "assistant")
                .with("content", List.of())
                .with("tool_plan", "")
                .with("tool_calls", List.of())
                .with("citations", List.of());
        out.event("message-start", obj("id", reply.id(), "type", "message-start", "delta", obj("message", message)));
    }

    @Override
    public void open(Reply reply, Block block, Frames out) {
        if (!block.is(Kind.CALL)) {
            message(out, block, "content-start", obj("content", content(block, "")));
            return;
        }
        if (block.ordinal() == 0) {
            Object delta = obj("message", obj("tool_plan", PLAN));
            out.event("tool-plan-delta", obj("type", "tool-plan-delta", "delta", delta));
        }
        message(out, block, "tool-call-start", obj("tool_calls", call(block, "")));
    }

    @Override
    public void piece(Reply reply, Block block, String piece, Frames out) {
        switch (block.kind()) {
            case THINKING -> message(out, block, "content-delta", obj("content", obj("thinking", piece)));
            case TEXT -> message(out, block, "content-delta", obj("content", obj("text", piece)));
            case CALL ->
                message(out, block, "tool-call-delta", obj("tool_calls", obj("function", obj("arguments", piece))));
        }
    }

    @Override
    public void close(Reply reply, Block block, Frames out) {
        String type = block.is(Kind.CALL) ? "tool-call-end" : "content-end";
        out.event(type, obj("type", type, "index", index(block)));
    }

    @Override
    public void end(Reply reply, Frames out) {
        Object delta = obj("finish_reason", finish(reply), "usage", usage(reply));
        out.event("message-end", obj("type", "message-end", "delta", delta));
        out.done();
    }

    @Override
    public void failure(Reply reply, Refusal refusal, Frames out) {
        Object delta = obj("finish_reason", "ERROR", "error", refusal.text(), "usage", usage(reply));
        out.event("message-end", obj("type", "message-end", "delta", delta));
        out.done();
    }

    private static void message(Frames out, Block block, String type, Object message) {
        out.event(type, obj("type", type, "index", index(block), "delta", obj("message", message)));
    }

    /** Content blocks and calls are counted apart. */
    private static int index(Block block) {
        return block.is(Kind.CALL) ? block.ordinal() : block.index();
    }
}
