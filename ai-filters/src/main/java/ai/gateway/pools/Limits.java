package ai.gateway.pools;

import ai.gateway.health.Gate;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many calls targets and pools have at a time, by their names: a new configuration changes the number, and the calls that
 * are under way count on. Those that began when there was no limit were not counted.
 */
final class Limits {

    private final LongSupplier ticker;
    private final Map<String, Limit> targets = new ConcurrentHashMap<>();
    private final Map<String, Gate> pools = new ConcurrentHashMap<>();

    Limits(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /**
     * Null where it may have any number.
     *
     * @param index of the member in the pool
     */
    @Nullable
    Limit of(Pool pool, int index) {
        Member member = pool.members().get(index);
        return member.maxConcurrent() == 0
                ? null
                : targets.computeIfAbsent(id(pool, index), id -> new Limit(member, ticker));
    }

    /** As many as all of its targets together may have; null where one of them may have any number. */
    @Nullable
    Gate of(Pool pool) {
        int most = most(pool);
        Pool.Queue queue = pool.queue();
        return most == 0
                ? null
                : pools.computeIfAbsent(
                        pool.name(), name -> new Gate(most, queue.size(), queue.patience(), Schedulers.parallel()));
    }

    /** From now on the numbers are these. Those of whom nothing is written any more are forgotten when nobody is there. */
    void use(Pools written) {
        Set<String> named = new HashSet<>();
        for (Pool pool : written.byName().values()) {
            for (int i = 0; i < pool.members().size(); i++) {
                named.add(id(pool, i));
                Limit limit = of(pool, i);
                if (limit != null) {
                    limit.use(pool.members().get(i));
                }
            }
            Gate gate = of(pool);
            if (gate != null) {
                gate.change(most(pool), pool.queue().size(), pool.queue().patience());
            }
        }
        targets.entrySet()
                .removeIf(each ->
                        !named.contains(each.getKey()) && each.getValue().gate().inUse() == 0);
        pools.entrySet()
                .removeIf(each -> !written.byName().containsKey(each.getKey())
                        && each.getValue().inUse() == 0);
    }

    private static int most(Pool pool) {
        int sum = 0;
        for (Member member : pool.members()) {
            if (member.maxConcurrent() == 0) {
                return 0;
            }
            sum += member.maxConcurrent();
        }
        return sum;
    }

    /** Of those who share a name, such as one model with two temperatures, each has its own. */
    private static String id(Pool pool, int index) {
        String name = pool.members().get(index).name();
        long before = pool.members().subList(0, index).stream()
                .filter(member -> member.name().equals(name))
                .count();
        return pool.name() + ":" + name + (before == 0 ? "" : " " + before);
    }
}
