package ai.gateway.keys;

import ai.gateway.access.KeySource;
import ai.gateway.quota.Allowance;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A copy of the keys that are stored elsewhere, looked at for changes all the time: who has lost a key has lost it within a
 * second. While the store is lost, those that are known are taken for a while, and of the others nobody can tell.
 */
final class StoredKeys implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StoredKeys.class);

    /** So many looks without a word, and the store is lost. */
    private static final int LOST_AFTER = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Duration poll;
    private final Scheduler scheduler;
    private final LongSupplier nanos;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Disposable looks;
    private volatile Copy copy = new Copy(KeyIndex.NONE, Map.of(), -1);
    private volatile @Nullable Long seen;

    /**
     * The keys as they are known.
     *
     * @param owners what each of them is allowed, by path
     */
    record Copy(KeyIndex keys, Map<String, List<Allowance>> owners, long version) {}

    /**
     * @param scheduler for clocks and looks; sources do not block it
     * @param nanos a clock that only goes on
     */
    StoredKeys(@Nullable KeySource source, Duration poll, Scheduler scheduler, LongSupplier nanos) {
        this.poll = poll;
        this.scheduler = scheduler;
        this.nanos = nanos;
        this.looks = source == null ? Disposables.disposed() : look(source);
    }

    private Disposable look(KeySource source) {
        Flux<?> hints = source.hints().onErrorComplete();
        return Flux.merge(Flux.interval(Duration.ZERO, poll, scheduler), hints)
                .onBackpressureLatest()
                .concatMap(
                        tick -> Mono.defer(() -> source.changedSince(copy.version()))
                                .timeout(PATIENCE, scheduler)
                                .doOnNext(this::take)
                                .doOnSuccess(changed -> seen())
                                .onErrorResume(this::failed),
                        1)
                .subscribe();
    }

    private void take(KeySource.Snapshot now) {
        copy = new Copy(KeyIndex.of(now.keys()), now.owners(), now.version());
    }

    private void seen() {
        seen = nanos.getAsLong();
        if (failing.getAndSet(false)) {
            log.info("stored keys: read again");
        }
    }

    private Mono<KeySource.Snapshot> failed(Throwable error) {
        if (!failing.getAndSet(true)) {
            log.warn("stored keys: not read ({})", error.getClass().getSimpleName());
        }
        return Mono.empty();
    }

    /** @param keep for how long the keys that are known are taken when the store is lost */
    Copy copy(Duration keep) {
        Copy now = copy;
        return looks.isDisposed() || nanosSinceSeen() <= keep.toNanos()
                ? now
                : new Copy(KeyIndex.NONE, now.owners(), now.version());
    }

    /** Whether it is not known at the moment which keys there are. */
    boolean isLost() {
        return !looks.isDisposed() && nanosSinceSeen() > poll.toNanos() * LOST_AFTER;
    }

    private long nanosSinceSeen() {
        Long last = seen;
        return last == null ? Long.MAX_VALUE : nanos.getAsLong() - last;
    }

    @Override
    public void close() {
        looks.dispose();
    }
}
