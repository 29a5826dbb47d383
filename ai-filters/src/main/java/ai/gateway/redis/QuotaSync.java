package ai.gateway.redis;

import ai.gateway.quota.Charge;
import ai.gateway.quota.Seeds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Makes sure that what Redis knows can be gone by. A memory has a name, and counts what is written; who finds one without a
 * name, or with a smaller count than there was, or finds nobody else who could say, tells it again what was used and gives it a
 * new name. Whoever comes after finds a name that is not the one it knew, and only tells it what is held.
 */
final class QuotaSync {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaSync.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int CHARGES_AT_ONCE = 100;
    private static final int CALLS_AT_ONCE = 16;

    private final QuotaStore store;
    private final Seeds seeds;
    private final QuotaOutbox outbox;
    private final OpenCalls open;
    private final LongSupplier now;
    private final AtomicReference<@Nullable QuotaMemory> memory = new AtomicReference<>();

    /** The one that was known before it was lost. */
    private volatile @Nullable QuotaMemory before;

    QuotaSync(QuotaStore store, Seeds seeds, QuotaOutbox outbox, OpenCalls open, LongSupplier now) {
        this.store = store;
        this.seeds = seeds;
        this.outbox = outbox;
        this.open = open;
        this.now = now;
    }

    /** The memory that can be gone by; none where that is to be found out. */
    @Nullable
    QuotaMemory memory() {
        return memory.get();
    }

    void seen(QuotaMemory by, long sequence) {
        memory.updateAndGet(known -> known != null && known.epoch().equals(by.epoch()) ? known.seen(sequence) : known);
    }

    /** Redis has another memory than that. */
    void lost(QuotaMemory wrong) {
        QuotaMemory known = memory.get();
        if (known != null && known.epoch().equals(wrong.epoch()) && memory.compareAndSet(known, null)) {
            before = known;
            LOG.warn("Redis has lost what it knew: it is told again what was used");
        }
    }

    /**
     * One at a time.
     *
     * @param known when Redis was greeted
     */
    Mono<QuotaMemory> run(@Nullable QuotaMemory known, QuotaReply greeting) {
        if (known != null && known.epoch().equals(greeting.epoch()) && known.sequence() <= greeting.sequence()) {
            return Mono.just(known);
        }
        if (known != null) {
            lost(known);
        }
        QuotaMemory last = before;
        Mono<QuotaMemory> current = isToBeTold(greeting, last)
                ? tell(greeting)
                : Mono.just(new QuotaMemory(greeting.epoch(), greeting.sequence()));
        return current.flatMap(found -> last == null ? Mono.just(found) : restore(found))
                .doOnNext(found -> {
                    before = null;
                    memory.set(found);
                });
    }

    private static boolean isToBeTold(QuotaReply greeting, @Nullable QuotaMemory last) {
        if (greeting.epoch().isEmpty()) {
            return true;
        }
        return last == null
                ? greeting.index() == 0
                : last.epoch().equals(greeting.epoch()) && greeting.sequence() < last.sequence();
    }

    private Mono<QuotaMemory> tell(QuotaReply greeting) {
        String next = QuotaKeys.unique();
        return Mono.fromCallable(() -> {
                    Set<String> pending = outbox.names();
                    Collection<Charge> live = seeds.live();
                    outbox.told(pending, live);
                    return List.copyOf(live);
                })
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(live -> seed(greeting.epoch(), live, PATIENCE))
                .then(Mono.defer(
                        () -> store.seed(greeting.epoch(), next, List.of()).timeout(PATIENCE)))
                .map(reply -> new QuotaMemory(reply.epoch(), reply.sequence()));
    }

    /**
     * Tells what was used, in pieces, one after the other.
     *
     * @param patience for each of them
     */
    Flux<QuotaReply> seed(String epoch, List<Charge> charges, Duration patience) {
        return Flux.fromIterable(cut(charges))
                .concatMap(some -> store.seed(epoch, "", some).timeout(patience));
    }

    private static List<List<Charge>> cut(List<Charge> charges) {
        List<List<Charge>> pieces = new ArrayList<>();
        for (int from = 0; from < charges.size(); from += CHARGES_AT_ONCE) {
            pieces.add(charges.subList(from, Math.min(charges.size(), from + CHARGES_AT_ONCE)));
        }
        return pieces;
    }

    private Mono<QuotaMemory> restore(QuotaMemory found) {
        return Flux.fromIterable(open.all())
                .flatMap(call -> store.restore(found, call, now.getAsLong()).timeout(PATIENCE), CALLS_AT_ONCE)
                .then(Mono.just(found));
    }
}
