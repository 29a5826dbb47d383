package ai.gateway.app.standin;

import ai.gateway.app.standin.Block.Kind;
import ai.gateway.app.standin.Json.Obj;
import org.jspecify.annotations.Nullable;

import java.util.List;

import static ai.gateway.app.standin.Json.obj;

/** {@code /v1/chat/completions}. Thinking travels as {@code reasoning_content}, as OpenAI's own api never shows it. */
final class OpenAiChat implements Dialect {
    @Override
    public Family family() {
        return Family.OPENAI;
    }

    @Override
    public Object whole(Reply reply) {
        List<Block> calls = reply.all(Kind.CALL);
        Obj message = obj("role", "assistant");
        message.put("content", reply.all(Kind.TEXT).isEmpty() ? null : reply.text(Kind.TEXT));
        if (!reply.all(Kind.THINKING).isEmpty()) {
            message.put("reasoning_content", reply.text(Kind.THINKING));
        }
        if (!calls.isEmpty()) {
            message.put("tool_calls", calls.stream().map(OpenAiChat::call).toList());
        }
        message.put("refusal", null);
        message.put("annotations", List.of());
        Object choice = obj("index", 0, "message", message, "logprobs", null, "finish_reason", finish(reply));
        Obj answer = head(reply, "chat.completion");
        answer.put("choices", List.of(choice));
        answer.put("usage", usage(reply));
        answer.put("service_tier", "default");
        answer.put("system_fingerprint", "fp_standin");
        return answer;
    }

    private static Object call(Block call) {
        Object function = obj("name", call.name(), "arguments", call.text());
        return obj("id", "call_" + call.id(), "type", "function", "function", function);
    }

    static String finish(Reply reply) {
        return switch (reply.finish()) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case CALLS -> "tool_calls";
        };
    }

    static Object usage(Reply reply) {
        Reply.Usage usage = reply.usage();
        Object output = obj(
                "reasoning_tokens",
                usage.thinking(),
                "audio_tokens",
                0,
                "accepted_prediction_tokens",
                0,
                "rejected_prediction_tokens",
                0);
        return obj().with("prompt_tokens", usage.input())
                .with("completion_tokens", usage.output())
                .with("total_tokens", usage.total())
                .with("prompt_tokens_details", obj("cached_tokens", 0, "audio_tokens", 0))
                .with("completion_tokens_details", output);
    }

    private static Obj head(Reply reply, String object) {
        return obj(
                "id", "chatcmpl-" + reply.id(), "object", object, "created", reply.created(), "model", reply.model());
    }

    @Override
    public void begin(Reply reply, Frames out) {
        boolean text = !reply.all(Kind.TEXT).isEmpty();
        delta(reply, out, obj("role", "assistant", "content", text ? "" : null, "refusal", null), null);
    }

    @Override
    public void open(Reply reply, Block block, Frames out) {
        if (block.is(Kind.CALL)) {
            Object function = obj("name", block.name(), "arguments", "");
            Object call =
                    obj("index", block.ordinal(), "id", "call_" + block.id(), "type", "function", "function", function);
            delta(reply, out, obj("tool_calls", List.of(call)), null);
        }
    }

    @Override
    public void piece(Reply reply, Block block, String piece, Frames out) {
        Object delta = switch (block.kind()) {
            case THINKING -> obj("reasoning_content", piece);
            case TEXT -> obj("content", piece);
            case CALL -> obj("tool_calls", List.of(obj("index", block.ordinal(), "function", obj("arguments", piece))));
        };
        delta(reply, out, delta, null);
    }

    @Override
    public void close(Reply reply, Block block, Frames out) {}

    @Override
    public void end(Reply reply, Frames out) {
        delta(reply, out, obj(), finish(reply));
        if (reply.prompt().usageInStream()) {
            chunk(reply, out, List.of(), usage(reply));
        }
        out.done();
    }

    @Override
    public void failure(Reply reply, Refusal refusal, Frames out) {
        out.data(family().error(refusal, reply.id()));
    }

    private static void delta(Reply reply, Frames out, Object delta, @Nullable String finish) {
        chunk(reply, out, List.of(obj("index", 0, "delta", delta, "logprobs", null, "finish_reason", finish)), null);
    }

    private static void chunk(Reply reply, Frames out, List<?> choices, @Nullable Object usage) {
        Obj chunk = head(reply, "chat.completion.chunk");
        chunk.put("service_tier", "default");
        chunk.put("system_fingerprint", "fp_standin");
        chunk.put("choices", choices);
        if (reply.prompt().usageInStream()) {
            chunk.put("usage", usage);
        }
        chunk.put("obfuscation", "0123456789abcdef".substring(out.sent() % 16));
        out.data(chunk);
    }
}
