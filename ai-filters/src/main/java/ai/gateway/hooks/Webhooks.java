package ai.gateway.hooks;

import ai.gateway.delivery.Mailboxes;
import ai.gateway.delivery.Notice;
import ai.gateway.wire.JsonWriter;

import java.time.Instant;
import java.util.function.LongSupplier;

/** Tells the receivers of the configuration. */
final class Webhooks implements BudgetListener, AutoCloseable {

    private final Mailboxes mailboxes;
    private final LongSupplier millis;

    Webhooks(Mailboxes mailboxes, LongSupplier millis) {
        this.mailboxes = mailboxes;
        this.millis = millis;
    }

    @Override
    public void told(BudgetEvent event) {
        Notice notice = notice(event, Instant.ofEpochMilli(millis.getAsLong()));
        mailboxes.tell(event.type(), receiver -> notice);
    }

    private static Notice notice(BudgetEvent event, Instant at) {
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

    @Override
    public void close() {
        mailboxes.close();
    }
}
