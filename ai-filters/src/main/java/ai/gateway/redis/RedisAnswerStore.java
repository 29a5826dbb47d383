package ai.gateway.redis;

import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.StoredAnswer;
import ai.gateway.redis.AnswerCodec.Entry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers that gateways share by a Redis, closed under a secret that it does not know. To find one is one round trip, and
 * so is to hear that nothing was purged. Where Redis fails, there are no answers, at once and until it is back.
 */
final class RedisAnswerStore implements AnswerStore, SmartLifecycle {

    /** What is longer is not kept: the counters of quotas use the same connection, and wait behind it. */
    static final int LONGEST = 4 << 20;

    /** What is longer is not opened where others wait. */
    private static final int LONG = 64 << 10;

    /** Bytes of answers that are on their way to Redis; what comes then is not kept. */
    private static final long MOST_UNDER_WAY = 64 << 20;

    private static final Stock UNKNOWN = new Stock(-1, -1);

    private final AnswerPatience patience;
    private final AnswerSecret secret;
    private final AnswerSeal seal;
    private final AnswerPurges purges;
    private final AnswerContact contact;
    private final QuotaLink link;
    private final AnswerCommands redis;
    private final Silence silence = new Silence(System::nanoTime);
    private final AtomicLong underWay = new AtomicLong();
    private volatile boolean running;

    /** @param base what the names of all keys begin with; ends in the version of what is in them */
    RedisAnswerStore(
            ReactiveRedisConnectionFactory connections, String base, AnswerSecret secret, AnswerPatience patience) {
        this.patience = patience;
        this.secret = secret;
        this.seal = new AnswerSeal(secret::key);
        this.purges = new AnswerPurges(secret);
        this.contact = new AnswerContact("answers", System::nanoTime, patience.pause());
        this.link = new QuotaLink(connections);
        this.redis = new AnswerCommands(link, base, silence);
    }

    @Override
    public Mono<StoredAnswer> find(String partition, String key) {
        return Mono.defer(() -> contact.isLost() ? Mono.empty() : ask(partition, key));
    }

    private Mono<StoredAnswer> ask(String partition, String key) {
        String name = secret.name(partition, key);
        Mono<Optional<byte[]>> value = redis.get(name).map(Optional::of).defaultIfEmpty(Optional.empty());
        return silence.atMost(patience.find(), Mono.zip(upToDate(), value, (any, found) -> found))
                .doOnError(this::failed)
                .onErrorResume(any -> Mono.empty())
                .flatMap(found -> found.isEmpty() ? Mono.empty() : opened(partition, key, found.get()));
    }

    /** Done when this gateway has heard of all that was purged before now. */
    private Mono<Long> upToDate() {
        long known = purges.last();
        return redis.last()
                .flatMap(last -> last == known
                        ? Mono.just(known)
                        : redis.news(known).doOnNext(purges::hear).thenReturn(known));
    }

    private Mono<StoredAnswer> opened(String partition, String key, byte[] value) {
        Mono<StoredAnswer> opening = Mono.fromCallable(() -> open(partition, key, value));
        return (value.length <= LONG ? opening : opening.subscribeOn(Schedulers.boundedElastic()))
                .onErrorResume(tooBusy -> Mono.empty());
    }

    private @Nullable StoredAnswer open(String partition, String key, byte[] value) {
        String name = secret.name(partition, key);
        byte[] open = seal.open(partition, name, value);
        Entry entry = open == null ? null : AnswerCodec.read(partition, key, open);
        if (entry == null || purges.isGone(entry.answer(), entry.stamp())) {
            redis.delete(name).subscribe(any -> {}, failed -> {}); // or its time to live is over
            return null;
        }
        return entry.answer();
    }

    @Override
    public Mono<Void> keep(StoredAnswer answer) {
        return Mono.defer(() -> {
            int size = answer.answer().body().length;
            if (!contact.takes() || size > LONGEST || underWay.get() > MOST_UNDER_WAY) {
                return Mono.empty();
            }
            underWay.addAndGet(size);
            return Mono.defer(() -> put(answer))
                    .subscribeOn(Schedulers.boundedElastic())
                    .onErrorResume(any -> Mono.empty())
                    .doFinally(any -> underWay.addAndGet(-size));
        });
    }

    private Mono<Void> put(StoredAnswer answer) {
        long millis = answer.until() - answer.at();
        if (millis <= 0) {
            return Mono.empty();
        }
        String name = secret.name(answer.partition(), answer.key());
        byte[] closed = seal.close(answer.partition(), name, AnswerCodec.write(new Entry(answer, purges.last())));
        return redis.put(name, closed, millis)
                .timeout(patience.keep())
                .doOnError(this::notTaken)
                .doOnNext(contact::offered)
                .then();
    }

    private void notTaken(Throwable why) {
        if (AnswerContact.isRefusal(why)) {
            contact.refused(why);
        } else {
            failed(why);
        }
    }

    /** Fails where Redis does not say that it is done: then it may be, or not. */
    @Override
    public Mono<Long> purge(Purge which) {
        return Mono.defer(() -> contact.isLost() ? link.renew() : link.connect())
                .then(Mono.defer(() -> which.equals(Purge.ALL)
                        ? redis.purgeAll(purges.last())
                                .flatMap(news -> redis.deleteQuestions().thenReturn(news))
                        : redis.purge(purges.last(), secret.rule(which))))
                .timeout(patience.purge())
                .doOnNext(purges::hear)
                .doOnError(this::failed)
                .thenReturn(-1L);
    }

    /** Only Redis could count them, and only by looking at each. */
    @Override
    public Mono<Stock> stock() {
        return Mono.just(UNKNOWN);
    }

    /** In which gateways tell each other what those answers were asked for with. */
    QuestionStream questions(int most) {
        return new QuestionStream(link, redis.questions(), secret, most);
    }

    boolean isLost() {
        return contact.isLost();
    }

    private void failed(Throwable why) {
        if (contact.failed(why) && running) {
            seek(contact.pause());
        }
    }

    /** Looks until it is there. */
    private void seek(Duration pause) {
        Mono<Void> looking = Mono.defer(() -> running ? look() : Mono.never())
                .doOnError(contact::missing)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, patience.pause()).filter(any -> running));
        Mono.delay(pause).then(looking).subscribe(any -> {}, stopped -> {}, contact::made);
    }

    /** Whether it is there, and what was purged meanwhile. */
    private Mono<Void> look() {
        return link.renew()
                .then(Mono.defer(() -> redis.news(purges.last())))
                .timeout(patience.purge())
                .doOnNext(purges::hear)
                .then();
    }

    @Override
    public void start() {
        running = true;
        seek(Duration.ZERO);
    }

    @Override
    public void stop() {
        running = false;
    }

    /** Begun after the connection and ended before it. */
    @Override
    public int getPhase() {
        return 1;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
