package ai.gateway.app.standin;

import ai.gateway.app.standin.Block.Kind;
import ai.gateway.app.standin.Json.Obj;
import ai.gateway.app.standin.Reply.Finish;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;

import static ai.gateway.app.standin.Json.obj;
import static java.nio.charset.StandardCharsets.UTF_8;

/** {@code /v1/responses}: every event carries its type twice and a sequence number; there is no end marker. */
final class OpenAiResponses implements Dialect {
    /** What the api repeats from the request. */
    private static final JsonNode ECHOED = Json.parse("""
            {"instructions":null,"max_output_tokens":null,"max_tool_calls":null,"parallel_tool_calls":true,
            "previous_response_id":null,"prompt_cache_key":null,"prompt_cache_retention":null,
            "reasoning":{"effort":null,"summary":null},"safety_identifier":null,"service_tier":"default","store":true,
            "temperature":1.0,"text":{"format":{"type":"text"},"verbosity":"medium"},"tool_choice":"auto","tools":[],
            "top_logprobs":0,"top_p":1.0,"truncation":"disabled","user":null,"metadata":{}}""".getBytes(UTF_8));

    private static final Set<String> ENDED = Set.of("completed", "incomplete");

    @Override
    public Family family() {
        return Family.OPENAI;
    }

    @Override
    public Object whole(Reply reply) {
        return response(reply, status(reply), null);
    }

    private static String status(Reply reply) {
        return reply.finish() == Finish.LENGTH ? "incomplete" : "completed";
    }

    private static Object response(Reply reply, String status, @Nullable Object error) {
        boolean ended = ENDED.contains(status);
        Obj response = obj().with("id", "resp_" + reply.id())
                .with("object", "response")
                .with("created_at", reply.created())
                .with("status", status)
                .with("background", false)
                .with("completed_at", status.equals("completed") ? reply.created() : null)
                .with("error", error)
                .with("incomplete_details", status.equals("incomplete") ? obj("reason", "max_output_tokens") : null)
                .with("model", reply.model());
        response.put(
                "output",
                ended
                        ? reply.blocks().stream()
                                .map(block -> item(reply, block, "completed"))
                                .toList()
                        : List.of());
        ECHOED.forEachEntry((name, standard) -> {
            JsonNode asked = reply.prompt().body().get(name);
            response.put(name, asked == null ? standard : asked);
        });
        response.put("usage", ended ? usage(reply) : null);
        return response;
    }

    private static Object usage(Reply reply) {
        Reply.Usage usage = reply.usage();
        return obj().with("input_tokens", usage.input())
                .with("input_tokens_details", obj("cached_tokens", 0))
                .with("output_tokens", usage.output())
                .with("output_tokens_details", obj("reasoning_tokens", usage.thinking()))
                .with("total_tokens", usage.total());
    }

    private static Object item(Reply reply, Block block, String status) {
        boolean done = status.equals("completed");
        String id = itemId(reply, block);
        return switch (block.kind()) {
            case THINKING ->
                obj("id", id, "type", "reasoning", "summary", done ? List.of(summary(block.text())) : List.of());
            case TEXT ->
                obj().with("id", id)
                        .with("type", "message")
                        .with("status", status)
                        .with("content", done ? List.of(part(block.text())) : List.of())
                        .with("role", "assistant");
            case CALL ->
                obj().with("id", id)
                        .with("type", "function_call")
                        .with("status", status)
                        .with("arguments", done ? block.text() : "")
                        .with("call_id", "call_" + block.id())
                        .with("name", block.name());
        };
    }

    private static String itemId(Reply reply, Block block) {
        return switch (block.kind()) {
                    case THINKING -> "rs_";
                    case TEXT -> "msg_";
                    case CALL -> "fc_";
                }
                + reply.id()
                + block.index();
    }

    private static Object part(String text) {
        return obj("type", "output_text", "annotations", List.of(), "logprobs", List.of(), "text", text);
    }

    private static Object summary(String text) {
        return obj("type", "summary_text", "text", text);
    }

    @Override
    public void begin(Reply reply, Frames out) {
        send(out, "response.created", obj("response", response(reply, "in_progress", null)));
        send(out, "response.in_progress", obj("response", response(reply, "in_progress", null)));
    }

    @Override
    public void open(Reply reply, Block block, Frames out) {
        Object item = item(reply, block, "in_progress");
        send(out, "response.output_item.added", obj("output_index", block.index(), "item", item));
        switch (block.kind()) {
            case THINKING -> send(out, "response.reasoning_summary_part.added", at(reply, block, "part", summary("")));
            case TEXT -> send(out, "response.content_part.added", at(reply, block, "part", part("")));
            case CALL -> {}
        }
    }

    @Override
    public void piece(Reply reply, Block block, String piece, Frames out) {
        Obj body = at(reply, block, "delta", piece);
        if (block.is(Kind.TEXT)) {
            body.put("logprobs", List.of());
        }
        body.put("obfuscation", "0123456789abcdef".substring(out.sent() % 16));
        send(out, textEvent(block) + ".delta", body);
    }

    @Override
    public void close(Reply reply, Block block, Frames out) {
        String done = textEvent(block) + ".done";
        switch (block.kind()) {
            case THINKING -> {
                send(out, done, at(reply, block, "text", block.text()));
                send(out, "response.reasoning_summary_part.done", at(reply, block, "part", summary(block.text())));
            }
            case TEXT -> {
                Obj body = at(reply, block, "text", block.text());
                body.put("logprobs", List.of());
                send(out, done, body);
                send(out, "response.content_part.done", at(reply, block, "part", part(block.text())));
            }
            case CALL -> send(out, done, at(reply, block, "arguments", block.text()));
        }
        Object item = item(reply, block, "completed");
        send(out, "response.output_item.done", obj("output_index", block.index(), "item", item));
    }

    @Override
    public void end(Reply reply, Frames out) {
        String status = status(reply);
        send(out, "response." + status, obj("response", response(reply, status, null)));
    }

    @Override
    public void failure(Reply reply, Refusal refusal, Frames out) {
        Object error = obj("type", "server_error", "code", "server_error", "message", refusal.text(), "param", null);
        send(out, "error", obj("error", error));
        Object brief = obj("code", "server_error", "message", refusal.text());
        send(out, "response.failed", obj("response", response(reply, "failed", brief)));
    }

    private static String textEvent(Block block) {
        return switch (block.kind()) {
            case THINKING -> "response.reasoning_summary_text";
            case TEXT -> "response.output_text";
            case CALL -> "response.function_call_arguments";
        };
    }

    /** The address of a block's part, and one thing about it. */
    private static Obj at(Reply reply, Block block, String name, Object value) {
        Obj body = obj("item_id", itemId(reply, block), "output_index", block.index());
        switch (block.kind()) {
            case THINKING -> body.put("summary_index", 0);
            case TEXT -> body.put("content_index", 0);
            case CALL -> {}
        }
        body.put(name, value);
        return body;
    }

    private static void send(Frames out, String type, Obj body) {
        Obj event = obj("type", type, "sequence_number", out.sent());
        event.putAll(body);
        out.event(type, event);
    }
}
