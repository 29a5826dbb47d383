package ai.gateway.alerts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Goes on patrol again and again, on a thread of its own, from when all is there until the gateway stops. */
final class Rounds implements SmartInitializingSingleton, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final Scheduler thread = Schedulers.newSingle("ai-alerts", /* daemon= */ true);
    private final Patrol patrol;
    private final Duration interval;

    Rounds(Patrol patrol, Duration interval) {
        this.patrol = patrol;
        this.interval = interval;
    }

    @Override
    public void afterSingletonsInstantiated() {
        thread.schedulePeriodically(this::round, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            patrol.round();
        } catch (RuntimeException mistake) {
            log.error("a round of alerts failed", mistake);
        }
    }

    @Override
    public void close() {
        thread.dispose();
    }
}
