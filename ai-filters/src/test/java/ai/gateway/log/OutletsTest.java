package ai.gateway.log;

import ai.gateway.ledger.Logged;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Person;
import ai.gateway.ledger.Logged.Text;
import ai.gateway.ledger.WriteBehind;
import ai.gateway.pipeline.Quoting.Quote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What logs and spans get of the same bodies. */
class OutletsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final class Kept implements Outlet {

        final Queue<Logged> all = new ConcurrentLinkedQueue<>();

        @Override
        public String name() {
            return "kept";
        }

        @Override
        public void write(List<Logged> some) {
            all.addAll(some);
        }
    }

    private static Taken taken(Bodies bodies) {
        Body prompt = new Body(List.of(new Text("user", "write to jane.doe@example.org")), 0);
        Policy policy = new Policy(bodies, 1, 1000, /* spans= */ true);
        return new Taken("llm", Person.NOBODY, policy, prompt, /* keepsBodies= */ true);
    }

    @ParameterizedTest
    @EnumSource(
            value = Bodies.class,
            names = {"MASKED", "FULL"})
    void shown_toTheLogAndToASpan_isTheSame(Bodies bodies) {
        Kept kept = new Kept();
        Queue<Quote> quoted = new ConcurrentLinkedQueue<>();
        try (Outlets outlets = new Outlets(List.of(kept), 10, 100_000)) {
            Taken taken = taken(bodies);
            taken.shown(outlets)
                    .subscribe(seen -> outlets.offer(Made.logged("a").with(seen)));
            new Quoter(taken, outlets).quote(quoted::add);
            Logged.Bodies seen = Objects.requireNonNull(taken.shown(outlets).block(PATIENCE));
            await().atMost(PATIENCE).until(() -> kept.all.size() == 1 && quoted.size() == 1);

            String said = bodies == Bodies.FULL ? "write to jane.doe@example.org" : "write to [EMAIL]";
            assertThat(Objects.requireNonNull(seen.prompt()).texts()).containsExactly(new Text("user", said));
            assertThat(kept.all)
                    .singleElement()
                    .satisfies(logged -> assertThat(logged.bodies()).isSameAs(seen)); // made once
            assertThat(quoted).containsExactly(Messages.of(seen));
        }
    }

    @Test
    void shown_whereNothingFindsRoomToBeMasked_isNothing() {
        Kept kept = new Kept();
        Queue<Quote> quoted = new ConcurrentLinkedQueue<>();
        WriteBehind<?> masking;
        try (Outlets outlets = new Outlets(List.of(kept), 10, /* room= */ 100)) {
            masking = Objects.requireNonNull(outlets.queues().get("masking"));
            Taken taken = taken(Bodies.MASKED);
            taken.shown(outlets)
                    .subscribe(seen -> outlets.offer(Made.logged("a").with(seen)));
            new Quoter(taken, outlets).quote(quoted::add);
        }

        assertThat(masking.dropped()).isEqualTo(1);
        assertThat(kept.all).isEmpty();
        assertThat(quoted).containsExactly(Messages.of(Logged.Bodies.NONE));
    }
}
