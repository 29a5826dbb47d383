package ai.gateway.embeddings;

import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.NotEncoded;
import ai.gateway.semantic.NotEncoded.Reason;
import ai.gateway.vectors.EmbeddingsProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where texts are handed in. A few threads of its own take them in turn; who asks does nothing but put a text down, and
 * never waits, not for a lock either. The model is loaded by the first of the threads when the first text comes.
 *
 * <p>Why no text is forgotten: who closes looks at the queue after saying so, and who queues looks for that after queueing.
 * One of both sees the other. A text that is nobody's turn in time is taken out by the clock.
 */
final class Desk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final Duration BUDGET = Duration.ofMillis(50);
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(5);

    /** What becomes of it in the course of time. */
    private enum Phase {
        ASLEEP,
        LOADING,
        OPEN,
        FAILED,
        CLOSED
    }

    private record Ticket(MonoSink<Encoded> asked, String text) {}

    private final int threads;
    private final int most;
    private final Duration budget;
    private final Callable<Model> loader;
    private final Scheduler clock;

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.ASLEEP);
    private final Queue<Ticket> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    /** One for each ticket that was queued, also for those that were taken back since. */
    private final Semaphore calls = new Semaphore(0);

    private final AtomicInteger atWork = new AtomicInteger();
    private final CopyOnWriteArrayList<Thread> staff = new CopyOnWriteArrayList<>();

    /** @param clock ends the waiting of those whose budget is spent */
    Desk(EmbeddingsProperties properties, Callable<Model> loader, Scheduler clock) {
        this.threads = properties.threads();
        this.most = properties.queue();
        this.budget = properties.budget(BUDGET);
        this.loader = loader;
        this.clock = clock;
    }

    /** Fails with {@link NotEncoded} alone. */
    Mono<Encoded> encode(String text) {
        return Mono.<Encoded>create(asked -> take(new Ticket(asked, text)))
                .timeout(budget, Mono.error(() -> not(Reason.TOO_LONG, "took longer than " + budget)), clock);
    }

    /** How many texts wait. */
    int waiting() {
        return waiting.get();
    }

    private void take(Ticket ticket) {
        switch (phase.compareAndExchange(Phase.ASLEEP, Phase.LOADING)) {
            case ASLEEP -> {
                start(this::open);
                ticket.asked.error(loading());
            }
            case LOADING -> ticket.asked.error(loading());
            case OPEN -> queue(ticket);
            case FAILED -> ticket.asked.error(not(Reason.FAILED, "the model could not be loaded"));
            case CLOSED -> ticket.asked.error(closed());
        }
    }

    private void queue(Ticket ticket) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            ticket.asked.error(not(Reason.QUEUE_FULL, most + " texts wait already"));
            return;
        }
        queue.add(ticket);
        ticket.asked.onCancel(() -> takeBack(ticket));
        calls.release();
        if (phase.get() == Phase.CLOSED) {
            sendAway();
        }
    }

    /** No more than a look when its turn has come before. */
    private void takeBack(Ticket ticket) {
        if (queue.remove(ticket)) {
            waiting.decrementAndGet();
        }
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "ai-embeddings-" + (staff.size() + 1));
        thread.setDaemon(true);
        staff.add(thread);
        thread.start();
    }

    private void open() {
        Model model;
        try {
            model = loader.call();
        } catch (Exception | LinkageError failed) {
            LOG.warn("The model {} cannot be loaded: no text gets a vector", MiniLm.MODEL, failed);
            phase.compareAndSet(Phase.LOADING, Phase.FAILED);
            return;
        }
        atWork.set(threads);
        if (!phase.compareAndSet(Phase.LOADING, Phase.OPEN)) {
            model.close();
            return;
        }
        for (int others = 1; others < threads; others++) {
            start(() -> serve(model));
        }
        serve(model);
    }

    private void serve(Model model) {
        while (phase.get() == Phase.OPEN) {
            calls.acquireUninterruptibly();
            Ticket next = queue.poll();
            if (next != null) {
                waiting.decrementAndGet();
                answer(next, model);
            }
        }
        if (atWork.decrementAndGet() == 0) {
            model.close();
        }
    }

    private static void answer(Ticket ticket, Model model) {
        try {
            ticket.asked.success(model.encode(ticket.text));
        } catch (RuntimeException | Error failed) {
            ticket.asked.error(new NotEncoded("the model failed at a text", failed));
        }
    }

    /** Lets those who are at work finish; then the model is closed by the last of them. */
    @Override
    public void close() {
        Phase before = phase.getAndSet(Phase.CLOSED);
        sendAway();
        if (before == Phase.OPEN) {
            calls.release(threads);
        }
        try {
            for (Thread each : staff) {
                each.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAway() {
        for (Ticket next = queue.poll(); next != null; next = queue.poll()) {
            waiting.decrementAndGet();
            next.asked.error(closed());
        }
    }

    private static NotEncoded loading() {
        return not(Reason.LOADING, "the model is being loaded");
    }

    private static NotEncoded closed() {
        return not(Reason.CLOSED, "the gateway stops");
    }

    private static NotEncoded not(Reason reason, String why) {
        return new NotEncoded(reason, why);
    }
}
