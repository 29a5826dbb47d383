package ai.gateway.redis;

import ai.gateway.redis.QuotaReply.Status;
import ai.gateway.redis.QuotaStore.Mode;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is done in the background, in rounds, one at a time: greet Redis now and then, look whether it is back, tell it what it
 * has lost, send again what it has not confirmed.
 */
final class QuotaKeeper {

    private static final int SENT_AT_ONCE = 512;
    private static final int UNDER_WAY = 32;

    /** Redis is greeted so often while it answers. */
    private static final int GREETED_EVERY = 10;

    /** After so many rounds in vain a new connection is begun, and after as many more again. */
    private static final int RECONNECTED_EVERY = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final QuotaRoom room;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Sinks.One<QuotaMemory> found = Sinks.one();
    private int rounds;
    private int inVain;

    QuotaKeeper(QuotaRoom room) {
        this.room = room;
    }

    /** Goes on until it is disposed of. */
    Disposable keep() {
        return Flux.interval(Duration.ZERO, room.patience().round())
                .onBackpressureDrop()
                .subscribe(tick -> round());
    }

    /** The memory that can be gone by, waited for if it must be found first. */
    Mono<QuotaMemory> memory() {
        // In this order: whoever finds the memory first sets it, and then tells those who wait.
        Sinks.One<QuotaMemory> next = found;
        QuotaMemory known = room.sync().memory();
        return known != null
                ? Mono.just(known)
                : next.asMono().timeout(room.patience().memory()).doOnError(room.contact()::lost);
    }

    void lost(QuotaMemory wrong) {
        room.sync().lost(wrong);
        round();
    }

    /** Sends it now if Redis answers; else it waits. */
    void send(QuotaLetter letter) {
        room.outbox().put(letter);
        QuotaMemory memory = room.sync().memory();
        if (memory != null && !room.contact().isLost() && room.outbox().take(letter)) {
            Mono<Void> posting = Mono.defer(() -> post(memory, letter));
            // What is given up is not in a hurry, and whoever does so may be a timer.
            (letter.mode() == Mode.RELEASE ? posting.subscribeOn(Schedulers.boundedElastic()) : posting).subscribe();
        }
    }

    private Mono<Void> post(QuotaMemory memory, QuotaLetter letter) {
        if (room.contact().isLost()) {
            room.outbox().doubtful(letter);
            return Mono.empty();
        }
        return room.store()
                .silence()
                .atMost(PATIENCE, room.store().settle(memory, letter))
                .doOnNext(reply -> posted(memory, letter, reply))
                .doOnError(failed -> {
                    room.outbox().doubtful(letter);
                    room.contact().failed(failed);
                })
                .onErrorComplete()
                .then();
    }

    private void posted(QuotaMemory memory, QuotaLetter letter, QuotaReply reply) {
        room.contact().answered();
        if (reply.status() == Status.UNKNOWN) {
            room.outbox().doubtful(letter);
            lost(memory);
        } else {
            room.outbox().confirmed(letter);
            room.sync().seen(memory, reply.sequence());
        }
    }

    private void round() {
        if (busy.compareAndSet(false, true)) {
            Mono.defer(() -> isDue() ? greet() : Mono.empty())
                    .then(Mono.defer(this::sendAgain))
                    .subscribeOn(Schedulers.boundedElastic())
                    .doFinally(any -> busy.set(false))
                    .subscribe(any -> {}, this::failed);
        }
    }

    private boolean isDue() {
        boolean quiet = !room.contact().isLost() && room.sync().memory() != null;
        return !quiet || rounds++ % GREETED_EVERY == 0;
    }

    private Mono<Void> greet() {
        // What is known now: what is heard while the greeting is under way may be newer than its answer.
        QuotaMemory known = room.sync().memory();
        return connected()
                .then(Mono.defer(() ->
                        room.store().silence().atMost(PATIENCE, room.store().hello())))
                .flatMap(greeting -> {
                    room.time().heard(greeting.now());
                    room.local().gateways(greeting.at());
                    return room.sync().run(known, greeting);
                })
                .doOnNext(this::found)
                .then();
    }

    private Mono<Void> connected() {
        if (room.link().connection() == null) {
            return room.link().connect();
        }
        return ++inVain % RECONNECTED_EVERY == 0 ? room.link().reconnect() : Mono.empty();
    }

    private void found(QuotaMemory memory) {
        inVain = 0;
        room.contact().made();
        Sinks.One<QuotaMemory> waitedFor = found;
        found = Sinks.one();
        waitedFor.tryEmitValue(memory);
    }

    private void failed(Throwable why) {
        room.contact().lost(why);
    }

    private Mono<Void> sendAgain() {
        QuotaMemory memory = room.sync().memory();
        if (memory == null || room.contact().isLost()) {
            return Mono.empty();
        }
        return Flux.fromIterable(room.outbox().take(SENT_AT_ONCE))
                .flatMap(letter -> Mono.defer(() -> post(memory, letter)), UNDER_WAY)
                .then();
    }
}
