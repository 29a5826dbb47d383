package ai.gateway.dialect.responses;

import ai.gateway.exchange.Content;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A call of one of the client's tools. One that takes plain text was asked with JSON, where the provider's dialect knows no
 * such tools: its input is taken out when it is whole.
 */
final class WrittenCall extends WrittenItem {

    private final Content.ToolCall call;
    private final boolean custom;
    private final boolean wrapped;
    private final StringBuilder flow = new StringBuilder();
    private boolean ended;

    /** @param custom whether the client's tool takes plain text */
    WrittenCall(Place place, Content.ToolCall call, boolean custom) {
        super(place, call);
        this.call = call;
        this.custom = custom || call.custom();
        this.wrapped = this.custom && !call.custom();
        added(whole(IN_PROGRESS));
    }

    @Override
    void begin(Content head) {}

    @Override
    void piece(String text) {
        flow.append(text);
        if (!wrapped) {
            tell(text);
        }
    }

    private void tell(String text) {
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
        if (wrapped) {
            String input = unwrapped(flow.toString());
            flow.setLength(0);
            flow.append(input);
            tell(input);
        } else if (!custom && !ours() && flow.length() == 0) {
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

    private static String unwrapped(String arguments) {
        try {
            Json input = Json.parse(arguments.getBytes(UTF_8)).get("input");
            return input.isString() ? input.text() : arguments;
        } catch (JsonException plain) {
            return arguments;
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
