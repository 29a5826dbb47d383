package ai.gateway.quota;

/** What counts until the same moment. Guarded by the lock of its quotas, as all that changes here. */
final class Part {

    /** What it is found by: the beginning of its time, as it was told. */
    final long slot;

    long until;
    long used;
    long held;

    /** Its time is over: what is held of it does not count any more. */
    boolean over;

    Part(long slot, long until) {
        this.slot = slot;
        this.until = until;
    }
}
