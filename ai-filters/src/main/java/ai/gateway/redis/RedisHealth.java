package ai.gateway.redis;

import ai.gateway.health.Finding;
import ai.gateway.health.Finding.Kind;
import ai.gateway.health.SharedHealth;
import ai.gateway.redis.News.Wanted;
import ai.gateway.redis.Outbox.Letter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Shares findings by Redis: puts down what was found here, believes what others have put down. All of it is done in rounds,
 * one at a time, that are asked for by {@link #wake}.
 */
final class RedisHealth implements SharedHealth, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RedisHealth.class);

    private static final int TOLD_AT_ONCE = 128;

    /** Makes up for announcements that were lost. */
    private static final Duration REFRESH = Duration.ofSeconds(10);

    private static final Retry LISTEN_AGAIN =
            Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30));

    private final HealthStore store;
    private final Outbox outbox;
    private final News news = new News();
    private final Contact contact = new Contact();
    private final List<Consumer<Finding>> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> drained = ConcurrentHashMap.newKeySet();
    private final AtomicInteger wanted = new AtomicInteger();
    private final Disposable.Swap work = Disposables.swap();
    private final Disposable.Swap retry = Disposables.swap();
    private volatile boolean running;

    RedisHealth(HealthStore store, LongSupplier ticker) {
        this.store = store;
        this.outbox = new Outbox(ticker, HealthStore.MOST);
    }

    @Override
    public void tell(Finding finding) {
        if (!Entries.canHold(finding)) {
            return;
        }
        remember(finding);
        if (outbox.put(finding) && !contact.isLost()) {
            wake();
        }
    }

    @Override
    public void onTold(Consumer<Finding> listener) {
        listeners.add(listener);
        readAll();
    }

    @Override
    public void start() {
        running = true;
        Disposable listening = store.announced(this::readAll)
                .doOnError(failed -> LOG.debug("Redis does not let us listen", failed))
                .retryWhen(LISTEN_AGAIN)
                .subscribe(this::announced);
        Disposable refreshing = Flux.interval(REFRESH).onBackpressureDrop().subscribe(tick -> refresh());
        work.update(Disposables.composite(listening, refreshing));
        readAll();
    }

    @Override
    public void stop() {
        running = false;
        work.update(Disposables.disposed());
        retry.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void announced(List<String> entries) {
        news.announced(entries);
        wake();
    }

    /** Where Redis is lost, the next try is planned already. */
    private void refresh() {
        if (!contact.isLost()) {
            readAll();
        }
    }

    private void readAll() {
        news.wantAll();
        wake();
    }

    private void wake() {
        if (running && wanted.getAndIncrement() == 0) {
            round();
        }
    }

    private void round() {
        int seen = wanted.get();
        // Neither of the two fails because the other one does: a Redis that takes no writes can still be read.
        Flux.concatDelayError(Mono.defer(this::put), Mono.defer(this::read))
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe(any -> {}, this::failed, () -> succeeded(seen));
    }

    private void succeeded(int seen) {
        contact.made();
        if (wanted.addAndGet(-seen) > 0) {
            round();
        } else if (!outbox.isEmpty() || !news.isNothing()) {
            wake();
        }
    }

    private void failed(Throwable why) {
        wanted.set(0);
        if (running) {
            long pause = contact.failed(why).toMillis();
            retry.update(Schedulers.parallel().schedule(this::readAll, pause, TimeUnit.MILLISECONDS));
        }
    }

    private Mono<Void> put() {
        List<Letter> letters = outbox.first(TOLD_AT_ONCE);
        return letters.isEmpty()
                ? Mono.empty()
                : store.tell(outbox.findings(letters))
                        .doOnNext(any -> outbox.sent(letters))
                        .then();
    }

    private Mono<Void> read() {
        Wanted now = news.take();
        return now.isNothing()
                ? Mono.empty()
                : store.read(now.entries())
                        .doOnNext(told -> believe(told, now.all()))
                        .doOnError(failed -> news.wantAll())
                        .then();
    }

    private void believe(List<Finding> told, boolean isAll) {
        Set<String> decided = new HashSet<>();
        for (Finding finding : told) {
            if (!outbox.contradicts(finding)) {
                remember(finding);
                listeners.forEach(listener -> listener.accept(finding));
            }
            if (isOperators(finding)) {
                decided.add(finding.id());
            }
        }
        if (isAll) {
            // A Redis that has started empty, or has lost its latest writes, is told again.
            drained.stream().filter(id -> !decided.contains(id)).forEach(id -> outbox.put(Finding.drained(id)));
        }
    }

    private void remember(Finding finding) {
        if (finding.kind() == Kind.UNDRAINED) {
            drained.remove(finding.id());
        } else if (finding.kind() == Kind.DRAINED && drained.size() < HealthStore.MOST) {
            drained.add(finding.id());
        }
    }

    private static boolean isOperators(Finding finding) {
        return finding.kind() == Kind.DRAINED || finding.kind() == Kind.UNDRAINED;
    }
}
