package ai.gateway.redis;

import io.lettuce.core.RedisCommandExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether Redis gives what is kept there, and takes more. From the first failure on nobody waits for it, until it was heard
 * again; each time that it fails soon after that, it is left alone for longer. The log hears of each loss and each return once.
 */
final class AnswerContact {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerContact.class);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Nothing is offered for so long to a Redis that has taken nothing. */
    private static final Duration FULL = Duration.ofSeconds(10);

    private static final String NO_ROOM = "four fifths of its maxmemory are used, and it lets nothing go (noeviction)";

    private final String what;
    private final LongSupplier nanos;
    private final Duration shortest;
    private volatile boolean there;
    private volatile boolean full;
    private volatile long fullSince;
    private boolean told;
    private long since;
    private Duration pause;

    /**
     * @param what is found and kept there, for the log
     * @param shortest pause before the first look whether it is back
     */
    AnswerContact(String what, LongSupplier nanos, Duration shortest) {
        this.what = what;
        this.nanos = nanos;
        this.shortest = shortest;
        this.pause = shortest;
    }

    /** Nobody has found it yet, or it has failed. */
    boolean isLost() {
        return !there;
    }

    /** It was asked, and has failed. Whether somebody has to look when it is back. */
    synchronized boolean failed(Throwable why) {
        if (!there) {
            return false;
        }
        there = false;
        boolean again = nanos.getAsLong() - since < LONGEST_PAUSE.toNanos();
        Duration next = again ? pause.multipliedBy(2) : shortest;
        pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
        tell(why);
        return true;
    }

    /** It is not back. */
    synchronized void missing(Throwable why) {
        if (!told) {
            tell(why);
        }
    }

    private void tell(Throwable why) {
        told = true;
        LOG.warn("Redis fails, and no {} are found or kept there: {}", what, cause(why));
    }

    synchronized void made() {
        if (told) {
            LOG.info("Redis is back: {} are found and kept there again", what);
        }
        told = false;
        since = nanos.getAsLong();
        there = true;
    }

    synchronized Duration pause() {
        return pause;
    }

    /** Whether it is worth while to offer it one. */
    boolean takes() {
        return there && !(full && nanos.getAsLong() - fullSince < FULL.toNanos());
    }

    /** It was offered one, for which it had room or not. */
    void offered(boolean taken) {
        if (taken) {
            taken();
        } else {
            refused(new IllegalStateException(NO_ROOM));
        }
    }

    /** Whether it is Redis that says so: then it is there. */
    static boolean isRefusal(Throwable why) {
        return NestedExceptionUtils.getMostSpecificCause(why) instanceof RedisCommandExecutionException;
    }

    /** It is there, but has not taken one. */
    synchronized void refused(Throwable why) {
        if (!full) {
            LOG.warn("Redis takes no {}: {}", what, cause(why));
        }
        fullSince = nanos.getAsLong();
        full = true;
    }

    void taken() {
        if (full) {
            nowTaken();
        }
    }

    private synchronized void nowTaken() {
        if (full) {
            LOG.info("Redis takes {} again", what);
        }
        full = false;
    }

    private static String cause(Throwable why) {
        return NestedExceptionUtils.getMostSpecificCause(why).toString();
    }
}
