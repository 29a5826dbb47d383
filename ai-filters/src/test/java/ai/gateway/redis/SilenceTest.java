package ai.gateway.redis;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

class SilenceTest {

    private static final Duration LONGEST = Duration.ofMillis(80);

    @Test
    void nothingIsHeard_failsAfterThatLong() {
        StepVerifier.withVirtualTime(() -> {
                    VirtualTimeScheduler time = VirtualTimeScheduler.get();
                    return new Silence(() -> time.now(TimeUnit.NANOSECONDS)).atMost(LONGEST, Mono.never());
                })
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(79))
                .thenAwait(Duration.ofMillis(1))
                .verifyError(TimeoutException.class);
    }

    @Test
    void somethingElseIsHeard_waitsOn() {
        StepVerifier.withVirtualTime(() -> {
                    VirtualTimeScheduler time = VirtualTimeScheduler.get();
                    Silence silence = new Silence(() -> time.now(TimeUnit.NANOSECONDS));
                    Mono.delay(Duration.ofMillis(50)).subscribe(tick -> silence.heard());
                    return silence.atMost(LONGEST, Mono.never());
                })
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(129))
                .thenAwait(Duration.ofMillis(1))
                .verifyError(TimeoutException.class);
    }

    @Test
    void answered_isTold() {
        StepVerifier.create(new Silence(System::nanoTime).atMost(LONGEST, Mono.just("yes")))
                .expectNext("yes")
                .verifyComplete();
    }
}
