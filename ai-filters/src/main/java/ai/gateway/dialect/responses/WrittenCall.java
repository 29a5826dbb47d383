package ai.gateway.dialect.responses;

import ai.gateway.exchange.Content;
import ai.gateway.wire.JsonWriter;

/** A call of one of the client's tools. */
final class WrittenCall extends WrittenItem {

    private final Content.ToolCall call;
    private final boolean custom;
    private final StringBuilder flow = new StringBuilder();
    private boolean ended;

    WrittenCall(Place place, Content.ToolCall call) {
        super(place, call);
        this.call = call;
        this.custom = call.custom();
        added(whole(IN_PROGRESS));
    }

    @Override
    void begin(Content head) {}

    @Override
    void piece(String text) {
        flow.append(text);
        send(
                custom ? "response.custom_tool_call_input.delta" : "response.function_call_arguments.delta",
                json -> json.field("delta", text));
    }

    @Override
    void endBlock() {
        if (ended) {
            return;
        }
        ended = true;
        if (!custom && !ours() && flow.length() == 0) {
            piece("{}");
        }
        String whole = flow.toString();
        if (custom) {
            send("response.custom_tool_call_input.done", json -> json.field("input", whole));
        } else {
            send(
                    "response.function_call_arguments.done",
                    json -> json.field("name", call.name()).field("arguments", whole));
        }
    }

    @Override
    String close(String status) {
        endBlock();
        return done(whole(status));
    }

    private String whole(String status) {
        JsonWriter json = item(custom ? "custom_tool_call" : "function_call").field("status", status);
        json.field("call_id", call.id().isEmpty() ? "call_" + id() : call.id()).field("name", call.name());
        json.field(custom ? "input" : "arguments", status.equals(IN_PROGRESS) ? "" : flow.toString());
        return json.endObject().toString();
    }
}
