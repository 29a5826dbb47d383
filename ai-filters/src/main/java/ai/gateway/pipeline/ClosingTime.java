package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Breaks off what is still open when the server has waited long enough for it to end: clients are told so, and accounts are closed,
 * before anything goes that they need for that.
 */
public final class ClosingTime implements SmartLifecycle {

    /** Behind the server's patience with what is open, and before its end. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1536;

    private static final Duration LAST_BYTES = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final Failure CLOSING =
            Failure.of(FailureCode.GATEWAY_STOPPING, "gateway: it is stopping (try again)");

    private final Set<Clocks> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;
    private volatile boolean running;

    /** A call begins. */
    void begun(Clocks clocks) {
        open.add(clocks);
        if (closing) {
            breakOff(clocks);
        }
    }

    void over(Clocks clocks) {
        open.remove(clocks);
    }

    private static void breakOff(Clocks clocks) {
        clocks.loop().execute(() -> clocks.breakOff(CLOSING));
    }

    @Override
    public void start() {
        closing = false;
        running = true;
    }

    @Override
    public void stop(Runnable stopped) {
        stop();
        Flux.interval(Duration.ZERO, LOOK)
                .takeUntil(tick -> open.isEmpty())
                .take(LAST_BYTES)
                .doFinally(any -> stopped.run())
                .subscribe();
    }

    @Override
    public void stop() {
        running = false;
        closing = true;
        open.forEach(ClosingTime::breakOff);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
