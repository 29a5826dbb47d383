package ai.gateway.redis;

/** Redis has another memory than the one that is known. Expected now and then: it has no stack. */
final class MemoryLost extends RuntimeException {

    MemoryLost() {
        super("Redis has lost what it knew", null, false, false);
    }
}
