package ai.gateway.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the configuration files every so often, on a daemon thread of its own. */
final class FileWatch implements AutoCloseable {

    private static final Log LOG = LogFactory.getLog(FileWatch.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "ai-gateway-reload");
        daemon.setDaemon(true);
        return daemon;
    });
    private final Future<?> looks;

    FileWatch(Runnable look, Duration interval) {
        long nanos = interval.toNanos();
        looks = thread.scheduleWithFixedDelay(() -> guarded(look), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** A scheduler drops a task that throws, and the files would never be looked at again. */
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException failed) {
            LOG.error("Looking at the configuration files failed: "
                    + failed.getClass().getName());
        }
    }

    @Override
    public void close() {
        looks.cancel(true);
        thread.shutdownNow();
    }
}
