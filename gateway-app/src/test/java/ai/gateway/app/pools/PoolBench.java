package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.health.Health;
import ai.gateway.health.Healths;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway whose pools each have targets of their own, so that no test meets what another one has left: the target
 * {@code a} of the pool {@code capped} is {@code capped-a/m}, and what it does is played at a place of its own.
 */
final class PoolBench implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(5);

    final FaultUpstream upstream = FaultUpstream.start();
    final RunningGateway gateway;

    /** @param targets a letter each, and behind it what else is written of it: {@code b, weight: 0} */
    record Written(String name, String options, List<String> targets) {}

    static Written pool(String name, String options, String... targets) {
        return new Written(name, options, List.of(targets));
    }

    /** @param more lines below {@code ai.gateway} */
    PoolBench(String more, Written... pools) {
        StringBuilder providers = new StringBuilder("ai.gateway:\n  stand-in.enabled: off\n");
        more.lines().forEach(line -> providers.append("  ").append(line).append('\n'));
        providers.append("  providers:\n");
        StringBuilder written = new StringBuilder("  pools:\n");
        for (Written pool : pools) {
            List<String> targets = new ArrayList<>();
            for (String target : pool.targets()) {
                String letter = target.substring(0, 1);
                targets.add("{ model: " + target(pool.name(), letter) + target.substring(1) + " }");
                providers.append("    %s-%s: { dialect: openai, base-url: '%s', api-key: k }%n"
                        .formatted(pool.name(), letter, place(pool.name(), letter)));
            }
            written.append("    %s: { targets: %s, %s }%n".formatted(pool.name(), targets, pool.options()));
        }
        gateway =
                RunningGateway.start(GatewayApp.class, providers.append(written).toString());
    }

    static String target(String pool, String letter) {
        return pool + "-" + letter + "/m";
    }

    private String place(String pool, String letter) {
        return upstream.uri("/" + pool + "/" + letter + "/v1").toString();
    }

    /** From now on this target does that. */
    PoolBench play(String pool, String letter, Script first, Script... then) {
        upstream.play("/" + pool + "/" + letter + "/*", first, then);
        return this;
    }

    List<SeenRequest> seen(String pool, String letter) {
        return upstream.requests().stream()
                .filter(request -> request.uri().startsWith("/" + pool + "/" + letter + "/"))
                .toList();
    }

    /** How often that target was asked so far. */
    int calls(String pool, String letter) {
        return seen(pool, letter).size();
    }

    void awaitCalls(String pool, String letter, int count) {
        Awaitility.await().atMost(SOON).until(() -> calls(pool, letter) >= count);
    }

    Answer ask(String pool) {
        return RawHttp.post(gateway.port(), "/v1/chat/completions", request(pool, "hi"));
    }

    Answer ask(String pool, String prompt) {
        return RawHttp.post(gateway.port(), "/v1/chat/completions", request(pool, prompt));
    }

    Answer stream(String pool) {
        return RawHttp.post(gateway.port(), "/v1/chat/completions", streamed(pool));
    }

    /** A client that has asked and does not read yet. */
    RawHttp asking(String pool) {
        return RawHttp.connect(gateway.port()).sendPost("/v1/chat/completions", request(pool, "hi"));
    }

    static String request(String model, String prompt) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
    }

    static String streamed(String model) {
        return "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    }

    /** A whole answer that says just that. */
    static Script says(String text) {
        return Script.json(200, whole(text));
    }

    static String whole(String text) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";
    }

    /** One piece of a streamed answer. */
    static String piece(String text) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
                + "{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"finish_reason\":null}]}";
    }

    static Script fails(int status, String... headers) {
        return Script.json(status, "{\"error\":{\"message\":\"no luck\",\"type\":\"t\",\"code\":\"c\"}}", headers);
    }

    Health health(String pool, String letter) {
        return gateway.bean(Healths.class)
                .find(pool + ":" + target(pool, letter))
                .orElseThrow();
    }

    /** Nobody is being asked any more, as far as anybody counts. */
    void awaitQuiet() {
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            for (Health health : gateway.bean(Healths.class).all()) {
                if (health.inFlight() != 0 || health.waiting() != 0) {
                    throw new AssertionError(health.id() + ": " + health.inFlight() + " in flight, " + health.waiting()
                            + " waiting (expected: none)");
                }
            }
        });
    }

    @Override
    public void close() {
        gateway.close();
        upstream.close();
    }
}
