package ai.gateway.alerts;

import ai.gateway.alerts.Alert.Stage;
import ai.gateway.alerts.Window.Mark;
import ai.gateway.delivery.Receiver;
import ai.gateway.delivery.Receivers;
import ai.gateway.health.Standings.How;
import ai.gateway.health.Standings.Standing;
import ai.gateway.reach.AllowList;
import ai.gateway.reach.Endpoint;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What is told when, by a clock that the test sets. */
class PatrolTest {

    private static final Subject ROUTE = Subject.route("chat");
    private static final Mark SLOW = new Mark(false, true, false, false);
    private static final Mark LATE = new Mark(false, false, true, true);
    private static final Rules RULES = new Rules(
            Duration.ofMinutes(5),
            20,
            10,
            5,
            Duration.ofMinutes(2),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofHours(4));

    private final Windows windows = new Windows(100);
    private final List<Alert> told = new ArrayList<>();
    private long now = 1_770_000_000_000L;
    private List<Standing> standings = List.of();
    private AlertSettings settings = settings(true);
    private final Patrol patrol = new Patrol(() -> settings, windows, () -> standings, new Watch(told::add), () -> now);

    private static AlertSettings settings(boolean on) {
        Receiver receiver = new Receiver(Endpoint.of("https://hooks.example.com/x"), "a secret of a test", Set.of());
        Receivers receivers = new Receivers(on ? List.of(receiver) : List.of(), AllowList.NOTHING);
        return new AlertSettings(receivers, RULES, "gateway-1", Duration.ofSeconds(5));
    }

    private void add(int times, Mark mark) {
        for (int i = 0; i < times; i++) {
            windows.add(ROUTE, RULES.window(), now, mark);
        }
    }

    private List<Alert> after(Duration time) {
        now += time.toMillis();
        told.clear();
        patrol.round();
        return List.copyOf(told);
    }

    private List<Alert> now() {
        return after(Duration.ZERO);
    }

    @Test
    void errors_start_areToldOnce_andOnceWhenTheyAreOver() {
        add(18, Mark.ANSWERED);
        add(2, Mark.FAILED);
        Instant began = Instant.ofEpochMilli(now);

        assertThat(now()).singleElement().satisfies(alert -> {
            assertThat(alert.stage()).isEqualTo(Stage.STARTED);
            assertThat(alert.kind()).isEqualTo(Kind.ERRORS);
            assertThat(alert.subject()).isEqualTo(ROUTE);
            assertThat(alert.facts()).isEqualTo("2 of 20 requests in 5m failed (10 %, told from 10 % on)");
        });
        String id = told.get(0).id();
        add(5, Mark.FAILED);
        assertThat(after(Duration.ofSeconds(5))).isEmpty();
        add(115, Mark.ANSWERED); // 7 of 140: a half of what it takes
        assertThat(after(Duration.ofSeconds(55))).singleElement().satisfies(alert -> {
            assertThat(alert.stage()).isEqualTo(Stage.ENDED);
            assertThat(alert.id()).isEqualTo(id);
            assertThat(alert.word()).isEqualTo(2);
            assertThat(alert.since()).isEqualTo(began);
            assertThat(alert.age()).isEqualTo(Duration.ofMinutes(1));
        });
        assertThat(after(Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void errors_betweenHalfAndWhole_neitherStartNorEnd() {
        add(28, Mark.ANSWERED);
        add(2, Mark.FAILED);
        assertThat(now()).isEmpty();
        add(2, Mark.FAILED);
        assertThat(now()).hasSize(1);
        add(20, Mark.ANSWERED); // 4 of 52
        assertThat(now()).isEmpty();
    }

    @Test
    void errors_ofFewRequests_wakeNobody() {
        add(19, Mark.FAILED);
        assertThat(now()).isEmpty();
        now += Duration.ofMinutes(6).toMillis();
        add(19, Mark.FAILED);
        assertThat(now()).isEmpty();
        add(1, Mark.FAILED);
        assertThat(now()).hasSize(1);
    }

    @Test
    void errors_whenNobodyAsksAnyMore_areOver() {
        add(30, Mark.FAILED);
        assertThat(now()).hasSize(1);
        assertThat(after(Duration.ofMinutes(6)))
                .extracting(Alert::stage, Alert::facts)
                .containsExactly(tuple(Stage.ENDED, "0 of 0 requests in 5m failed (0 %, told from 10 % on)"));
    }

    @Test
    void errors_thatLast_areToldAgainAfterTheReminder() {
        add(30, Mark.FAILED);
        assertThat(now()).hasSize(1);
        for (int minutes = 0; minutes < 4 * 60 - 1; minutes++) {
            add(30, Mark.FAILED);
            assertThat(after(Duration.ofMinutes(1))).isEmpty();
        }
        add(30, Mark.FAILED);
        assertThat(after(Duration.ofMinutes(1)))
                .extracting(Alert::stage, Alert::word)
                .containsExactly(tuple(Stage.LASTS, 2));
        add(30, Mark.FAILED);
        assertThat(after(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void secondAlert_ofTheSame_hasAnIdOfItsOwn() {
        add(30, Mark.FAILED);
        String first = now().get(0).id();
        after(Duration.ofMinutes(6));
        add(30, Mark.FAILED);
        assertThat(now().get(0).id()).isNotEqualTo(first);
    }

    @Test
    void slowAnswersAndLateStreams_areToldApart() {
        add(20, Mark.ANSWERED);
        add(2, SLOW);
        assertThat(now()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Kind.LATENCY);
            assertThat(alert.facts()).isEqualTo("2 of 22 answers in 5m took longer than 2m (9 %, told from 5 % on)");
        });
        add(19, LATE);
        assertThat(now()).isEmpty(); // too few streams so far
        add(1, LATE);
        assertThat(now()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Kind.FIRST_EVENT);
            assertThat(alert.facts())
                    .isEqualTo("20 of 20 streams in 5m began after more than 15s (100 %, told from 5 % on)");
        });
    }

    @Test
    void target_thatDoesNotComeBack_isToldAfterAWhile() {
        standings = List.of(new Standing("chat", How.WELL, Map.of("openai/m", How.OUT, "other/m", How.WELL)));
        assertThat(now()).isEmpty();
        standings = List.of(new Standing("chat", How.WELL, Map.of("openai/m", How.UNSURE, "other/m", How.WELL)));
        assertThat(after(Duration.ofSeconds(50))).isEmpty();
        standings = List.of(new Standing("chat", How.OUT, Map.of("openai/m", How.OUT, "other/m", How.OUT)));
        assertThat(after(Duration.ofSeconds(10))).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Kind.TARGET_DOWN);
            assertThat(alert.subject()).isEqualTo(Subject.target("chat", "openai/m"));
            assertThat(alert.age()).isEqualTo(Duration.ofMinutes(1));
        });
        assertThat(after(Duration.ofMinutes(1)))
                .extracting(Alert::kind)
                .containsExactlyInAnyOrder(Kind.TARGET_DOWN, Kind.POOL_DOWN);
        standings = List.of(new Standing("chat", How.WELL, Map.of("openai/m", How.WELL, "other/m", How.UNSURE)));
        assertThat(after(Duration.ofMinutes(1)))
                .extracting(Alert::stage, Alert::subject)
                .containsExactlyInAnyOrder(
                        tuple(Stage.ENDED, Subject.target("chat", "openai/m")),
                        tuple(Stage.ENDED, Subject.pool("chat")));
    }

    @Test
    void target_thatComesBackSoon_isNotTold() {
        standings = List.of(new Standing("chat", How.WELL, Map.of("openai/m", How.OUT)));
        assertThat(now()).isEmpty();
        standings = List.of(new Standing("chat", How.WELL, Map.of("openai/m", How.WELL)));
        assertThat(after(Duration.ofSeconds(59))).isEmpty();
        standings = List.of(new Standing("chat", How.WELL, Map.of("openai/m", How.OUT)));
        assertThat(after(Duration.ofSeconds(59))).isEmpty();
    }

    @Test
    void pool_thatIsNotConfiguredAnyMore_isOver() {
        standings = List.of(new Standing("chat", How.OUT, Map.of()));
        now();
        assertThat(after(Duration.ofMinutes(2))).hasSize(1);
        standings = List.of();
        assertThat(after(Duration.ofSeconds(5)))
                .extracting(Alert::stage, Alert::facts)
                .containsExactly(tuple(Stage.ENDED, "nothing is known of it any more"));
    }

    @Test
    void withoutReceivers_nothingIsToldNorKept() {
        add(30, Mark.FAILED);
        settings = settings(false);
        assertThat(now()).isEmpty();
        assertThat(windows.size()).isZero();
        settings = settings(true);
        assertThat(now()).isEmpty();
    }
}
