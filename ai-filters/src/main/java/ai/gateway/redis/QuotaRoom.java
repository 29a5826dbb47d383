package ai.gateway.redis;

import ai.gateway.quota.Seeds;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;

import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** All that quotas in Redis are made of. */
record QuotaRoom(
        QuotaPatience patience,
        RedisTime time,
        QuotaContact contact,
        QuotaLink link,
        QuotaStore store,
        OpenCalls open,
        QuotaOutbox outbox,
        LocalShare local,
        QuotaSync sync) {

    /** Letters that wait for Redis one by one; the others are put together. */
    private static final int LETTERS = 10_000;

    /**
     * @param clock milliseconds since 1970
     */
    static QuotaRoom of(
            ReactiveRedisConnectionFactory connections,
            String prefix,
            Seeds seeds,
            LongSupplier clock,
            Variant variant) {
        RedisTime time = new RedisTime(clock);
        QuotaLink link = new QuotaLink(connections);
        String gateway = QuotaKeys.unique();
        QuotaStore store = new QuotaStore(link, QuotaKeys.below(prefix), gateway, variant.scripts());
        OpenCalls open = new OpenCalls(clock);
        QuotaOutbox outbox = new QuotaOutbox(clock, LETTERS);
        return new QuotaRoom(
                variant.patience(),
                time,
                new QuotaContact(time::now),
                link,
                store,
                open,
                outbox,
                new LocalShare(time),
                new QuotaSync(store, seeds, outbox, open, time::now));
    }

    /** What tests may want to be otherwise. */
    record Variant(QuotaPatience patience, UnaryOperator<String> scripts) {

        static final Variant NONE = new Variant(QuotaPatience.DEFAULT, UnaryOperator.identity());
    }
}
