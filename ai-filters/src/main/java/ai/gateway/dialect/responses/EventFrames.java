package ai.gateway.dialect.responses;

import ai.gateway.dialect.Frames;
import ai.gateway.wire.JsonWriter;

import java.util.function.Consumer;

/** The events of one stream, numbered. Of an answer that is wanted whole there are none, and it costs nothing to tell them. */
final class EventFrames {

    private final Frames out;
    private final boolean wanted;
    private int next;

    EventFrames(Frames out, boolean wanted) {
        this.out = out;
        this.wanted = wanted;
    }

    void send(String type, Consumer<JsonWriter> members) {
        if (!wanted) {
            return;
        }
        JsonWriter json = new JsonWriter(256).beginObject().field("type", type);
        json.field("sequence_number", next++);
        members.accept(json);
        out.event(type, json.endObject().toBytes());
    }
}
