package ai.gateway.redis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

import java.time.Duration;

/** Whether Redis does what it is asked for; the log hears of each loss and each return once. Rounds come one at a time. */
final class Contact {

    private static final Logger LOG = LoggerFactory.getLogger(Contact.class);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private volatile int failures;

    boolean isLost() {
        return failures > 0;
    }

    void made() {
        if (isLost()) {
            LOG.info("Redis is back: what is known of targets is shared again");
        }
        failures = 0;
    }

    /** How long to leave Redis alone then. */
    Duration failed(Throwable why) {
        if (!isLost()) {
            LOG.warn(
                    "Redis fails, and each gateway goes by what it knows of targets: {}",
                    NestedExceptionUtils.getMostSpecificCause(why).toString());
        }
        int before = Math.min(failures, 5);
        failures = before + 1;
        Duration pause = Duration.ofSeconds(1L << before);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
