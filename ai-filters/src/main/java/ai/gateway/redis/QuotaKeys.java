package ai.gateway.redis;

import java.util.concurrent.ThreadLocalRandom;

/** The names of all keys of quotas. What is in braces is the same in all of them: so a cluster has them in one place. */
record QuotaKeys(String base) {

    /** The version of what is in them. */
    private static final int VERSION = 1;

    static QuotaKeys below(String prefix) {
        return new QuotaKeys("{" + prefix + "quota:" + VERSION + "}:");
    }

    /** A name that nobody else has; not one that nobody could guess. */
    static String unique() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    String meta() {
        return base + "meta";
    }

    String gateways() {
        return base + "gateways";
    }

    String counter(String counter) {
        return base + "c:" + counter;
    }

    /** What is held of it. */
    String holds(String counter) {
        return base + "h:" + counter;
    }

    String call(String id) {
        return base + "r:" + id;
    }
}
