package ai.gateway.pipeline;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks those on an itinerary, one after the other, until one gives a good answer; and a second one beside the first, when
 * that one is silent for too long. The first good answer is the one; whoever else is still at it is let go at once. Where
 * nobody gives one, the last failure is it. All of it happens on the loop of the client, so nothing here is ever raced for.
 */
final class Tour extends Mono<Ready> {

    private final Itinerary itinerary;
    private final ServerWebExchange exchange;
    private final AiExchange ai;
    private final Caller caller;
    private final @Nullable Resumption resumption;

    Tour(Itinerary itinerary, ServerWebExchange exchange, AiExchange ai, Caller caller) {
        this.itinerary = itinerary;
        this.exchange = exchange;
        this.ai = ai;
        this.caller = caller;
        this.resumption = itinerary.resumes() ? new Resumption(itinerary, exchange, ai, caller) : null;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Ready> actual) {
        Traveller traveller = new Traveller(this, actual, LoopClients.loopOf(exchange.getRequest()));
        actual.onSubscribe(traveller);
        traveller.here(() -> traveller.on(itinerary.first()));
    }

    private static final class Traveller implements Subscription {

        private final Tour tour;
        private final CoreSubscriber<? super Ready> actual;
        private final EventLoop loop;
        /** Kept, because all who are below ask for it, and who is above asks the next one above. */
        private final Context context;

        private final List<Asked> asked = new ArrayList<>(1);
        private @Nullable Next next;
        private @Nullable Future<?> impatience;
        /** What the last one who failed has said, to be given if nobody does better. */
        private @Nullable Ready worst;

        private @Nullable Throwable error;
        private boolean begun;
        private boolean over;
        private boolean told;

        Traveller(Tour tour, CoreSubscriber<? super Ready> actual, EventLoop loop) {
            this.tour = tour;
            this.actual = actual;
            this.loop = loop;
            this.context = Context.of(actual.currentContext());
        }

        /** On to whomever that gives. */
        void on(Mono<Pick> whom) {
            Next waiting = new Next();
            next = waiting;
            whom.subscribe(waiting);
        }

        private void here(Runnable task) {
            if (loop.inEventLoop()) {
                safely(task);
            } else {
                loop.execute(() -> safely(task));
            }
        }

        /** Whatever goes wrong here, nobody else would tell the client: it would wait for ever. */
        private void safely(Runnable task) {
            try {
                task.run();
            } catch (RuntimeException | Error mistake) {
                if (told) {
                    throw mistake;
                }
                told = true;
                over = true;
                actual.onError(mistake);
                letGo();
            }
        }

        private void ask(Pick pick) {
            if (over) {
                tour.ai.tries().unasked(pick);
                return;
            }
            Asked one = new Asked(pick);
            asked.add(one);
            if (!begun) {
                begun = true;
                accompany(one);
            }
            one.go();
        }

        /** What happens beside the first attempt; nothing where its body can be sent only once. */
        private void accompany(Asked first) {
            if (!tour.ai.request().isBuffered()) {
                return;
            }
            Mirror.show(tour.itinerary.mirror(), tour.exchange, tour.ai, tour.caller);
            long patience = tour.itinerary.patience();
            if (patience > 0) {
                impatience = loop.schedule(() -> here(() -> askBeside(first)), patience, TimeUnit.NANOSECONDS);
            }
        }

        private void askBeside(Asked silent) {
            if (over || !asked.contains(silent)) {
                return;
            }
            Pick beside = tour.itinerary.beside(silent.pick);
            if (beside != null) {
                ask(beside);
            }
        }

        private void good(Asked one, Ready ready) {
            over = true;
            tour.ai.trace().answered(one.pick.name(), one.nanos());
            one.note("ok");
            asked.remove(one);
            tour.ai.tries().spoke(ready.passage().attempt());
            letGo();
            told = true;
            actual.onNext(ready);
            actual.onComplete();
        }

        private void bad(Asked one, Failure why) {
            asked.remove(one);
            one.tell(how(why));
            one.end(Pick.Result.FAILED, why);
            if (asked.isEmpty()) {
                on(tour.ai.request().isBuffered() ? tour.itinerary.after(one.pick, why) : Mono.empty());
            }
        }

        private static String how(Failure why) {
            Failure.Origin origin = why.origin();
            return origin != null && origin.status() > 0
                    ? Integer.toString(origin.status())
                    : why.code().wire();
        }

        /** To be given if nobody does better. That somebody cannot be asked says less than what others have said. */
        private void keep(@Nullable Ready ready, @Nullable Throwable failed) {
            if (failed != null && (worst != null || error != null) && isUnsaid(failed)) {
                return;
            }
            if (worst != null) {
                worst.drop();
            }
            worst = ready;
            error = failed;
        }

        private static boolean isUnsaid(Throwable failed) {
            return failed instanceof AiException expected
                    && expected.failure().code() == FailureCode.UNSUPPORTED_TRANSLATION;
        }

        private void giveUp() {
            over = true;
            Ready last = worst;
            Throwable failed = error;
            told = true;
            if (last != null) {
                worst = null;
                actual.onNext(last);
                actual.onComplete();
            } else {
                actual.onError(failed != null ? told(failed) : new IllegalStateException("itinerary: nobody on it"));
            }
        }

        /** In our own words, with all who were asked; in a provider's as it is. */
        private Throwable told(Throwable failed) {
            String all = tour.ai.settings().responseHeaders() ? tour.ai.trace().failures() : "";
            Failure why = Failures.of(failed);
            return all.isEmpty() || why.origin() != null || why.code() == FailureCode.INTERNAL_ERROR
                    ? failed
                    : new Failure(why.code(), why.message() + " (tried " + all + ")", why.param()).asException();
        }

        /** Whoever is still at it works for nobody. */
        private void letGo() {
            if (impatience != null) {
                impatience.cancel(false);
            }
            if (next != null) {
                next.cancel();
            }
            List.copyOf(asked).forEach(Asked::letGo);
            asked.clear();
            if (worst != null) {
                worst.drop();
            }
        }

        @Override
        public void request(long n) {
            Operators.validate(n);
        }

        @Override
        public void cancel() {
            here(() -> {
                if (!over) {
                    over = true;
                    letGo();
                }
            });
        }

        /** Waits for whom to ask. */
        private final class Next extends BaseSubscriber<Pick> {

            private boolean found;

            @Override
            public Context currentContext() {
                return context;
            }

            @Override
            protected void hookOnNext(Pick pick) {
                found = true;
                here(() -> ask(pick));
            }

            @Override
            protected void hookOnComplete() {
                if (!found) {
                    here(this::nobody);
                }
            }

            @Override
            protected void hookOnError(Throwable failed) {
                here(() -> {
                    keep(null, failed);
                    nobody();
                });
            }

            private void nobody() {
                if (!over && asked.isEmpty()) {
                    giveUp();
                }
            }
        }

        /** One who was asked. */
        private final class Asked extends BaseSubscriber<Ready> {

            private final Pick pick;
            private final long since = System.nanoTime();
            private @Nullable Attempt attempt;
            private boolean said;
            private boolean ended;

            Asked(Pick pick) {
                this.pick = pick;
            }

            void go() {
                try {
                    Attempt made = Attempt.of(tour.ai, pick, tour.resumption);
                    attempt = made;
                    Mono<Ready> called = tour.caller.call(tour.exchange, made);
                    tour.ai.trace().asked();
                    called.subscribe(this);
                } catch (RuntimeException cannot) {
                    hookOnError(cannot);
                }
            }

            @Override
            public Context currentContext() {
                return context;
            }

            @Override
            protected void hookOnNext(Ready ready) {
                said = true;
                here(() -> came(ready));
            }

            /** An attempt that ends without a word has failed: nobody else would ever say so. */
            @Override
            protected void hookOnComplete() {
                if (!said) {
                    hookOnError(Failure.of(FailureCode.UPSTREAM_ABORTED, "provider: it ended before its answer began")
                            .asException());
                }
            }

            private void came(Ready ready) {
                if (over) {
                    ready.drop();
                    return;
                }
                Failure why = ready.failure();
                if (why == null) {
                    good(this, ready);
                } else {
                    keep(ready, null);
                    bad(this, why);
                }
            }

            @Override
            protected void hookOnError(Throwable failed) {
                here(() -> {
                    if (!over) {
                        keep(null, failed);
                        bad(this, Failures.of(failed));
                    }
                });
            }

            void letGo() {
                cancel();
                tell("unwanted");
                end(Pick.Result.UNWANTED, null);
            }

            void end(Pick.Result how, @Nullable Failure why) {
                if (!ended) {
                    ended = true;
                    Attempt made = attempt;
                    if (made == null) {
                        tour.ai.tries().unaskable(pick, why);
                    } else {
                        tour.ai.tries().tell(made, how, made.facts(), why);
                    }
                }
            }

            void tell(String how) {
                tour.ai.trace().tried(pick.name(), how, nanos());
                note(how);
            }

            void note(String how) {
                Chronicle chronicle = tour.ai.chronicle();
                if (chronicle != null) {
                    chronicle.step(Chronicle.Kind.ATTEMPT, pick.name(), how, since);
                }
            }

            long nanos() {
                return System.nanoTime() - since;
            }
        }
    }
}
