package ai.gateway.app.standin;

import ai.gateway.app.standin.Block.Kind;
import ai.gateway.app.standin.Json.Obj;
import org.jspecify.annotations.Nullable;

import java.util.List;

import static ai.gateway.app.standin.Json.obj;

/** The old {@code /v1/completions}: it knows text and nothing else. */
final class OpenAiCompletions implements Dialect {
    @Override
    public Family family() {
        return Family.OPENAI;
    }

    @Override
    public Object whole(Reply reply) {
        Obj answer = chunk(reply, reply.text(Kind.TEXT), finish(reply));
        answer.put("usage", usage(reply));
        return answer;
    }

    private static String finish(Reply reply) {
        return reply.finish() == Reply.Finish.LENGTH ? "length" : "stop";
    }

    private static Object usage(Reply reply) {
        Reply.Usage usage = reply.usage();
        return obj("prompt_tokens", usage.input(), "completion_tokens", usage.output(), "total_tokens", usage.total());
    }

    @Override
    public void begin(Reply reply, Frames out) {}

    @Override
    public void open(Reply reply, Block block, Frames out) {}

    @Override
    public void piece(Reply reply, Block block, String piece, Frames out) {
        if (block.is(Kind.TEXT)) {
            send(reply, chunk(reply, piece, null), out);
        }
    }

    @Override
    public void close(Reply reply, Block block, Frames out) {}

    @Override
    public void end(Reply reply, Frames out) {
        send(reply, chunk(reply, "", finish(reply)), out);
        if (reply.prompt().usageInStream()) {
            Obj last = chunk(reply, "", null);
            last.put("choices", List.of());
            last.put("usage", usage(reply));
            out.data(last);
        }
        out.done();
    }

    @Override
    public void failure(Reply reply, Refusal refusal, Frames out) {
        out.data(family().error(refusal, reply.id()));
    }

    private static void send(Reply reply, Obj chunk, Frames out) {
        if (reply.prompt().usageInStream()) {
            chunk.put("usage", null);
        }
        out.data(chunk);
    }

    private static Obj chunk(Reply reply, String text, @Nullable String finish) {
        Object choice = obj("text", text, "index", 0, "logprobs", null, "finish_reason", finish);
        return obj().with("id", "cmpl-" + reply.id())
                .with("object", "text_completion")
                .with("created", reply.created())
                .with("model", reply.model())
                .with("choices", List.of(choice));
    }
}
