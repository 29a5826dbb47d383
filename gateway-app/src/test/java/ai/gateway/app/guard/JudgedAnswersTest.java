package ai.gateway.app.guard;

import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.app.translate.Asking;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.FinishReason;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** Guards that take their time, and what becomes of answers meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class JudgedAnswersTest {

    private static final String WORDS = "some words come before it, since what is harmless must pass. ".repeat(6);

    /** A guard that objects to a word, on another thread, when a test lets it. */
    private static final class Waiting implements Guard {

        private final String name;
        private final int step;
        private final Map<String, Sinks.Empty<Void>> gates = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private final CountDownLatch cancelled = new CountDownLatch(1);

        Waiting(String name, int step) {
            this.name = name;
            this.step = step;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int step() {
            return step;
        }

        /** Texts that have that in them are judged when it is {@linkplain #open opened}. */
        void shut(String word) {
            gates.put(word, Sinks.empty());
        }

        void open(String word) {
            gates.get(word).tryEmitEmpty();
        }

        @Override
        public Mono<Objection> judge(Matter matter) {
            asked.incrementAndGet();
            String all = String.join(
                    "\n", matter.judged().stream().map(said -> said.text()).toList());
            Mono<Objection> judged = Mono.delay(Duration.ofMillis(1))
                    .then(all.contains("FORBIDDEN") ? Mono.just(Objection.to("forbidden-word")) : Mono.empty());
            for (Map.Entry<String, Sinks.Empty<Void>> gate : gates.entrySet()) {
                if (all.contains(gate.getKey())) {
                    return gate.getValue()
                            .asMono()
                            .doOnCancel(cancelled::countDown)
                            .then(judged);
                }
            }
            return judged;
        }
    }

    /** A gateway with guards of its own. */
    @EnableAutoConfiguration
    static class App {

        @Bean
        Waiting late() {
            return new Waiting("late", 100);
        }

        @Bean
        Waiting whole() {
            return new Waiting("whole", Integer.MAX_VALUE);
        }

        @Bean
        Guard names() {
            return new Guard() {
                @Override
                public String name() {
                    return "names";
                }

                @Override
                public Mono<Objection> judge(Matter matter) {
                    List<Mark> marks = new ArrayList<>();
                    for (int i = 0; i < matter.judged().size(); i++) {
                        int at = matter.judged().get(i).text().indexOf("Rumpelstiltskin");
                        if (at >= 0) {
                            marks.add(new Mark(i, at, at + 15, "PERSON"));
                        }
                    }
                    return marks.isEmpty()
                            ? Mono.empty()
                            : Mono.delay(Duration.ofMillis(1)).thenReturn(new Objection("name", "a name", marks));
                }
            };
        }

        @Bean
        Guard users() {
            return new Guard() {
                @Override
                public String name() {
                    return "users";
                }

                @Override
                public Mono<Objection> judge(Matter matter) {
                    boolean only = matter.judged().stream().allMatch(said -> said.role() == Role.USER);
                    return only ? Mono.empty() : Mono.just(Objection.to("others-too"));
                }
            };
        }
    }

    private static final String WHOLE =
            "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
                    + "{\"role\":\"assistant\",\"content\":\"of it all\"},\"finish_reason\":\"stop\"}]}";

    private final FaultUpstream upstream = FaultUpstream.start()
            .play("/v1/*", Script.json(200, WHOLE))
            .play("/silent/*", Script.silence().pause(Duration.ofMinutes(1)));
    private StandIn standIn;
    private RunningGateway gateway;

    private static String route(String id, String args) {
        return "- { id: " + id + ", uri: \"ai://auto\", predicates: [ \"Path=/" + id
                + "/**\" ], filters: [ StripPrefix=1, { name: AiGuard, args: { " + args + " } } ] }\n";
    }

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        gateway = RunningGateway.start(
                App.class,
                "ai.gateway:\n  stand-in.enabled: off\n  guards:\n"
                        + "    person: { type: schema, schema: '{\"type\":\"object\",\"required\":[\"name\"]}' }\n"
                        + "    tongue: { type: language, languages: [ en ] }\n"
                        + "  providers:\n"
                        + OneDialectEach.yaml(standIn.baseUrl(), OneDialectEach.ALL)
                        + "spring.cloud.gateway.server.webflux.routes:\n"
                        + route("late", "guards: late, reads: answer, timeout: 30s, keep-alive: 20ms")
                        + route("whole", "guards: whole, reads: answer")
                        + "- { id: ahead, uri: '" + upstream.uri("")
                        + "', predicates: [ 'Path=/ahead/**' ], filters: [ StripPrefix=1, "
                        + "{ name: AiGuard, args: { guards: late, speculative: true, timeout: 30s } } ] }\n"
                        + route(
                                "says-no",
                                "guards: secrets, words: [ heron ], reads: both, refusal: \"I keep out of that.\"")
                        + route("fits", "guards: person, reads: answer")
                        + route("code", "guards: \"code, leak\", reads: both")
                        + route("english", "guards: tongue, reads: both")
                        + route("late-no", "guards: late, reads: answer, refusal: \"I keep out of that.\"")
                        + route("hides", "guards: \"names, secrets\", action: mask, reads: both")
                        + route("last", "guards: users, texts: last-turn")
                        + route("roles", "guards: users, roles: user")
                        + route("all", "guards: users")
                        + route("looks-on", "guards: late, reads: both, action: flag")
                        + route("dry", "guards: \"late, secrets\", reads: both, dry-run: true")
                        + "- { id: each, uri: \"ai://auto\", predicates: [ \"Path=/**\" ], filters: [ { name: AiGuard, args: { "
                        + "guards: late, reads: answer, refusal: \"I keep out of that.\" } } ] }\n");
    }

    @AfterAll
    void stop() {
        gateway.close();
        standIn.close();
        upstream.close();
    }

    private Waiting guard(String name) {
        return gateway.beans(Waiting.class).stream()
                .filter(guard -> guard.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String end(Answered answered) {
        String text = answered.came().text();
        return text.substring(Math.max(0, text.length() - 300));
    }

    private static String chat(String text) {
        return chat(text, /* stream= */ false);
    }

    private static String chat(String text, boolean stream) {
        return "{\"model\":\"only-openai/m\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + text + "\"}]}";
    }

    private Answer post(String route, String text, boolean stream) {
        return RawHttp.post(gateway.port(), "/" + route + "/v1/chat/completions", chat(text, stream));
    }

    @ParameterizedTest
    @MethodSource(OneDialectEach.WAYS)
    void answer_thatAGuardObjectsTo_reachesNobody_inAnyDialect(String provider, Streaming way) {
        List<String> other = new ArrayList<>();
        for (String dialect : OneDialectEach.ALL) {
            Asking client = new Asking(gateway.bean(Dialects.class).get(dialect), gateway.port());
            Answered good = client.ask(
                    Asking.chat(dialect, way, "only-" + provider + "/m", "/echo " + WORDS + "Done.", List.of()));
            Answered bad = client.ask(Asking.chat(
                    dialect, way, "only-" + provider + "/m", "/echo " + WORDS + "FORBIDDEN tail", List.of()));
            Answered atOnce = client.ask(
                    Asking.chat(dialect, way, "only-" + provider + "/m", "/echo FORBIDDEN it is", List.of()));
            boolean refused = atOnce.status() == 200
                    && atOnce.text().equals("I keep out of that.")
                    && atOnce.answer().choices().get(0).finish() != null;
            boolean told =
                    way == Streaming.WHOLE ? bad.text().equals("I keep out of that.") : bad.failed() && bad.broken();
            if (!good.text().equals(WORDS + "Done.") || bad.came().text().contains("FORB") || !told || !refused) {
                other.add(dialect + ": " + good.text().length() + " " + bad.failed() + bad.broken() + " " + end(bad)
                        + " / " + end(atOnce));
            }
        }
        assertThat(other).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void guardThatWantsTheWhole_isShownItOnce(boolean stream) {
        int before = guard("whole").asked.get();

        Answer good = post("whole", "/echo " + WORDS, stream);
        Answer bad = post("whole", "/echo " + WORDS + "FORBIDDEN", stream);

        assertThat(good.status()).isEqualTo(200);
        assertThat(good.ending()).isEqualTo(RawHttp.Ending.CLEAN_END);
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.text())
                .contains("blocked_by_guard", "whole: forbidden-word in the answer")
                .doesNotContain("harmless");
        assertThat(guard("whole").asked.get()).isEqualTo(before + 2);
    }

    @Test
    void clientOfAStream_isToldThatSomebodyIsThere_whileAGuardThinks() {
        Waiting late = guard("late");
        late.shut("patience-1");
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost("/late/v1/chat/completions", chat("/echo patience-1 is a virtue", true));
            assertThat(client.readHead().orElseThrow().status()).isEqualTo(200);
            String first = client.readPiece().orElseThrow().text();
            String second = client.readPiece().orElseThrow().text();
            late.open("patience-1");
            StringBuilder rest = new StringBuilder();
            for (var piece = client.readPiece(); piece.isPresent(); piece = client.readPiece()) {
                rest.append(piece.get().text());
            }

            assertThat(first).isEqualTo(": \n\n");
            assertThat(second).isEqualTo(": \n\n");
            assertThat(rest.toString()).contains("[DONE]");
            assertThat(client.ending()).isEqualTo(RawHttp.Ending.CLEAN_END);
        }
    }

    @Test
    void clientThatHangsUp_whileAGuardThinks_leavesNobodyAtWork() throws InterruptedException {
        Waiting late = guard("late");
        late.shut("gone-1");
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost("/late/v1/chat/completions", chat("/echo gone-1 is gone", true));
            assertThat(client.readHead().orElseThrow().status()).isEqualTo(200);
            client.abort();
        }

        assertThat(late.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void requestThatGoesAhead_isAnswered_whenNobodyObjects_andNotBefore() {
        Waiting late = guard("late");
        late.shut("ahead-1");
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost("/ahead/v1/chat/completions", chat("ahead-1"));
            upstream.awaitRequests(1, Duration.ofSeconds(10));
            upstream.awaitBytesSent(WHOLE.length(), Duration.ofSeconds(10));
            client.patience(Duration.ofMillis(50));
            assertThat(client.readHead()).isEmpty();
            late.open("ahead-1");
            client.patience(Duration.ofSeconds(10));

            assertThat(client.readAnswer().text()).contains("of it all");
        }
    }

    @Test
    void requestThatGoesAhead_isCalledBack_whenSomebodyObjects() {
        Waiting late = guard("late");
        late.shut("ahead-2");
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost("/ahead/silent/v1/chat/completions", chat("ahead-2 FORBIDDEN"));
            upstream.awaitConnections(1, Duration.ofSeconds(10));
            late.open("ahead-2");
            Answer answer = client.readAnswer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("late: forbidden-word");
        }
        upstream.awaitNoOpenConnections(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @MethodSource(OneDialectEach.WAYS)
    void refusal_looksLikeAnAnswer_inAnyDialect(String provider, Streaming way) {
        List<String> other = new ArrayList<>();
        for (String dialect : OneDialectEach.ALL) {
            Asking client = new Asking(gateway.bean(Dialects.class).get(dialect), gateway.port());
            Answered answered = client.ask(
                    "/says-no", Asking.chat(dialect, way, "only-" + provider + "/m", "the heron flies", List.of()));
            FinishReason finish = answered.status() == 200
                    ? answered.answer().choices().get(0).finish()
                    : null;
            if (finish == null || !answered.text().equals("I keep out of that.") || answered.broken()) {
                other.add(dialect + " " + finish + " " + answered.came().text());
            }
        }
        assertThat(other).isEmpty();
    }

    @Test
    void whatIsNoChat_isRefusedAsAFailure() {
        Answer answer = RawHttp.post(
                gateway.port(), "/says-no/v1/embeddings", "{\"model\":\"only-openai/m\",\"input\":\"a heron\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("blocked_by_guard", "words: ");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatIsObjectedTo_isHidden_andTheRestPasses(boolean stream) {
        String secret = "ghp" + "_" + "Zq7Lm2Xw9Rt4Kv8Bn3Hs6Yd1Pf5Gc0Jt2Wa9";
        Answer answer = post("hides", "/echo to Rumpelstiltskin with " + secret + " best", stream);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("[PERSON]").doesNotContain("Rumpel").doesNotContain(secret.substring(0, 12));
        assertThat(answer.header("x-ai-guard")).contains("names: a name", "(masked)");
    }

    @Test
    void lastTurn_andRoles_areAllThatIsJudged() {
        String body = "{\"model\":\"only-openai/m\",\"messages\":[{\"role\":\"system\",\"content\":\"be kind\"},"
                + "{\"role\":\"user\",\"content\":\"one\"},{\"role\":\"assistant\",\"content\":\"two\"},"
                + "{\"role\":\"user\",\"content\":\"three\"}]}";

        assertThat(RawHttp.post(gateway.port(), "/last/v1/chat/completions", body)
                        .status())
                .isEqualTo(200);
        assertThat(RawHttp.post(gateway.port(), "/roles/v1/chat/completions", body)
                        .status())
                .isEqualTo(200);
        assertThat(RawHttp.post(gateway.port(), "/all/v1/chat/completions", body)
                        .text())
                .contains("others-too");
    }

    @ParameterizedTest
    @CsvSource({"looks-on,flagged,true", "looks-on,flagged,false", "dry,dry-run,true", "dry,dry-run,false"})
    void guardThatOnlyLooksOn_delaysNothing_andIsCounted(String route, String action, boolean stream) {
        double before = counted(route, action);

        Answer answer = post(route, "/echo FORBIDDEN all of it", stream);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains(stream ? "[DONE]" : "all of it");
        Awaitility.await().until(() -> counted(route, action) == before + 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fits | /echo {\\\"name\\\":1} |",
                "fits | /echo {\\\"title\\\":1} | person: ",
                "fits | /echo it is no JSON | person: ",
                "code | what is a function? |",
                "code | /echo ```python\\ndef f(a):\\n    return a + 1\\n``` | code: ",
                "english | how are you today, and what will you do? |",
                "english | /echo ich bin heute sehr zufrieden mit dem Wetter, und was machst du denn so? | tongue: "
            })
    void guardsThatAskNobody_judgeWholeAnswers_andStreams(String route, String text, @Nullable String objection) {
        for (boolean stream : new boolean[] {true, false}) {
            Answer answer = post(route, text, stream);
            assertThat(answer.status()).as(answer.text()).isEqualTo(objection == null ? 200 : 400);
            assertThat(answer.text()).contains(objection == null ? "choices" : objection.strip());
        }
    }

    private double counted(String route, String action) {
        return gateway
                .bean(MeterRegistry.class)
                .find("ai.gateway.guard.objections")
                .tags("routeId", route, "guard", "late", "rule", "forbidden-word", "action", action)
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
