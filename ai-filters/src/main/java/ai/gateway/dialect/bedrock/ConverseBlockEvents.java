package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Frames;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.AwsEventStreamWriter;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of blocks, of which one is open at a time. Only calls have a start; a block that says nothing has no
 * event at all, and takes no number.
 */
final class ConverseBlockEvents implements AnswerEvent.BlockVisitor {

    private static final Content NONE = Content.Text.of("");

    private final Asked asked;
    private final Frames out;
    private int index;
    private Content head = NONE;
    private @Nullable Seal carried;
    private boolean written;
    private boolean flowed;

    ConverseBlockEvents(Asked asked, Frames out) {
        this.asked = asked;
        this.out = out;
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        head = event.head();
        carried = null;
        flowed = false;
        if (head instanceof Content.ToolCall call) {
            call(call);
        } else if (head instanceof Content.Media media) {
            written = ConverseWholeEvents.image(media, index, out);
        } else if (head instanceof Content.Foreign foreign) {
            written = ConverseWholeEvents.foreign(foreign, index, out);
        }
    }

    private void call(Content.ToolCall call) {
        JsonWriter json = new JsonWriter().beginObject().name("start").beginObject();
        json.name("toolUse").beginObject();
        json.field("toolUseId", ConverseAnswerBlockWriter.id(call, asked, index));
        json.field("name", call.name());
        ConverseAnswerWriter.extras(json, call.notes().extras(), asked);
        json.endObject().endObject();
        send("contentBlockStart", json);
        if (call.custom()) {
            input("{\"input\":\"");
        }
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        flowed = true;
        if (head instanceof Content.ToolCall call) {
            String quoted = call.custom() ? JsonWriter.quote(event.text()) : event.text();
            input(call.custom() ? quoted.substring(1, quoted.length() - 1) : quoted);
        } else if (head instanceof Content.Thinking) {
            reasoning("text", event.text());
        } else {
            send("contentBlockDelta", delta().field("text", event.text()).endObject());
        }
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        if (!(head instanceof Content.Thinking thinking)) {
            carried = event.seal();
        } else if (thinking.hidden()) {
            reasoning("redactedContent", ConverseSeals.redacted(event.seal()));
        } else {
            reasoning("signature", Seals.carried(event.seal(), BedrockDialect.ID));
        }
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        JsonWriter json = delta().name("citation");
        ConverseCitations.write(json, event.citation(), ConverseAnswerWriter.isOwn(asked));
        send("contentBlockDelta", json.endObject());
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        if (head instanceof Content.ToolCall call && call.custom()) {
            input("\"}");
        } else if (head instanceof Content.ToolCall && !flowed) {
            input("{}");
        }
        stop();
        if (carried != null) {
            reasoning("redactedContent", ConverseSeals.redactedFor(head, carried));
            stop();
        }
    }

    private void stop() {
        if (written) {
            send("contentBlockStop", new JsonWriter().beginObject());
            index++;
            written = false;
        }
    }

    private void input(String json) {
        send(
                "contentBlockDelta",
                delta().name("toolUse")
                        .beginObject()
                        .field("input", json)
                        .endObject()
                        .endObject());
    }

    private void reasoning(String name, String value) {
        JsonWriter json = delta().name("reasoningContent").beginObject().field(name, value);
        send("contentBlockDelta", json.endObject().endObject());
    }

    private static JsonWriter delta() {
        return new JsonWriter().beginObject().name("delta").beginObject();
    }

    private void send(String type, JsonWriter event) {
        written = true;
        byte[] json = event.field("contentBlockIndex", index).endObject().toBytes();
        out.add(AwsEventStreamWriter.event(type, json));
    }
}
