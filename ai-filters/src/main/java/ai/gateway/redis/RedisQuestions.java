package ai.gateway.redis;

import ai.gateway.redis.QuestionCodec.Told;
import ai.gateway.redis.QuestionStream.Entry;
import ai.gateway.semantic.MemoryQuestions;
import ai.gateway.semantic.Near;
import ai.gateway.semantic.Questions;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The questions that gateways tell each other by a Redis. Each has all of them in its own memory, and looks for them nowhere
 * else: a search asks no Redis, and does not notice that there is none.
 */
final class RedisQuestions implements Questions, SmartLifecycle, AutoCloseable {

    /** Questions that are on their way to Redis; what comes then is known to this gateway alone. */
    static final int MOST_UNDER_WAY = 256;

    private final MemoryQuestions known;
    private final QuestionStream stream;
    private final AnswerPatience patience;
    private final BooleanSupplier answersAreLost;
    private final LongSupplier clock;
    private final AnswerContact contact;
    private final QuestionFeed feed;
    private final AtomicInteger underWay = new AtomicInteger();

    /** One thread: of two with the same id, the later one is the later one in the stream as well. */
    private final Scheduler post = Schedulers.single(Schedulers.boundedElastic());

    /**
     * @param answersAreLost while they are, nobody knows whether there is an answer
     * @param clock in milliseconds since 1970
     */
    RedisQuestions(
            MemoryQuestions known,
            QuestionStream stream,
            AnswerPatience patience,
            BooleanSupplier answersAreLost,
            LongSupplier clock) {
        this.known = known;
        this.stream = stream;
        this.patience = patience;
        this.answersAreLost = answersAreLost;
        this.clock = clock;
        this.contact = new AnswerContact("questions", System::nanoTime, patience.pause());
        this.feed = new QuestionFeed(stream, contact, patience, this::hear);
    }

    @Override
    public Mono<List<Near>> near(String partition, float[] vector, int most) {
        return known.near(partition, vector, most);
    }

    @Override
    public void keep(String partition, String id, float[] vector, long untilMillis) {
        known.keep(partition, id, vector, untilMillis);
        long left = untilMillis - clock.getAsLong();
        if (left <= 0 || !contact.takes()) {
            return;
        }
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            return;
        }
        Told question = new Told(partition, id, untilMillis, vector);
        Mono.defer(() -> stream.add(question, left))
                .subscribeOn(post)
                .timeout(patience.keep())
                .doFinally(any -> underWay.decrementAndGet())
                .subscribe(contact::offered, this::notTaken);
    }

    /** Whether Redis is there at all, the feed finds out. */
    private void notTaken(Throwable why) {
        if (AnswerContact.isRefusal(why)) {
            contact.refused(why);
        }
    }

    /** What this gateway has told comes back to it as well, and is put once more. */
    private void hear(Entry entry) {
        Told told = stream.open(entry);
        if (told != null && told.vector().length == known.dimensions() && told.untilMillis() > clock.getAsLong()) {
            known.keep(told.partition(), told.id(), told.vector(), told.untilMillis());
        }
    }

    @Override
    public void touch(String partition, String id) {
        known.touch(partition, id);
    }

    /** Only here: the others find out by themselves. */
    @Override
    public void remove(String partition, String id) {
        if (!answersAreLost.getAsBoolean()) {
            known.remove(partition, id);
        }
    }

    /** Whether none of its questions is on the way. */
    boolean isAllTold() {
        return underWay.get() == 0;
    }

    boolean isLost() {
        return contact.isLost();
    }

    @Override
    public void start() {
        feed.start();
    }

    @Override
    public void stop() {
        feed.stop();
    }

    /** Begun after the connection and ended before it. */
    @Override
    public int getPhase() {
        return 1;
    }

    @Override
    public boolean isRunning() {
        return feed.isRunning();
    }

    @Override
    public void close() {
        known.close();
        post.dispose();
    }
}
