package ai.gateway.redis;

import ai.gateway.quota.Charge;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Grant;
import ai.gateway.quota.Level;
import ai.gateway.quota.Quotas;
import ai.gateway.redis.QuotaReply.Status;
import ai.gateway.redis.QuotaStore.Mode;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The quotas that gateways share by Redis. To reserve is one round trip; what is settled waits in an outbox until Redis has
 * confirmed it, and nobody waits for that. When Redis fails, this gateway decides by itself, at once after some failures, until
 * {@code QuotaKeeper} has found it again.
 */
final class RedisQuotas implements Quotas, SmartLifecycle {

    /** Calendars turn while somebody asks: then the slot is computed again. */
    private static final int TRIES = 3;

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration LAST_ROUND = Duration.ofMillis(20);

    private final QuotaRoom room;
    private final QuotaKeeper keeper;
    private final Disposable.Swap work = Disposables.swap();
    private volatile boolean running;

    RedisQuotas(QuotaRoom room) {
        this.room = room;
        this.keeper = new QuotaKeeper(room);
    }

    @Override
    public Mono<Grant> reserve(String id, List<Claim> claims, Duration longest) {
        QuotaCall call = new QuotaCall(id, List.copyOf(claims), longest.toMillis());
        return Mono.defer(() -> room.contact().isLost() ? byItself(call) : byRedis(call));
    }

    private Mono<Grant> byItself(QuotaCall call) {
        return room.local().reserve(call, room.contact().since());
    }

    private Mono<Grant> byRedis(QuotaCall call) {
        AtomicBoolean heard = new AtomicBoolean();
        return withMemory(memory -> ask(memory, now -> room.store().reserve(memory, call, now), TRIES))
                .map(reply -> granted(call, reply))
                .doOnNext(grant -> heard.set(true))
                .onErrorResume(failed -> {
                    giveUp(call);
                    return byItself(call).doOnNext(grant -> opened(call, grant));
                })
                .doOnCancel(() -> {
                    if (!heard.get()) {
                        giveUp(call);
                    }
                });
    }

    /** It may have been granted all the same. */
    private void giveUp(QuotaCall call) {
        keeper.send(QuotaLetter.release(call));
    }

    private Grant granted(QuotaCall call, QuotaReply reply) {
        Grant grant = reply.grant(call.claims());
        opened(call, grant);
        room.local().heard(call.claims(), grant);
        return grant;
    }

    private void opened(QuotaCall call, Grant grant) {
        if (grant.isGranted()) {
            room.open().add(call);
        }
    }

    @Override
    public Mono<Void> settle(String id, List<Charge> charges) {
        return Mono.defer(() -> {
            QuotaCall call = room.open().remove(id);
            List<Claim> held = call == null ? List.of() : call.claims();
            keeper.send(new QuotaLetter(id, Mode.SETTLE, held, List.copyOf(charges)));
            // What was used here counts here, too, when Redis is lost later.
            return room.local().settle(id, charges);
        });
    }

    @Override
    public Mono<List<Level>> levels(List<Claim> claims) {
        return Mono.defer(() -> room.contact().isLost()
                ? room.local().levels(claims)
                : withMemory(memory -> ask(memory, now -> room.store().look(memory, claims, now), TRIES))
                        .map(reply -> reply.levels(claims))
                        .onErrorResume(failed -> room.local().levels(claims)));
    }

    @Override
    public Mono<Void> seed(Collection<Charge> charges) {
        return withMemory(memory -> room.sync()
                        .seed(
                                memory.epoch(),
                                List.copyOf(charges),
                                room.patience().call())
                        .then(Mono.just(memory)))
                .then();
    }

    /** Where Redis has lost its memory, it is told first, and asked once more. */
    private <T> Mono<T> withMemory(Function<QuotaMemory, Mono<T>> question) {
        return Mono.defer(() -> keeper.memory().flatMap(question))
                .retryWhen(Retry.max(1).filter(MemoryLost.class::isInstance));
    }

    private Mono<QuotaReply> ask(QuotaMemory memory, Function<Long, Mono<QuotaReply>> question, int tries) {
        return room.store()
                .silence()
                .atMost(room.patience().call(), question.apply(room.time().now()))
                .doOnError(room.contact()::failed)
                .flatMap(reply -> {
                    room.time().heard(reply.now());
                    room.contact().answered();
                    if (reply.status() == Status.UNKNOWN) {
                        keeper.lost(memory);
                        return Mono.error(new MemoryLost());
                    }
                    room.sync().seen(memory, reply.sequence());
                    if (reply.status() != Status.STALE) {
                        return Mono.just(reply);
                    }
                    return tries > 1
                            ? ask(memory, question, tries - 1)
                            : Mono.error(new IllegalStateException("the time of Redis does not stay the same"));
                });
    }

    /** Whether Redis has confirmed all that it was told. */
    boolean isSettled() {
        return room.outbox().isEmpty();
    }

    /** How many share, as far as this one knows. */
    long gateways() {
        return room.local().gateways();
    }

    boolean isLost() {
        return room.contact().isLost();
    }

    @Override
    public void start() {
        running = true;
        work.update(keeper.keep());
    }

    /** Those that are just ending, and what was used, are told before the connection goes, if Redis hears it. */
    @Override
    public void stop(Runnable stopped) {
        Flux.interval(LAST_ROUND)
                .takeUntil(tick -> isLost() || (room.open().isEmpty() && isSettled()))
                .take(LAST_WORDS)
                .doFinally(any -> {
                    stop();
                    stopped.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        running = false;
        work.update(Disposables.disposed());
    }

    /** Begun after the connection and ended before it, but after the server, whose last requests settle. */
    @Override
    public int getPhase() {
        return 1;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
