package ai.gateway.delivery;

import ai.gateway.reach.Endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells receivers what has happened, each by a mailbox of its own: none waits for another one, and whoever tells waits for none. */
public final class Mailboxes implements AutoCloseable {

    private static final int MOST_WAITING = 256;

    /** In which order a receiver gets what it is told. */
    public enum Order {
        /** Each notice as soon as it may. */
        ANY(4),
        /** None before the one before it was taken or given up. */
        AS_TOLD(1);

        private final int atOnce;

        Order(int atOnce) {
            this.atOnce = atOnce;
        }
    }

    private final Supplier<Receivers> receivers;
    private final Delivery delivery;
    private final Order order;
    private final int mostWaiting;
    private final Map<Endpoint, Mailbox> boxes = new HashMap<>();

    /** @param receivers looked at each time: they are of the configuration in force */
    public Mailboxes(Supplier<Receivers> receivers, Means means, Order order) {
        this(receivers, means, order, MOST_WAITING);
    }

    Mailboxes(Supplier<Receivers> receivers, Means means, Order order, int mostWaiting) {
        this.receivers = receivers;
        this.delivery = new Delivery(receivers, means);
        this.order = order;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Tells those who want this type.
     *
     * @param worded for each of them
     */
    public synchronized void tell(String type, Function<Receiver, Notice> worded) {
        Receivers now = receivers.get();
        forgetAllBut(now);
        for (Receiver receiver : now.all()) {
            if (receiver.wants(type)) {
                boxes.computeIfAbsent(receiver.endpoint(), this::box).put(worded.apply(receiver));
            }
        }
    }

    private Mailbox box(Endpoint to) {
        return new Mailbox(to, mostWaiting, order.atOnce, notice -> delivery.of(notice, to));
    }

    private void forgetAllBut(Receivers now) {
        boxes.entrySet().removeIf(box -> {
            boolean gone = now.at(box.getKey()) == null;
            if (gone) {
                box.getValue().dispose();
            }
            return gone;
        });
    }

    @Override
    public synchronized void close() {
        boxes.values().forEach(Mailbox::dispose);
        boxes.clear();
    }
}
