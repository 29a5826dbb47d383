package ai.gateway.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/** Names for exchanges: unique in this process, and scattered from its seed so that two processes do not meet. */
public final class RequestIds {

    /** An odd constant spreads a counter over all 64 bits without a repeat (Weyl sequence, golden ratio). */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final AtomicLong state;

    public RequestIds(long seed) {
        state = new AtomicLong(seed);
    }

    public String next() {
        long mixed = state.getAndAdd(STEP);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        String hex = Long.toHexString(mixed ^ (mixed >>> 31));
        return "0000000000000000".substring(hex.length()) + hex;
    }
}
