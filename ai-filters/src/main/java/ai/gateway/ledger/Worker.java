package ai.gateway.ledger;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A thread that does something again and again, with pauses. */
public final class Worker implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(30);

    private final LongSupplier round;
    private final Thread thread;
    private volatile boolean stopped;

    private Worker(String name, LongSupplier round) {
        this.round = round;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** @param round what it does; gives the pause after it, in nanoseconds */
    public static Worker start(String name, LongSupplier round) {
        Worker worker = new Worker(name, round);
        worker.thread.start();
        return worker;
    }

    private void run() {
        while (!stopped) {
            LockSupport.parkNanos(round.getAsLong());
        }
    }

    /** Lets it finish its round. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
