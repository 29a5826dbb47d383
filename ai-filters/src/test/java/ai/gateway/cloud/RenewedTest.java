package ai.gateway.cloud;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RenewedTest {

    private final HandClock clock = new HandClock(Instant.parse("2026-11-25T12:00:00Z"));
    private final List<Sinks.One<Lease<String>>> fetches = new ArrayList<>();
    private final Renewed<String> renewed = new Renewed<>(
            Mono.defer(() -> {
                Sinks.One<Lease<String>> fetch = Sinks.one();
                fetches.add(fetch);
                return fetch.asMono();
            }),
            clock);

    @Test
    void get_manyWait_oneFetchServesThem() {
        List<String> got = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            renewed.get().subscribe(got::add);
        }
        assertThat(fetches).hasSize(1);

        comes(0, "a");

        assertThat(got).hasSize(100).containsOnly("a");
        StepVerifier.create(renewed.get()).expectNext("a").verifyComplete();
        assertThat(fetches).hasSize(1);
    }

    @Test
    void get_clientGivesUp_othersAreServed() {
        Disposable first = renewed.get().subscribe();
        List<String> got = new ArrayList<>();
        renewed.get().subscribe(got::add);

        first.dispose();
        comes(0, "a");

        assertThat(got).containsExactly("a");
    }

    @Test
    void get_aheadOfTheEnd_oldOneServesUntilTheNewOneIsThere() {
        renewed.get().subscribe();
        comes(0, "a");

        clock.turn(Duration.ofMinutes(54));
        StepVerifier.create(renewed.get()).expectNext("a").verifyComplete();
        assertThat(fetches).hasSize(1);

        clock.turn(Duration.ofMinutes(2));
        StepVerifier.create(renewed.get()).expectNext("a").verifyComplete();
        StepVerifier.create(renewed.get()).expectNext("a").verifyComplete();
        assertThat(fetches).hasSize(2);

        comes(1, "b");
        StepVerifier.create(renewed.get()).expectNext("b").verifyComplete();
    }

    @Test
    void get_earlyRenewalFails_oldOneServesAndAPauseIsKept() {
        renewed.get().subscribe();
        comes(0, "a");
        clock.turn(Duration.ofMinutes(56));
        renewed.get().subscribe();
        fails(1);

        StepVerifier.create(renewed.get()).expectNext("a").verifyComplete();
        assertThat(fetches).hasSize(2);

        clock.turn(Duration.ofSeconds(11));
        StepVerifier.create(renewed.get()).expectNext("a").verifyComplete();
        assertThat(fetches).hasSize(3);
    }

    @Test
    void get_afterTheEnd_isFetchedAnew() {
        renewed.get().subscribe();
        comes(0, "a");
        clock.turn(Duration.ofMinutes(60));

        List<String> got = new ArrayList<>();
        renewed.get().subscribe(got::add);
        assertThat(got).isEmpty();
        comes(1, "b");

        assertThat(got).containsExactly("b");
    }

    @Test
    void get_fetchFails_allWhoWaitAreToldAndTheNextTriesAgain() {
        List<Throwable> told = new ArrayList<>();
        renewed.get().subscribe(value -> {}, told::add);
        renewed.get().subscribe(value -> {}, told::add);
        fails(0);
        assertThat(told).hasSize(2);

        List<String> got = new ArrayList<>();
        renewed.get().subscribe(got::add);
        comes(1, "a");

        assertThat(got).containsExactly("a");
    }

    private void comes(int fetch, String value) {
        Instant now = clock.instant();
        fetches.get(fetch)
                .emitValue(Lease.of(value, now, now.plus(Duration.ofHours(1))), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private void fails(int fetch) {
        fetches.get(fetch).emitError(new IllegalStateException("no"), Sinks.EmitFailureHandler.FAIL_FAST);
    }
}
