package ai.gateway.hooks;

import ai.gateway.wire.JsonWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Tells everybody what has happened, one thing after the other, on a thread of its own: listeners may take their time. */
final class Announcer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private static final int MOST_WAITING = 1000;
    private static final int IDLE_SECONDS = 60;
    private static final int ALL = 100;

    private final Scheduler thread =
            Schedulers.newBoundedElastic(1, MOST_WAITING, "ai-budgets", IDLE_SECONDS, /* daemon= */ true);
    private final List<BudgetListener> listeners;
    private final Consumer<Object> published;

    /** @param published takes it as an event of the application */
    Announcer(List<BudgetListener> listeners, Consumer<Object> published) {
        this.listeners = List.copyOf(listeners);
        this.published = published;
    }

    void announce(BudgetEvent event) {
        try {
            thread.schedule(() -> tell(event));
        } catch (RejectedExecutionException full) {
            log.warn(
                    "budget event {} is told to nobody: {} wait already, or the gateway stops",
                    event.id(),
                    MOST_WAITING);
        }
    }

    private void tell(BudgetEvent event) {
        String line = line(event);
        if (event.threshold() >= ALL) {
            log.warn(line);
        } else {
            log.info(line);
        }
        listeners.forEach(listener -> guarded(event, () -> listener.told(event)));
        guarded(event, () -> published.accept(event));
    }

    /** Names may have come from clients: as JSON, nothing in them ends the line. */
    private static String line(BudgetEvent event) {
        String until = event.windowEnd() == null ? "" : " until " + event.windowEnd();
        return event.type() + " " + event.threshold() + "% of=" + JsonWriter.quote(event.counter()) + " used="
                + event.amount(event.used()) + "/" + event.amount(event.most()) + " " + event.unitWord() + until
                + " id="
                + event.id();
    }

    private static void guarded(BudgetEvent event, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException mistake) {
            log.error("a listener failed with budget event {}", event.id(), mistake);
        }
    }

    @Override
    public void close() {
        thread.dispose();
    }
}
