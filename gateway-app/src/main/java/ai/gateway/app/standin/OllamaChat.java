package ai.gateway.app.standin;

import ai.gateway.app.standin.Block.Kind;
import ai.gateway.app.standin.Json.Obj;

import java.time.Instant;
import java.util.List;

import static ai.gateway.app.standin.Json.obj;

/** {@code /api/chat} and {@code /api/generate}: one JSON a line; calls come whole, with arguments as an object. */
final class OllamaChat implements Dialect {
    private final boolean chat;

    private OllamaChat(boolean chat) {
        this.chat = chat;
    }

    static OllamaChat chat() {
        return new OllamaChat(true);
    }

    /** The same without messages and tools. */
    static OllamaChat generate() {
        return new OllamaChat(false);
    }

    @Override
    public Family family() {
        return Family.OLLAMA;
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public Object whole(Reply reply) {
        List<Object> calls = reply.all(Kind.CALL).stream().map(OllamaChat::call).toList();
        Obj line = line(reply, reply.text(Kind.TEXT), reply.text(Kind.THINKING), calls);
        line.putAll(last(reply));
        return line;
    }

    private static Object call(Block call) {
        Object arguments = Json.parseOrNull(call.text());
        return obj("function", obj("index", call.ordinal(), "name", call.name(), "arguments", arguments));
    }

    private Obj line(Reply reply, String text, String thinking, List<?> calls) {
        Obj line = obj(
                "model",
                reply.model(),
                "created_at",
                Instant.ofEpochSecond(reply.created()).toString());
        Obj words = chat ? obj("role", "assistant", "content", text) : obj("response", text);
        if (!thinking.isEmpty()) {
            words.put("thinking", thinking);
        }
        if (chat && !calls.isEmpty()) {
            words.put("tool_calls", calls);
        }
        if (chat) {
            line.put("message", words);
        } else {
            line.putAll(words);
        }
        return line;
    }

    private static Obj last(Reply reply) {
        return obj().with("done", true)
                .with("done_reason", reply.finish() == Reply.Finish.LENGTH ? "length" : "stop")
                .with("total_duration", 1_000_000)
                .with("load_duration", 100_000)
                .with("prompt_eval_count", reply.usage().input())
                .with("prompt_eval_duration", 100_000)
                .with("eval_count", reply.usage().output())
                .with("eval_duration", 800_000);
    }

    @Override
    public void begin(Reply reply, Frames out) {}

    @Override
    public void open(Reply reply, Block block, Frames out) {
        if (block.is(Kind.CALL)) {
            more(out, line(reply, "", "", List.of(call(block))));
        }
    }

    @Override
    public void piece(Reply reply, Block block, String piece, Frames out) {
        switch (block.kind()) {
            case THINKING -> more(out, line(reply, "", piece, List.of()));
            case TEXT -> more(out, line(reply, piece, "", List.of()));
            case CALL -> {}
        }
    }

    private static void more(Frames out, Obj line) {
        line.put("done", false);
        out.line(line);
    }

    @Override
    public void close(Reply reply, Block block, Frames out) {}

    @Override
    public void end(Reply reply, Frames out) {
        Obj line = line(reply, "", "", List.of());
        line.putAll(last(reply));
        out.line(line);
    }

    @Override
    public void failure(Reply reply, Refusal refusal, Frames out) {
        out.line(family().error(refusal, reply.id()));
    }
}
