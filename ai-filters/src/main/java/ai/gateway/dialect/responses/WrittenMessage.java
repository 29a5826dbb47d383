package ai.gateway.dialect.responses;

import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A message: what is said or refused in a row. How likely the tokens were stands in the event that brings them; since it is
 * told after them, each piece waits for it when somebody has asked.
 */
final class WrittenMessage extends WrittenItem {

    private final boolean waits;
    private final List<String> parts = new ArrayList<>(1);
    private final StringBuilder flow = new StringBuilder();
    private final StringBuilder tokens = new StringBuilder();
    private final List<String> annotations = new ArrayList<>(0);
    private @Nullable Content open;
    private @Nullable String held;
    private String news = "";

    /** @param waits whether the client has asked how likely the tokens were */
    WrittenMessage(Place place, Content first, boolean waits) {
        super(place, first);
        this.waits = waits;
        added(whole(IN_PROGRESS));
    }

    @Override
    boolean takes(Content block) {
        boolean said = block instanceof Content.Text
                || block instanceof Content.Refusal
                || ItemNotes.has(block, ItemNotes.PART);
        return said && (!ours() || ItemNotes.has(block, ItemNotes.MORE));
    }

    @Override
    void begin(Content head) {
        closePart();
        open = head;
        send("response.content_part.added", json -> content(json).name("part").raw(part(head)));
    }

    @Override
    void piece(String text) {
        if (open instanceof Content.Refusal) {
            flow.append(text);
            send("response.refusal.delta", json -> content(json).field("delta", text));
        } else if (waits) {
            tellHeld();
            held = text;
            if (!news.isEmpty()) {
                tellHeld();
            }
        } else {
            tell(text);
        }
    }

    private void tell(String text) {
        flow.append(text);
        String likely = news;
        news = "";
        send(
                "response.output_text.delta",
                json -> content(json).field("delta", text).name("logprobs").raw("[" + likely + "]"));
    }

    private void tellHeld() {
        String text = held;
        if (text != null) {
            held = null;
            tell(text);
        }
    }

    @Override
    void likely(String some) {
        tokens.append(tokens.length() == 0 ? "" : ",").append(some);
        if (waits) {
            news = news.isEmpty() ? some : news + "," + some;
            tellHeld();
        }
    }

    @Override
    void cite(Citation citation) {
        if (!(open instanceof Content.Text) || (!ours() && !Annotations.isKnown(citation))) {
            return;
        }
        tellHeld();
        JsonWriter written = new JsonWriter();
        Annotations.write(written, citation, ours());
        String annotation = written.toString();
        send(
                "response.output_text.annotation.added",
                json -> content(json)
                        .field("annotation_index", annotations.size())
                        .name("annotation")
                        .raw(annotation));
        annotations.add(annotation);
    }

    /** What of a whole answer tells likelihoods comes after the block. */
    @Override
    void endBlock() {
        if (!waits) {
            closePart();
        }
    }

    private void closePart() {
        Content head = open;
        if (head == null) {
            return;
        }
        tellHeld();
        if (!news.isEmpty()) {
            tell("");
        }
        String text = flow.toString();
        if (head instanceof Content.Text) {
            send(
                    "response.output_text.done",
                    json -> content(json).field("text", text).name("logprobs").raw("[" + tokens + "]"));
        } else if (head instanceof Content.Refusal) {
            send("response.refusal.done", json -> content(json).field("refusal", text));
        }
        String part = part(head);
        send("response.content_part.done", json -> content(json).name("part").raw(part));
        parts.add(part);
        open = null;
        flow.setLength(0);
        tokens.setLength(0);
        annotations.clear();
    }

    @Override
    String close(String status) {
        closePart();
        return done(whole(status));
    }

    private JsonWriter content(JsonWriter json) {
        return json.field("content_index", parts.size());
    }

    private String whole(String status) {
        JsonWriter json = item("message").field("status", status).field("role", "assistant");
        json.name("content").beginArray();
        parts.forEach(json::raw);
        return json.endArray().endObject().toString();
    }

    /** The open part as far as it has come. */
    private String part(Content head) {
        if (head instanceof Content.Foreign foreign) {
            return foreign.json();
        }
        JsonWriter json = new JsonWriter(flow.length() + 96).beginObject();
        if (head instanceof Content.Refusal) {
            json.field("type", "refusal").field("refusal", flow.toString());
        } else {
            json.field("type", "output_text").field("text", flow.toString());
            json.name("annotations").beginArray();
            annotations.forEach(json::raw);
            json.endArray().name("logprobs").raw("[" + tokens + "]");
        }
        if (ours()) {
            ItemNotes.writePart(json, head);
        }
        return json.endObject().toString();
    }
}
