package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.recall.AnswerHead;
import ai.gateway.recall.Flights;
import ai.gateway.recall.Kept;
import ai.gateway.recall.Reader;
import ai.gateway.recall.Recording;
import ai.gateway.recall.Seat;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClientResponse;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes one attempt: out to the provider, and back with an answer that can be given. Where answers are remembered, one that is
 * known is given instead, and one that is not is asked for together with all who ask the same meanwhile.
 */
final class Caller {

    private final Sender sender;
    private final Answers answers;
    private final Destinations destinations;
    private final Flights flights;
    private final ClosingTime closing;

    Caller(Sender sender, Answers answers, Destinations destinations, Flights flights, ClosingTime closing) {
        this.sender = sender;
        this.answers = answers;
        this.destinations = destinations;
        this.flights = flights;
        this.closing = closing;
    }

    /** Throws what makes it impossible to ask. Comes on the client's loop, or fails on any. */
    Mono<Ready> call(ServerWebExchange exchange, Attempt attempt) {
        Outcall it = new Outcall(exchange, attempt, destinations.of(exchange, attempt));
        if (attempt.pick() == null) {
            attempt.ai().tries().only(attempt, it.destination().target());
        }
        Recollection known = attempt.recollection(it.destination());
        return known == null ? ask(it) : recall(it.tellingUsage(), known);
    }

    private Mono<Ready> ask(Outcall it) {
        return Now.flatMap(
                sender.head(it),
                head -> timed(
                        it,
                        clocks -> sender.send(it, head)
                                .responseConnection((response, connection) -> {
                                    ProviderLine line = ProviderLine.of(connection);
                                    Passage passage = passage(it, head(response), line, clocks);
                                    return passage.beginAtClient(() -> pass(passage, it.lane()));
                                })
                                .singleOrEmpty()));
    }

    private Mono<Ready> recall(Outcall it, Recollection known) {
        it.attempt().provenance().looks();
        long since = System.nanoTime();
        return Now.flatMap(maybe(it, known.find()), found -> {
            if (found.isPresent()) {
                note(it, "hit", since);
            }
            return found.map(answer -> give(it, known, answer)).orElseGet(() -> recallAlike(it, known, since));
        });
    }

    /** Who asks just the same as somebody whose call is under way need not look further. */
    private Mono<Ready> recallAlike(Outcall it, Recollection known, long since) {
        if (flights.has(known.key())) {
            note(it, "shared", since);
            return share(it, known);
        }
        return Now.flatMap(maybe(it, known.alike()), found -> {
            note(it, found.isPresent() ? "semantic" : "miss", since);
            return found.map(answer -> give(it, known, answer)).orElseGet(() -> share(it, known));
        });
    }

    private static void note(Outcall it, String how, long since) {
        Chronicle chronicle = it.attempt().ai().chronicle();
        if (chronicle != null) {
            chronicle.step(Chronicle.Kind.CACHE, "cache", how, since);
        }
    }

    /** On the client's loop. */
    private static Mono<Optional<Found>> maybe(Outcall it, Mono<Found> search) {
        Mono<Found> found = Now.is(search) ? search : search.publishOn(Schedulers.fromExecutorService(it.loop()));
        return Now.or(Now.map(found, Optional::of), Optional.empty());
    }

    /** What cannot be read as it was kept is not known. */
    private Mono<Ready> give(Outcall it, Recollection known, Found found) {
        if (found.stale() && !Refresh.isPossible(it)) {
            return share(it, known);
        }
        it.attempt().provenance().found(known, found);
        Kept answer = found.answer().again(it.attempt().ai().id());
        Reader reader = Recording.of(answer, found.pace()).read(it.loop());
        Mono<Ready> given;
        try {
            given = read(it, reader.paced(), found.answer().dialect(), clocks(it, late -> {}));
        } catch (RuntimeException unreadable) {
            return share(it, known);
        }
        if (found.stale() && !flights.has(known.key())) {
            Refresh.of(it, attempt -> {
                Destination destination = destinations.of(it.exchange(), attempt);
                return share(new Outcall(it.exchange(), attempt, destination).tellingUsage(), known);
            });
        }
        return given;
    }

    private Mono<Ready> share(Outcall it, Recollection known) {
        return Mono.deferContextual(context -> {
            Mono<Recording> call = record(it, known.most()).contextWrite(context);
            Seat seat = flights.join(known.key(), it.loop(), it.destination().dialect(), call);
            it.attempt().provenance().shares(known, seat);
            return timed(it, clocks -> {
                clocks.whenLate(seat::giveUp);
                return seat.reader().flatMap(reader -> read(it, reader, seat.dialect(), clocks));
            });
        });
    }

    /** What comes when nobody is there any more is given up. */
    private Mono<Recording> record(Outcall it, long most) {
        AtomicReference<@Nullable Recording> begun = new AtomicReference<>();
        AtomicBoolean gone = new AtomicBoolean();
        return Mono.defer(() -> sender.head(it))
                .flatMap(head -> sender.send(it, head)
                        .responseConnection((response, connection) -> {
                            ProviderLine line = ProviderLine.of(connection);
                            AnswerHead said = Shape.marked(it, head(response));
                            Recording recording = Recording.of(said, line.body(), most, line::letGo);
                            begun.set(recording);
                            if (gone.get()) {
                                recording.forsake();
                            }
                            return Mono.just(recording);
                        })
                        .singleOrEmpty())
                .doOnCancel(() -> {
                    gone.set(true);
                    Recording recording = begun.get();
                    if (recording != null) {
                        recording.forsake();
                    }
                });
    }

    /** Reads what was said in that dialect. */
    private Mono<Ready> read(Outcall it, Reader reader, String dialect, Clocks clocks) {
        Outcall reading;
        try {
            reading = it.to(destinations.reading(it, dialect, Shape.fits(it, reader.head())));
        } catch (RuntimeException e) {
            reader.cancel();
            throw e;
        }
        AnswerHead head = it.attempt().provenance().isAsked() ? reader.head() : Provenance.ofBody(reader.head());
        return pass(passage(reading, head, new RecordedLine(reader), clocks), reading.lane());
    }

    private Mono<Ready> timed(Outcall it, Function<Clocks, Mono<Ready>> answer) {
        Sinks.One<Ready> tooLate = Sinks.one();
        Clocks clocks = clocks(it, failure -> tooLate.tryEmitError(failure.asException()));
        Mono<Ready> answered = answer.apply(clocks)
                // What Netty throws at a head that it cannot read; in our own code it would mean a mistake of ours.
                .onErrorMap(
                        IllegalArgumentException.class,
                        error -> Failures.ofUpstream(error, "before its answer").asException());
        clocks.start();
        return Mono.firstWithSignal(answered, tooLate.asMono()).doFinally(signal -> {
            if (signal != SignalType.ON_COMPLETE) {
                clocks.stop(); // else they run until the answer is written
            }
        });
    }

    private Clocks clocks(Outcall it, Consumer<Failure> late) {
        return new Clocks(it.loop(), it.attempt().timeouts(), it.attempt().ai().since(), closing, late);
    }

    private static AnswerHead head(HttpClientResponse response) {
        return new AnswerHead(response.status().code(), response.responseHeaders());
    }

    private static Passage passage(Outcall it, AnswerHead head, ProviderLine line, Clocks clocks) {
        TextFlows flows = TextFlows.of(it.attempt());
        return new Passage(it.exchange(), it.attempt(), it.destination(), head, line, clocks, flows);
    }

    /** When the head of the answer cannot be passed on, nobody would read its body. */
    private Mono<Ready> pass(Passage passage, Lane lane) {
        Pick pick = passage.attempt().pick();
        try {
            if (pick != null) {
                pick.headed(passage.status(), passage.head().headers()::get);
            }
            return answers.pass(passage, lane);
        } catch (RuntimeException e) {
            passage.drop();
            throw e;
        }
    }
}
