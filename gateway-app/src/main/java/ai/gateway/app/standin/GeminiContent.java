package ai.gateway.app.standin;

import ai.gateway.app.standin.Block.Kind;
import ai.gateway.app.standin.Json.Obj;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

import static ai.gateway.app.standin.Json.obj;

/** {@code :generateContent} and {@code :streamGenerateContent}, whose stream is SSE with CRLF and no end marker, or one JSON array. */
final class GeminiContent implements Dialect {
    private static final String SIGNATURE = "c3RhbmQtaW4=";
    private final boolean sse;

    private GeminiContent(boolean sse) {
        this.sse = sse;
    }

    static GeminiContent sse() {
        return new GeminiContent(true);
    }

    static GeminiContent array() {
        return new GeminiContent(false);
    }

    @Override
    public Family family() {
        return Family.GEMINI;
    }

    @Override
    public String streamType() {
        return sse ? "text/event-stream" : "application/json; charset=UTF-8";
    }

    @Override
    public Object whole(Reply reply) {
        List<Object> parts = new ArrayList<>();
        reply.blocks().forEach(block -> parts.add(part(block, block.text())));
        parts.addAll(signature(reply));
        return answer(reply, parts, finish(reply), reply.usage().output());
    }

    private static String finish(Reply reply) {
        return reply.finish() == Reply.Finish.LENGTH ? "MAX_TOKENS" : "STOP";
    }

    private static Object part(Block block, String text) {
        return switch (block.kind()) {
            case THINKING -> obj("text", text, "thought", true);
            case TEXT -> obj("text", text);
            case CALL -> call(block);
        };
    }

    /** Only the first of parallel calls is signed. */
    private static Object call(Block call) {
        Object function = obj("name", call.name(), "args", Json.parseOrNull(call.text()), "id", call.id());
        return call.ordinal() == 0
                ? obj("functionCall", function, "thoughtSignature", SIGNATURE)
                : obj("functionCall", function);
    }

    /** Thoughts without a call behind them are signed by a part of their own. */
    private static List<Object> signature(Reply reply) {
        boolean apart = reply.usage().thinking() > 0 && reply.all(Kind.CALL).isEmpty();
        return apart ? List.of(obj("text", "", "thoughtSignature", SIGNATURE)) : List.of();
    }

    private static Object answer(Reply reply, List<?> parts, @Nullable String finish, int output) {
        Obj candidate = obj("content", obj("parts", parts, "role", "model"));
        if (finish != null) {
            candidate.put("finishReason", finish);
        }
        candidate.put("index", 0);
        return obj(
                "candidates",
                List.of(candidate),
                "usageMetadata",
                usage(reply, output),
                "modelVersion",
                reply.model(),
                "responseId",
                reply.id());
    }

    private static Object usage(Reply reply, int output) {
        Reply.Usage usage = reply.usage();
        int thinking = Math.min(output, usage.thinking());
        Obj counts = obj(
                "promptTokenCount",
                usage.input(),
                "candidatesTokenCount",
                output - thinking,
                "totalTokenCount",
                usage.input() + output,
                "promptTokensDetails",
                List.of(obj("modality", "TEXT", "tokenCount", usage.input())));
        if (thinking > 0) {
            counts.put("thoughtsTokenCount", thinking);
        }
        return counts;
    }

    @Override
    public void begin(Reply reply, Frames out) {}

    @Override
    public void open(Reply reply, Block block, Frames out) {
        if (block.is(Kind.CALL)) {
            send(
                    out,
                    answer(
                            reply,
                            List.of(part(block, block.text())),
                            null,
                            reply.usage().output()));
        }
    }

    @Override
    public void piece(Reply reply, Block block, String piece, Frames out) {
        if (!block.is(Kind.CALL)) {
            int soFar = Math.min(reply.usage().output(), out.sent() + 1);
            send(out, answer(reply, List.of(part(block, piece)), null, soFar));
        }
    }

    @Override
    public void close(Reply reply, Block block, Frames out) {}

    @Override
    public void end(Reply reply, Frames out) {
        List<?> signature = signature(reply);
        List<?> last = signature.isEmpty() ? List.of(obj("text", "")) : signature;
        send(out, answer(reply, last, finish(reply), reply.usage().output()));
        if (!sse) {
            out.raw("]");
        }
    }

    @Override
    public void failure(Reply reply, Refusal refusal, Frames out) {
        send(out, family().error(refusal, reply.id()));
        if (!sse) {
            out.raw("]");
        }
    }

    private void send(Frames out, Object chunk) {
        String json = Json.text(chunk);
        if (sse) {
            out.raw("data: " + json + "\r\n\r\n");
        } else {
            out.raw((out.sent() == 0 ? "[" : ",\r\n") + json);
        }
    }
}
