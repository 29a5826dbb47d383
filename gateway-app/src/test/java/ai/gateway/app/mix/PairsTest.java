package ai.gateway.app.mix;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.translate.Asking;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RunningGateway;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Any two filters on one route: each does what it does by itself, whichever comes first, whole and streamed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LeakCheck.class)
class PairsTest {

    private static final String KEY = "Authorization: Bearer sk-pairs-0123456789abcdef";
    private static final String MAIL = "jane.doe@example.org";
    private static final String SECRET = "AKIA" + "Y3FDSNDKFKSIDJSW";

    /** A filter, how it is known that it works, and a request that it refuses. */
    enum Filter {
        KEY("AiKey"),
        LIMIT("'AiTokenRateLimiter=1000000, 1h'", "'AiTokenRateLimiter=1, 1h'", 429),
        BUDGET("'AiBudget=1000, 1h'", "'AiBudget=0.000001, 1h'", 402),
        METER("AiCostMeter"),
        MASK("AiMask=EMAIL"),
        GUARD("AiGuard=secrets"),
        CACHE("AiCache=1h"),
        LOG("AiLog=full"),
        MODELS("AiModelMap=m=mapped"),
        DEFAULTS("AiDefaults=top_p=0.5"),
        OVERRIDES("AiOverrides=temperature=0.25"),
        TIMEOUTS("'AiTimeouts=20s, 20s, 30s'"),
        FALLBACK("AiFallback=spare/mapped"),
        TRANSLATE("AiTranslate=openai");

        private final String line;
        private final String tight;
        private final int refusal;

        Filter(String line) {
            this(line, line, 0);
        }

        Filter(String line, String tight, int refusal) {
            this.line = line;
            this.tight = tight;
            this.refusal = refusal;
        }
    }

    private record Pair(Filter first, Filter second) {

        boolean has(Filter one) {
            return first == one || second == one;
        }

        String name() {
            return (first + "-" + second).toLowerCase(Locale.ROOT);
        }

        /** Where somebody else is to help, nobody is at home. */
        String uri() {
            if (has(Filter.TRANSLATE)) {
                return has(Filter.FALLBACK) ? "${dead}" : "${parrot}";
            }
            return has(Filter.FALLBACK) ? "ai://dead" : "ai://good";
        }

        /** The first one's that refuses; 0 for none. What an ordinary uri has is for nothing, as far as a budget knows. */
        int refusal() {
            return Stream.of(first, second)
                    .filter(one -> one != Filter.BUDGET || !has(Filter.TRANSLATE))
                    .mapToInt(one -> one.refusal)
                    .filter(status -> status > 0)
                    .findFirst()
                    .orElse(0);
        }

        String routes() {
            return route("", first.line, second.line) + route("tight-", first.tight, second.tight);
        }

        private String route(String prefix, String one, String other) {
            return "  - { id: %1$s%2$s, uri: '%3$s', predicates: [ 'Path=/%1$s%2$s/**' ], filters: [ StripPrefix=1, %4$s, %5$s ] }%n"
                    .formatted(prefix, name(), uri(), one, other);
        }
    }

    private final Parrot parrot = new Parrot();
    private RunningGateway gateway;
    private Path log;

    @BeforeAll
    void start(@TempDir Path folder) {
        log = folder.resolve("log.jsonl");
        StringBuilder yaml = new StringBuilder("""
                parrot: http://127.0.0.1:%1$d
                dead: http://127.0.0.1:%2$d
                ai.gateway:
                  stand-in.enabled: off
                  ledger.enabled: false
                  log.file.path: '%3$s'
                  keys: [ { name: pairs, value: sk-pairs-0123456789abcdef, owner: pairs } ]
                  model-facts: { "*/*": { input-price: 1, output-price: 2 } }
                  providers:
                    good: { dialect: openai, base-url: "${parrot}/v1", auth: none }
                    spare: { dialect: openai, base-url: "${parrot}/v1", auth: none }
                    dead: { dialect: openai, base-url: "${dead}/v1", auth: none }
                spring.cloud.gateway.server.webflux.routes:
                """.formatted(parrot.port(), FaultUpstream.refusedPort(), log));
        for (Filter first : Filter.values()) {
            pairs(first).forEach(pair -> yaml.append(pair.routes()));
        }
        gateway = RunningGateway.start(GatewayApp.class, yaml.toString());
    }

    @AfterAll
    void stop() {
        gateway.close();
        parrot.close();
    }

    private static List<Pair> pairs(Filter first) {
        List<Pair> pairs = new ArrayList<>();
        for (Filter second : Filter.values()) {
            if (second != first) {
                pairs.add(new Pair(first, second));
            }
        }
        return pairs;
    }

    private Answered ask(String route, String dialect, Streaming way, String text, String... headers) {
        Asking client = new Asking(gateway.bean(Dialects.class).get(dialect), gateway.port());
        return client.ask("/" + route, Asking.chat(dialect, way, "m", text, List.of()), headers);
    }

    @ParameterizedTest
    @EnumSource
    void both_doWhatEachDoesAlone(Filter first) {
        List<String> wrong = new ArrayList<>();
        for (Pair pair : pairs(first)) {
            String dialect = OneDialectEach.ALL.get(Math.floorMod(pair.name().hashCode(), OneDialectEach.ALL.size()));
            for (Streaming way : List.of(Streaming.WHOLE, Streaming.PIECES_AND_USAGE)) {
                String word = pair.name() + "-" + way;
                Answered answer = ask(pair.name(), dialect, way, word + " write to " + MAIL + " now", KEY);
                Answered again = ask(pair.name(), dialect, way, word + " write to " + MAIL + " now", KEY);
                for (Filter one : List.of(pair.first(), pair.second())) {
                    String flaw = flaw(one, pair, answer, again, parrot.heard(word));
                    if (!flaw.isEmpty()) {
                        wrong.add(pair.name() + " " + dialect + " " + way + ": " + one + ", " + flaw);
                    }
                }
                if (!answer.text().equals(word + " write to " + MAIL + " now") || answer.broken() || answer.failed()) {
                    wrong.add(pair.name() + " " + dialect + " " + way + ": " + answer.status() + " "
                            + answer.came().text());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What is missing of what a filter does; empty for nothing. */
    private String flaw(Filter one, Pair pair, Answered answer, Answered again, String heard) {
        boolean fine = switch (one) {
            case KEY, GUARD, TIMEOUTS, BUDGET -> true; // seen where they refuse, and in that they let this pass
            case LIMIT -> answer.came().header("x-ratelimit-limit-tokens") != null;
            case METER ->
                answer.came().header("x-ai-cost-usd") != null
                        || answer.header("trailer").contains("x-ai-cost-usd");
            case MASK -> answer.header("x-ai-masked").equals("EMAIL 1") && !heard.contains(MAIL);
            case CACHE ->
                answer.header("x-ai-cache").equals("miss")
                        && again.header("x-ai-cache").equals("hit");
            case LOG -> isLogged(answer) && isLogged(again);
            case MODELS -> heard.contains("\"model\":\"mapped\"");
            case DEFAULTS -> heard.contains("\"top_p\":0.5");
            case OVERRIDES -> heard.contains("\"temperature\":0.25");
            case FALLBACK -> answer.header("x-ai-provider").equals("spare");
            case TRANSLATE -> heard.contains("\"messages\":");
        };
        return fine
                ? ""
                : "heard " + heard + ", headers " + answer.came().head().headers();
    }

    private boolean isLogged(Answered answer) {
        return Awaitility.await()
                .until(() -> Files.readString(log), text -> text.contains(answer.header("x-ai-request-id")))
                .contains("write to");
    }

    @ParameterizedTest
    @EnumSource
    void either_mayRefuse(Filter first) {
        List<String> wrong = new ArrayList<>();
        for (Pair pair : pairs(first)) {
            String dialect =
                    OneDialectEach.ALL.get(Math.floorMod(pair.name().hashCode() + 1, OneDialectEach.ALL.size()));
            for (Streaming way : List.of(Streaming.WHOLE, Streaming.PIECES_AND_USAGE)) {
                String word = "no-" + pair.name() + "-" + way;
                if (pair.has(Filter.KEY)) {
                    refused(ask(pair.name(), dialect, way, word + " a"), 401, word, wrong);
                }
                if (pair.has(Filter.GUARD)) {
                    refused(ask(pair.name(), dialect, way, word + " " + SECRET, KEY), 400, word, wrong);
                }
                int refusal = pair.refusal();
                if (refusal > 0) {
                    refused(ask("tight-" + pair.name(), dialect, way, word + " b", KEY), refusal, word, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void refused(Answered answer, int status, String word, List<String> wrong) {
        if (answer.status() != status || !parrot.heard(word).isEmpty()) {
            wrong.add(word + ": " + answer.status() + " " + answer.came().text() + ", heard: " + parrot.heard(word));
        }
    }
}
