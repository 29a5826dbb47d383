package ai.gateway.app.translate;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.app.translate.OddBodies.Odd;
import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.made.MadeChats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every field that clients are known to send, holding what does not belong there, sent to a provider of the same dialect and to
 * one of another: it is the client's fault, or nobody's, but never the gateway's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfusedTypesTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int CLIENTS = 4;
    private static final int RELAYED = 2;
    private static final int SEEDS = 30;
    private static final String JSON = "Content-Type: application/json";
    private static final int LARGEST = 8_000;

    /** Paths of recordings by dialect, where clients send chats to their own providers. */
    private static final Map<String, String> CHATS = Map.of(
            "openai", "openai/chat_completions",
            "responses", "openai/responses",
            "anthropic", "anthropic/messages",
            "gemini", "gemini/generateContent",
            "bedrock", "bedrock/converse");

    private StandIn provider;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        provider = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        String yaml = "ai.gateway:\n  stand-in.enabled: off\n  providers:\n";
        gateway = RunningGateway.start(
                GatewayApp.class, yaml + OneDialectEach.yaml(provider.baseUrl(), OneDialectEach.ALL));
    }

    @AfterAll
    void stop() {
        gateway.close();
        provider.close();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "openai, openai", "openai, anthropic", "responses, responses", "responses, gemini", "anthropic, anthropic",
        "anthropic, bedrock", "gemini, gemini", "gemini, openai", "bedrock, bedrock", "bedrock, responses"
    })
    void ask_oddValueInAnyField_isAnsweredOrRefusedWithItsPlace(String client, String spoken) {
        List<Odd> bodies = bodies(client, "only-" + spoken + "/m");
        Map<String, String> faults = new ConcurrentSkipListMap<>();
        // Of what is only relayed, half of the values are enough: the other half for the next field.
        int step = client.equals(spoken) ? CLIENTS * RELAYED : CLIENTS;
        AtomicInteger refused = new AtomicInteger();
        IntStream.range(0, CLIENTS).parallel().forEach(part -> {
            try (Connection connection = new Connection()) {
                for (int i = part; i < bodies.size(); i += step) {
                    Odd odd = bodies.get(i);
                    Answer answer = connection.ask(odd);
                    refused.addAndGet(answer.status() == 400 ? 1 : 0);
                    String fault = fault(odd, answer, !client.equals(spoken));
                    if (fault != null) {
                        faults.putIfAbsent(odd + " " + answer.status(), fault);
                    }
                }
            }
        });
        assertThat(faults).isEmpty();
        assertThat(refused.get()).isBetween(1, bodies.size());
    }

    private static @Nullable String fault(Odd odd, Answer answer, boolean translated) {
        if (answer.ending() != RawHttp.Ending.CLEAN_END) {
            return answer.ending() + " " + answer.text();
        }
        boolean ours = translated && answer.status() == 400;
        return answer.status() >= 500 || (ours && !isTold(odd, answer.text())) ? answer.text() : null;
    }

    /**
     * A pointer, or as some dialects write it a dotted path: to the place or to what is missing around it. Without a model, or
     * where a conversation is kept elsewhere, nobody can be asked; that is told first.
     */
    private static boolean isTold(Odd odd, String text) {
        String[] steps = odd.place().split("/");
        boolean told = text.contains("/" + steps[1])
                || text.contains("\"" + steps[1] + ".")
                || text.contains("\"" + steps[1] + ":");
        return told || text.contains("model: absent") || text.contains("unsupported_translation");
    }

    /** Made by dice, and recorded where there are recordings. */
    private List<Odd> bodies(String client, String model) {
        Dialect dialect = gateway.bean(Dialects.class).get(client);
        String root = client.equals("openai") || client.equals("responses") ? "/v1" : "";
        OddBodies bodies = new OddBodies();
        for (int seed = 1; seed <= SEEDS; seed++) {
            ChatCall made = Objects.requireNonNull(dialect.chat())
                    .writeRequest(MadeChats.of(seed, client).toModel(model), Traits.NONE);
            if (made.body().length < LARGEST) {
                bodies.add(root + made.apiPath(), MAPPER.readTree(made.body()));
            }
        }
        String path = root
                + Objects.requireNonNull(dialect.chat())
                        .writeRequest(Asking.chat(client, Streaming.WHOLE, model, "x", List.of()), Traits.NONE)
                        .apiPath();
        for (byte[] recorded : recorded(client)) {
            JsonNode body = MAPPER.readTree(recorded);
            if (body instanceof ObjectNode object && object.has("model")) {
                object.put("model", model);
            }
            bodies.add(path, body);
        }
        return bodies.all();
    }

    private static List<byte[]> recorded(String client) {
        try {
            return Recordings.all().stream()
                    .filter(recording -> recording.toString().startsWith(CHATS.get(client) + "/"))
                    .map(Recording::request)
                    .filter(request -> request != null && request.length < LARGEST)
                    .sorted(Comparator.comparingInt(request -> request.length))
                    .toList();
        } catch (TestAbortedException noRecordings) {
            return List.of();
        }
    }

    /** One connection after the other, each of which is used until the gateway closes it. */
    private final class Connection implements AutoCloseable {

        private RawHttp client = RawHttp.connect(gateway.port());

        Answer ask(Odd odd) {
            Answer answer = client.send(RawHttp.request("POST", odd.path(), odd.body(), JSON))
                    .readAnswer();
            if (answer.ending() != RawHttp.Ending.CLEAN_END || "close".equals(answer.header("connection"))) {
                client.close();
                client = RawHttp.connect(gateway.port());
            }
            return answer;
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
