package ai.gateway.pipeline;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class NowTest {

    private static final Mono<Integer> FAILED = Mono.error(new IllegalStateException("deliberately"));

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void flatMap_valueThatIsThere_isCalledOnce_andWhatComesOfItIsThere() {
        Mono<Integer> next = Now.flatMap(Mono.fromSupplier(calls::incrementAndGet), call -> Mono.just(call + 1));

        assertThat(Now.is(next)).isTrue();
        assertThat(next.block()).isEqualTo(2);
        assertThat(calls).hasValue(1);
    }

    @Test
    void flatMap_valueThatComesLater_isWaitedFor() {
        Sinks.One<Integer> later = Sinks.one();
        Mono<Integer> next = Now.flatMap(later.asMono(), value -> Mono.just(value + 1));

        assertThat(Now.is(next)).isFalse();
        StepVerifier.create(next)
                .then(() -> later.tryEmitValue(1))
                .expectNext(2)
                .verifyComplete();
    }

    @Test
    void flatMap_nothingOrAFailure_isPassedOn() {
        StepVerifier.create(Now.flatMap(Mono.<Integer>empty(), Mono::just)).verifyComplete();
        StepVerifier.create(Now.flatMap(FAILED, Mono::just)).verifyErrorMessage("deliberately");
        StepVerifier.create(Now.map(Mono.just(1), value -> {
                    throw new IllegalArgumentException("deliberately, too");
                }))
                .verifyErrorMessage("deliberately, too");
    }

    @Test
    void or_andThenReturn_areTheSameForWhatIsThereAndForWhatIsNot() {
        for (Duration delay : new Duration[] {null, Duration.ofMillis(1)}) {
            StepVerifier.create(Now.or(after(delay, Mono.<Integer>empty()), 7))
                    .expectNext(7)
                    .verifyComplete();
            StepVerifier.create(Now.or(after(delay, Mono.just(1)), 7))
                    .expectNext(1)
                    .verifyComplete();
            StepVerifier.create(Now.or(after(delay, FAILED), 7)).verifyErrorMessage("deliberately");
            StepVerifier.create(Now.thenReturn(after(delay, Mono.fromRunnable(calls::incrementAndGet)), 7))
                    .expectNext(7)
                    .verifyComplete();
            StepVerifier.create(Now.thenReturn(after(delay, FAILED.then()), 7)).verifyErrorMessage("deliberately");
        }
        assertThat(calls).hasValue(2);
    }

    private static <T> Mono<T> after(Duration delay, Mono<T> source) {
        return delay == null ? source : Mono.delay(delay).then(source);
    }
}
