package ai.gateway.app.console;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

/** Sums of the last hour, of a fixed size whatever clients ask for. */
class TrafficTest {

    private static final long BEGIN = 1_800_000_000_000L;

    private final AtomicLong now = new AtomicLong(BEGIN);
    private final Traffic traffic = new Traffic(now::get);

    private static Seen seen(String model, String cache, int status, long firstMicros, long wholeMicros) {
        return new Seen(
                "id",
                BEGIN,
                new Seen.Who("ada", "acme/search/app"),
                new Seen.What("llm", "openai", "chat", model, "p", model),
                new Seen.How("complete", status, null, cache, null, 1, true),
                new Seen.Time(firstMicros, wholeMicros),
                new Seen.Use(10, -1, 21, -1, 5_000, 7),
                List.of(),
                List.of());
    }

    private Figures total(int minutes) {
        Figures total = new Figures();
        traffic.slots(minutes).forEach(slot -> total.add(slot.figures()));
        return total;
    }

    @Test
    void figures_areThoseOfTheTimeThatIsAsked() {
        traffic.add(seen("a", null, 200, 100_000, 300_000));
        now.addAndGet(10 * 60_000);
        traffic.add(seen("b", null, 500, -1, 50_000));

        assertThat(total(5).requests()).isEqualTo(1);
        assertThat(total(5).errors()).isEqualTo(1);
        assertThat(total(60).requests()).isEqualTo(2);
        assertThat(total(60).nanoUsd()).isEqualTo(10_000);
        assertThat(total(60).tokensPerSecond()).isEqualTo(100);
        assertThat(traffic.by(Traffic.By.MODEL, 5)).containsOnlyKeys("b");
        assertThat(traffic.by(Traffic.By.TEAM, 60)).containsOnlyKeys("acme/search");
    }

    @Test
    void whatIsOlderThanAnHour_isForgotten() {
        for (int i = 0; i < 1000; i++) {
            traffic.add(seen("a", null, 200, 1_000, 2_000));
            now.addAndGet(30_000);
        }

        assertThat(traffic.slots(10_000)).hasSizeLessThanOrEqualTo(120);
        assertThat(total(60).requests()).isLessThanOrEqualTo(120);
        assertThat(traffic.by(Traffic.By.MODEL, 10_000).get("a").requests()).isLessThanOrEqualTo(120);
    }

    @Test
    void manyNames_areToldApartUpTo200_andTheRestIsOther() {
        for (int i = 0; i < 5_000; i++) {
            traffic.add(seen("made-up-" + i, null, 200, 1_000, 2_000));
        }

        assertThat(traffic.by(Traffic.By.MODEL, 5)).hasSize(201).containsKey(Traffic.OTHER);
        assertThat(traffic.by(Traffic.By.MODEL, 5).get(Traffic.OTHER).requests())
                .isEqualTo(4_800);
        assertThat(seen("x".repeat(10_000), null, 200, 0, 0).what().model()).hasSize(201);
    }

    @Test
    void timeSaved_isWhatAnswersOfProvidersTake_lessWhatHitsTook() {
        traffic.add(seen("a", "miss", 200, 100_000, 900_000));
        traffic.add(seen("a", "miss", 200, 100_000, 1_100_000));
        traffic.add(seen("a", "hit", 200, 1_000, 2_000));
        traffic.add(seen("a", "hit", 200, 1_000, 4_000));

        assertThat(total(5).hits()).isEqualTo(2);
        assertThat(total(5).looked()).isEqualTo(4);
        assertThat(total(5).savedMicros()).isEqualTo(2 * 1_000_000 - 6_000);
    }
}
