package ai.gateway.redis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

import java.util.function.LongSupplier;

/**
 * Whether Redis answers. After a few failures nobody waits for it any more, until it has answered a greeting. The log hears of
 * each loss and each return once.
 */
final class QuotaContact {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaContact.class);

    private static final int FAILURES = 5;

    private final LongSupplier clock;
    private int failures;
    private boolean lost;
    private long since;

    QuotaContact(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized boolean isLost() {
        return lost;
    }

    /** When it has failed first. */
    synchronized long since() {
        return since;
    }

    /** A call was answered. */
    synchronized void answered() {
        if (!lost) {
            failures = 0;
        }
    }

    synchronized void failed(Throwable why) {
        if (failures++ == 0) {
            since = clock.getAsLong();
        }
        if (failures >= FAILURES && !lost) {
            lose(why);
        }
    }

    /** Nobody is to wait, from the first failure on. */
    synchronized void lost(Throwable why) {
        if (!lost) {
            since = clock.getAsLong();
            lose(why);
        }
    }

    synchronized void made() {
        if (lost) {
            LOG.info("Redis is back: limits and budgets are shared again");
        }
        lost = false;
        failures = 0;
    }

    private void lose(Throwable why) {
        lost = true;
        LOG.warn(
                "Redis fails, and each gateway grants its share of limits, and no budgets unless told to: {}",
                NestedExceptionUtils.getMostSpecificCause(why).toString());
    }
}
