package ai.gateway.pipeline;

import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Names for exchanges: the time, so that they come in its order and a database finds and keeps them for little, and a number
 * that is scattered from a seed, so that two processes do not meet.
 */
public final class RequestIds {

    /** An odd constant spreads a counter over all 64 bits without a repeat (Weyl sequence, golden ratio). */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private static final int TIME_DIGITS = 11;
    private static final int DIGITS = 24;
    private static final HexFormat HEX = HexFormat.of();

    private final AtomicLong state;
    private final LongSupplier millis;

    public RequestIds(long seed) {
        this(seed, Clock.systemUTC()::millis);
    }

    /** @param millis the time, since 1970 */
    RequestIds(long seed, LongSupplier millis) {
        this.state = new AtomicLong(seed);
        this.millis = millis;
    }

    public String next() {
        long mixed = state.getAndAdd(STEP);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return HEX.toHexDigits(millis.getAsLong(), TIME_DIGITS) + HEX.toHexDigits(mixed, DIGITS - TIME_DIGITS);
    }
}
