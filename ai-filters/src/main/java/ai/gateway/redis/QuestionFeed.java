package ai.gateway.redis;

import ai.gateway.redis.QuestionStream.Entry;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads the stream of questions from its beginning, and then what comes to it, in rounds, one at a time. After each loss of
 * Redis it begins anew: nobody knows what has become of the stream.
 */
final class QuestionFeed {

    private static final Duration PAUSE = Duration.ofMillis(250);

    /** So many rounds without news are between two looks whether it is still the same stream: ten seconds. */
    private static final int ROUNDS = 40;

    private final QuestionStream stream;
    private final AnswerContact contact;
    private final AnswerPatience patience;
    private final Consumer<Entry> reader;
    private final Disposable.Swap next = Disposables.swap();
    private volatile boolean running;

    /** Of the round, as the next one is: each begins when the one before is over. */
    private String place = QuestionStream.START;

    private int quiet;

    /** @param reader is told of each one, in their order */
    QuestionFeed(QuestionStream stream, AnswerContact contact, AnswerPatience patience, Consumer<Entry> reader) {
        this.stream = stream;
        this.contact = contact;
        this.patience = patience;
        this.reader = reader;
    }

    void start() {
        running = true;
        goOn(Duration.ZERO);
    }

    void stop() {
        running = false;
        next.update(Disposables.disposed());
    }

    boolean isRunning() {
        return running;
    }

    private void goOn(Duration pause) {
        if (running) {
            next.update(Schedulers.boundedElastic().schedule(this::round, pause.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void round() {
        Mono<Void> connected = contact.isLost() ? stream.renew() : Mono.empty();
        connected
                .then(Mono.defer(this::news))
                .timeout(patience.purge())
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(this::read)
                .subscribe(this::succeeded, this::failed);
    }

    private Mono<List<Entry>> news() {
        if (quiet < ROUNDS) {
            return stream.after(place);
        }
        quiet = 0;
        return stream.reaches(place).flatMap(same -> stream.after(same ? place : QuestionStream.START));
    }

    private void read(List<Entry> entries) {
        entries.forEach(reader);
        if (entries.isEmpty()) {
            quiet++;
        } else {
            quiet = 0;
            place = entries.get(entries.size() - 1).place();
        }
    }

    private void succeeded(List<Entry> entries) {
        if (contact.isLost()) {
            contact.made();
        }
        goOn(entries.size() < QuestionStream.AT_ONCE ? PAUSE : Duration.ZERO);
    }

    private void failed(Throwable why) {
        place = QuestionStream.START;
        if (!running) {
            return;
        }
        if (contact.failed(why)) {
            goOn(contact.pause());
        } else {
            contact.missing(why);
            goOn(patience.pause());
        }
    }
}
