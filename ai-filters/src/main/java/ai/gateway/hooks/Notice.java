package ai.gateway.hooks;

import ai.gateway.wire.JsonWriter;

import java.time.Instant;

/** What a receiver is told, as it goes over the wire; the same bytes each time it is tried. */
record Notice(String id, String type, byte[] body) {

    static Notice of(BudgetEvent event, Instant at) {
        JsonWriter json = new JsonWriter(512)
                .beginObject()
                .field("id", event.id())
                .field("type", event.type())
                .field("created", at.toString())
                .name("data")
                .beginObject()
                .field("counter", event.counter())
                .field("who", event.who())
                .field("window", event.window());
        Instant end = event.windowEnd();
        if (end != null) {
            json.field("window_end", end.toString());
        }
        json.field("threshold", event.threshold())
                .field("unit", event.unitWord())
                .field("used", event.amount(event.used()))
                .field("most", event.amount(event.most()))
                .endObject()
                .endObject();
        return new Notice(event.id(), event.type(), json.toBytes());
    }
}
