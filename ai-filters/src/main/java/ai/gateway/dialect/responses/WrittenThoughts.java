package ai.gateway.dialect.responses;

import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Thoughts: a part of the summary for each block, or of the content where a provider of this dialect had them there. */
final class WrittenThoughts extends WrittenItem {

    private final List<String> summary = new ArrayList<>(1);
    private final List<String> content = new ArrayList<>(0);
    private final StringBuilder flow = new StringBuilder();
    private final boolean inContent;
    private @Nullable Seal seal;
    private boolean open;

    WrittenThoughts(Place place, Content first) {
        super(place, first);
        this.inContent = ours() && ItemNotes.has(first, ItemNotes.CONTENT);
        added(whole());
    }

    @Override
    boolean takes(Content block) {
        return ours() && block instanceof Content.Thinking && ItemNotes.has(block, ItemNotes.MORE);
    }

    @Override
    void begin(Content head) {
        if (ours() && head instanceof Content.Thinking thinking && !thinking.hidden()) {
            beginPart();
        }
    }

    /** Where nothing is thought aloud there is no part. */
    private void beginPart() {
        open = true;
        if (inContent) {
            send("response.content_part.added", json -> index(json).name("part").raw(part("")));
        } else {
            send(
                    "response.reasoning_summary_part.added",
                    json -> index(json).name("part").raw(part("")));
        }
    }

    @Override
    void piece(String text) {
        if (!open) {
            beginPart();
        }
        flow.append(text);
        send(
                inContent ? "response.reasoning_text.delta" : "response.reasoning_summary_text.delta",
                json -> index(json).field("delta", text));
    }

    @Override
    boolean seal(Seal given) {
        seal = given;
        return true;
    }

    @Override
    void endBlock() {
        if (!open) {
            return;
        }
        open = false;
        String text = flow.toString();
        flow.setLength(0);
        send(
                inContent ? "response.reasoning_text.done" : "response.reasoning_summary_text.done",
                json -> index(json).field("text", text));
        send(
                inContent ? "response.content_part.done" : "response.reasoning_summary_part.done",
                json -> index(json).name("part").raw(part(text)));
        (inContent ? content : summary).add(part(text));
    }

    @Override
    String close(String status) {
        endBlock();
        return done(whole());
    }

    private JsonWriter index(JsonWriter json) {
        return inContent ? json.field("content_index", content.size()) : json.field("summary_index", summary.size());
    }

    private String part(String text) {
        JsonWriter json = new JsonWriter().beginObject().field("type", inContent ? "reasoning_text" : "summary_text");
        return json.field("text", text).endObject().toString();
    }

    private String whole() {
        JsonWriter json = item("reasoning").name("summary");
        String known = ours() ? ItemNotes.value(first(), ItemNotes.SUMMARY) : null;
        if (known == null) {
            array(json, summary);
        } else {
            json.raw(known);
        }
        if (inContent) {
            array(json.name("content"), content);
        }
        if (seal != null) {
            json.field("encrypted_content", Seals.carried(seal, ResponsesDialect.ID));
        }
        return json.endObject().toString();
    }

    private static void array(JsonWriter json, List<String> parts) {
        json.beginArray();
        parts.forEach(json::raw);
        json.endArray();
    }
}
