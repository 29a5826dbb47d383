package ai.gateway.redis;

/**
 * Which memory of Redis this gateway goes by.
 *
 * @param epoch its name, which it was given when it was new, or when it was found to have lost something
 * @param sequence the highest that was seen
 */
record QuotaMemory(String epoch, long sequence) {

    QuotaMemory seen(long other) {
        return other > sequence ? new QuotaMemory(epoch, other) : this;
    }
}
