package ai.gateway.hooks;

import ai.gateway.reach.Endpoint;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tells the receivers of the configuration. */
final class Webhooks implements BudgetListener, AutoCloseable {

    private static final int MOST_WAITING = 256;

    private final Supplier<Hooks> settings;
    private final Delivery delivery;
    private final LongSupplier millis;
    private final int mostWaiting;
    private final Map<Endpoint, Mailbox> mailboxes = new HashMap<>();

    Webhooks(Supplier<Hooks> settings, Delivery delivery, LongSupplier millis) {
        this(settings, delivery, millis, MOST_WAITING);
    }

    Webhooks(Supplier<Hooks> settings, Delivery delivery, LongSupplier millis, int mostWaiting) {
        this.settings = settings;
        this.delivery = delivery;
        this.millis = millis;
        this.mostWaiting = mostWaiting;
    }

    @Override
    public synchronized void told(BudgetEvent event) {
        Hooks hooks = settings.get();
        forgetAllBut(hooks);
        Notice notice = Notice.of(event, Instant.ofEpochMilli(millis.getAsLong()));
        for (Receiver receiver : hooks.receivers()) {
            if (receiver.wants(event.type())) {
                mailboxes.computeIfAbsent(receiver.endpoint(), this::mailbox).put(notice);
            }
        }
    }

    private Mailbox mailbox(Endpoint to) {
        return new Mailbox(to, mostWaiting, notice -> delivery.of(notice, to));
    }

    private void forgetAllBut(Hooks hooks) {
        mailboxes.entrySet().removeIf(entry -> {
            boolean gone = hooks.at(entry.getKey()) == null;
            if (gone) {
                entry.getValue().dispose();
            }
            return gone;
        });
    }

    @Override
    public synchronized void close() {
        mailboxes.values().forEach(Mailbox::dispose);
        mailboxes.clear();
    }
}
