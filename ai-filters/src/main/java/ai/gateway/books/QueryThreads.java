package ai.gateway.books;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Those who wait for the database while it looks something up. A few; who asks too much is told so. */
final class QueryThreads implements Executor, AutoCloseable {

    private static final int THREADS = 3;
    private static final int WAITING = 256;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
                Thread thread = new Thread(work, "ledger-query");
                thread.setDaemon(true);
                return thread;
            });

    QueryThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
