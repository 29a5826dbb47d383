package ai.gateway.health;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GateTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Gate gate = new Gate(2, 3, PATIENCE, time);

    @Test
    void enter_room_isInAtOnce() {
        StepVerifier.create(gate.enter()).expectNextCount(1).verifyComplete();

        assertThat(gate.inUse()).isEqualTo(1);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void close_twice_givesOnePlaceBack() {
        Permit one = Objects.requireNonNull(gate.tryEnter());
        Objects.requireNonNull(gate.tryEnter());
        assertThat(gate.tryEnter()).isNull();
        one.close();
        one.close();

        assertThat(gate.inUse()).isEqualTo(1);
    }

    @Test
    void enter_full_waitsAndComesInByTurn() {
        Permit one = Objects.requireNonNull(gate.tryEnter());
        Permit two = Objects.requireNonNull(gate.tryEnter());
        List<String> in = new CopyOnWriteArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            gate.enter().subscribe(permit -> in.add(name));
        }
        assertThat(in).isEmpty();
        assertThat(gate.waiting()).isEqualTo(3);

        one.close();
        assertThat(in).containsExactly("a");
        two.close();
        assertThat(in).containsExactly("a", "b");
        assertThat(gate.inUse()).isEqualTo(2);
        assertThat(gate.waiting()).isEqualTo(1);
    }

    @Test
    void enter_queueFull_isSentAway() {
        fill(2);
        fill(3);

        StepVerifier.create(gate.enter()).verifyErrorSatisfies(error -> {
            assertThat(error).isInstanceOf(Overloaded.class).hasMessage("gate: 2 of 2 in, 3 of 3 waiting");
            assertThat(((Overloaded) error).reason()).isEqualTo(Overloaded.Reason.QUEUE_FULL);
            assertThat(error.getStackTrace()).isEmpty();
        });
    }

    @Test
    void enter_noQueue_isSentAwayAtOnce() {
        Gate strict = new Gate(1, 0, PATIENCE, time);
        Permit only = Objects.requireNonNull(strict.tryEnter());

        StepVerifier.create(strict.enter()).verifyError(Overloaded.class);
        only.close();
        StepVerifier.create(strict.enter()).expectNextCount(1).verifyComplete();
    }

    @Test
    void enter_waitedTooLong_isSentAwayAndLeavesTheQueue() {
        Permit one = Objects.requireNonNull(gate.tryEnter());
        fill(1);
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        gate.enter().subscribe(permit -> {}, errors::add);

        time.advanceTimeBy(PATIENCE.minusMillis(1));
        assertThat(errors).isEmpty();
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(errors)
                .singleElement()
                .extracting(error -> ((Overloaded) error).reason())
                .isEqualTo(Overloaded.Reason.WAITED_TOO_LONG);
        assertThat(gate.waiting()).isZero();
        one.close();
        assertThat(gate.inUse()).isEqualTo(1);
    }

    @Test
    void enter_cameInInTime_isNotSentAwayLater() {
        Permit one = Objects.requireNonNull(gate.tryEnter());
        fill(1);
        StepVerifier.create(gate.enter()).then(one::close).expectNextCount(1).verifyComplete();
        time.advanceTimeBy(PATIENCE.multipliedBy(2));

        assertThat(gate.inUse()).isEqualTo(2);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void enter_hasLessTimeThanPatience_isSentAwayWhenItIsOver() {
        Permit one = Objects.requireNonNull(gate.tryEnter());
        fill(1);
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        gate.enter(Duration.ofSeconds(2).toNanos()).subscribe(permit -> {}, errors::add);
        gate.enter(-1).subscribe(permit -> {}, errors::add);

        time.advanceTimeBy(Duration.ofMillis(1999));
        assertThat(errors).hasSize(1); // the one that had no time at all
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(errors)
                .hasSize(2)
                .allSatisfy(error ->
                        assertThat(((Overloaded) error).reason()).isEqualTo(Overloaded.Reason.WAITED_TOO_LONG));
        assertThat(gate.waiting()).isZero();
        one.close();
        assertThat(gate.inUse()).isEqualTo(1);
    }

    @Test
    void enter_hasMoreTimeThanPatience_isSentAwayWhenThatEnds() {
        fill(2);
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        gate.enter(Duration.ofMinutes(1).toNanos()).subscribe(permit -> {}, errors::add);

        time.advanceTimeBy(PATIENCE);
        assertThat(errors).hasSize(1);
    }

    @Test
    void change_everything_thoseInCountOnAndThoseWhoWaitGoOn() {
        Permit one = Objects.requireNonNull(gate.tryEnter());
        fill(1);
        List<String> in = new CopyOnWriteArrayList<>();
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        gate.enter().subscribe(permit -> in.add("old"), errors::add);
        gate.change(1, 1, Duration.ofSeconds(1));

        gate.enter().subscribe(permit -> in.add("new"), errors::add);
        assertThat(errors)
                .singleElement()
                .satisfies(error -> assertThat(error).hasMessageContaining("2 of 1 in, 1 of 1 waiting"));
        time.advanceTimeBy(Duration.ofSeconds(1));
        one.close();
        assertThat(in).isEmpty();
        gate.change(2, 1, Duration.ofSeconds(1));
        assertThat(in).containsExactly("old");
        assertThat(gate.inUse()).isEqualTo(2);
        assertThatThrownBy(() -> gate.change(1, -1, PATIENCE)).hasMessage("queue: -1 (expected: >= 0)");
    }

    @Test
    void grant_whoGetsItFails_theOthersComeInAllTheSame() {
        Permit one = Objects.requireNonNull(gate.tryEnter());
        Permit two = Objects.requireNonNull(gate.tryEnter());
        List<String> in = new CopyOnWriteArrayList<>();
        gate.enter().subscribe(new Failing());
        gate.enter().subscribe(permit -> in.add("next"));
        one.close();
        two.close();

        assertThat(in).containsExactly("next");
    }

    /** Asked for and granted by two threads at once, it comes once. */
    @Test
    void request_whileItIsGranted_deliversOnce() {
        Gate narrow = new Gate(1, 1, PATIENCE, time);
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger round = new AtomicInteger();
        Permit[] inside = new Permit[1];
        Holder[] holder = new Holder[1];
        CyclicBarrier next = new CyclicBarrier(2, () -> {
            if (holder[0] != null) {
                asked.addAndGet(holder[0].permits.size());
                holder[0].permits.get(0).close();
            }
            inside[0] = Objects.requireNonNull(narrow.tryEnter());
            holder[0] = new Holder();
            narrow.enter().subscribe(holder[0]);
            round.incrementAndGet();
        });
        Together.run(2, thread -> {
            for (int i = 0; i < 100_000; i++) {
                meet(next);
                if (thread == 0) {
                    inside[0].close();
                } else {
                    holder[0].request(1);
                }
            }
            meet(next);
        });

        assertThat(asked).hasValue(round.get() - 1);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void cancel_waiting_leavesTheQueue() {
        Permit one = Objects.requireNonNull(gate.tryEnter());
        fill(1);
        List<String> in = new CopyOnWriteArrayList<>();
        Disposable first = gate.enter().subscribe(permit -> in.add("first"));
        gate.enter().subscribe(permit -> in.add("second"));
        first.dispose();

        assertThat(gate.waiting()).isEqualTo(1);
        one.close();
        assertThat(in).containsExactly("second");
    }

    @Test
    void cancel_placeNotAskedForYet_givesItBack() {
        Holder holder = new Holder();
        gate.enter().subscribe(holder);
        assertThat(gate.inUse()).isEqualTo(1);
        holder.cancel();

        assertThat(gate.inUse()).isZero();
        assertThat(holder.permits).isEmpty();
    }

    @Test
    void request_laterThanThePlace_deliversIt() {
        Permit one = Objects.requireNonNull(gate.tryEnter());
        fill(1);
        Holder holder = new Holder();
        gate.enter().subscribe(holder);
        one.close();
        assertThat(holder.permits).isEmpty();
        holder.request(1);

        assertThat(holder.permits).hasSize(1);
        holder.cancel();
        assertThat(gate.inUse()).isEqualTo(2);
    }

    @Test
    void limit_more_thoseWhoWaitComeIn() {
        fill(2);
        fill(3);
        gate.limit(4);

        assertThat(gate.inUse()).isEqualTo(4);
        assertThat(gate.waiting()).isEqualTo(1);
        assertThat(gate.tryEnter()).isNull();
    }

    @Test
    void limit_fewerThanAreIn_nobodyComesInUntilEnoughHaveLeft() {
        Permit one = Objects.requireNonNull(gate.tryEnter());
        Permit two = Objects.requireNonNull(gate.tryEnter());
        gate.limit(1);
        fill(1);

        one.close();
        assertThat(gate.waiting()).isEqualTo(1);
        two.close();
        assertThat(gate.waiting()).isZero();
        assertThat(gate.inUse()).isEqualTo(1);
    }

    @Test
    void limit_none_isRefused() {
        assertThatThrownBy(() -> gate.limit(0)).hasMessage("limit: 0 (expected: >= 1)");
    }

    /** Each leaves as soon as it is in: that must not be a call in a call in a call. */
    @Test
    void close_thousandsWaitWhoLeaveAtOnce_allComeIn() {
        Gate wide = new Gate(1, 100_000, PATIENCE, time);
        Permit only = Objects.requireNonNull(wide.tryEnter());
        AtomicInteger in = new AtomicInteger();
        for (int i = 0; i < 50_000; i++) {
            wide.enter().subscribe(permit -> {
                in.incrementAndGet();
                permit.close();
            });
        }
        only.close();

        assertThat(in).hasValue(50_000);
        assertThat(wide.inUse()).isZero();
        assertThat(wide.waiting()).isZero();
    }

    @Test
    void enter_manyThreadsComeGoAndCancel_neverTooManyAndNobodyIsLeft() {
        Gate narrow = new Gate(3, 6, Duration.ofMinutes(1), Schedulers.parallel());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Together.run(8, thread -> {
            List<Visitor> mine = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                Visitor visitor = new Visitor(inside, most);
                narrow.enter().subscribe(visitor);
                mine.add(visitor);
                if (mine.size() > 3) {
                    mine.remove(ThreadLocalRandom.current().nextInt(mine.size()))
                            .leave();
                }
            }
            mine.forEach(Visitor::leave);
        });

        assertThat(most.get()).isBetween(1, 3);
        assertThat(narrow.inUse()).isZero();
        assertThat(narrow.waiting()).isZero();
    }

    /** A place that becomes free while somebody queues is not overlooked: that would end in a time-out here. */
    @Test
    void enter_manyThreadsWaitForEachOther_allComeIn() {
        Gate patient = new Gate(2, 100, Duration.ofMinutes(1), Schedulers.parallel());
        AtomicInteger in = new AtomicInteger();
        Together.run(8, thread -> {
            for (int i = 0; i < 5_000; i++) {
                Objects.requireNonNull(patient.enter().block()).close();
                in.incrementAndGet();
            }
        });

        assertThat(in).hasValue(40_000);
        assertThat(patient.inUse()).isZero();
    }

    /** As a route uses it: whatever the moment in which the client leaves, its place is free afterwards. */
    @Test
    void usingWhen_cancelledAtAnyMoment_givesThePlaceBack() {
        Gate any = new Gate(1, 10, Duration.ofMinutes(1), Schedulers.parallel());
        for (int round = 0; round < 5_000; round++) {
            Permit only = Objects.requireNonNull(any.tryEnter());
            Disposable client = Mono.usingWhen(
                            any.enter(), permit -> Mono.never(), permit -> Mono.fromRunnable(permit::close))
                    .subscribe();

            Together.run(2, thread -> {
                if (thread == 0) {
                    only.close();
                } else {
                    client.dispose();
                }
            });

            assertThat(any.inUse()).isZero();
            assertThat(any.waiting()).isZero();
        }
    }

    /** Patience ends while places become free. */
    @Test
    void enter_manyThreadsAndHardlyAnyPatience_nobodyIsLeft() {
        Gate hasty = new Gate(2, 50, Duration.ofNanos(50_000), Schedulers.parallel());
        AtomicInteger sentAway = new AtomicInteger();
        AtomicInteger in = new AtomicInteger();
        Together.run(4, thread -> {
            for (int i = 0; i < 3_000; i++) {
                Mono.usingWhen(
                                hasty.enter(),
                                permit -> Mono.fromRunnable(in::incrementAndGet),
                                permit -> Mono.fromRunnable(permit::close))
                        .doOnError(Overloaded.class, error -> sentAway.incrementAndGet())
                        .onErrorComplete(Overloaded.class)
                        .block();
            }
        });

        assertThat(in.get() + sentAway.get()).isEqualTo(12_000);
        assertThat(hasty.inUse()).isZero();
        assertThat(hasty.waiting()).isZero();
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            gate.enter().subscribe();
        }
    }

    /** Asks when it is told to. */
    private static final class Holder extends BaseSubscriber<Permit> {

        private final List<Permit> permits = new CopyOnWriteArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(Permit permit) {
            permits.add(permit);
        }
    }

    /** Does what no subscriber may. */
    private static final class Failing implements CoreSubscriber<Permit> {

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(Permit permit) {
            permit.close();
            throw new IllegalStateException("a mistake");
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }

    /** Comes, and leaves from wherever it is then: out of the queue, or out of the gate. */
    private static final class Visitor extends BaseSubscriber<Permit> {

        private final AtomicInteger inside;
        private final AtomicInteger most;
        private Permit permit;
        private boolean gone;

        Visitor(AtomicInteger inside, AtomicInteger most) {
            this.inside = inside;
            this.most = most;
        }

        @Override
        protected void hookOnNext(Permit next) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            if (!keeps(next)) {
                out(next);
            }
        }

        @Override
        protected void hookOnError(Throwable error) {
            assertThat(error).isInstanceOf(Overloaded.class);
        }

        void leave() {
            cancel();
            Permit mine = goes();
            if (mine != null) {
                out(mine);
            }
        }

        private synchronized boolean keeps(Permit next) {
            permit = next;
            return !gone;
        }

        private synchronized Permit goes() {
            gone = true;
            return permit;
        }

        private void out(Permit mine) {
            inside.decrementAndGet();
            mine.close();
        }
    }
}
