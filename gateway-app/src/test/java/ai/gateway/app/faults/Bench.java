package ai.gateway.app.faults;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.Script;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The ready gateway between a client that hides nothing and providers that misbehave, with a ledger of its settlements. */
final class Bench implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(1);

    final FaultUpstream upstream = FaultUpstream.start();
    final Ledger ledger;
    private final ReactiveWebServerApplicationContext context;

    /** One answer with its settlement. */
    record Told(Answer answer, Ledger.Entry settled, Duration took) {

        String text() {
            return answer.text();
        }
    }

    Bench(String... properties) {
        this(List.of(), properties);
    }

    /** @param more configurations besides those of the gateway and the ledger */
    Bench(List<Class<?>> more, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "spring.main.register-shutdown-hook=false",
                "ai.gateway.reload.enabled=false",
                "ai.gateway.timeouts.connect=300ms"));
        String base = "http://127.0.0.1:" + upstream.port();
        for (Wire wire : Wire.values()) {
            provider(all, wire, wire.provider(), base);
            provider(all, wire, wire.provider() + "-refused", "http://127.0.0.1:" + FaultUpstream.refusedPort());
            provider(all, wire, wire.provider() + "-silent", "http://127.0.0.1:" + FaultUpstream.silentPort());
            provider(all, wire, wire.provider() + "-unknown", "http://" + FaultUpstream.UNKNOWN_HOST);
        }
        all.addAll(List.of(properties));
        context = (ReactiveWebServerApplicationContext)
                new SpringApplicationBuilder(GatewayApp.class, Ledger.Configuration.class)
                        .sources(more.toArray(Class<?>[]::new))
                        .run(all.stream().map(each -> "--" + each).toArray(String[]::new));
        ledger = context.getBean(Ledger.class);
    }

    private static void provider(List<String> properties, Wire wire, String name, String base) {
        String prefix = "ai.gateway.providers." + name + ".";
        properties.add(prefix + "dialect=" + wire.provider());
        properties.add(prefix + "base-url=" + base + (wire == Wire.OPENAI ? "/v1" : ""));
        properties.add(prefix + "api-key=k-" + name);
    }

    int port() {
        return context.getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Everything that the providers get is answered so from now on. */
    Bench play(Script script) {
        upstream.play("*", script);
        return this;
    }

    byte[] request(Wire wire, boolean stream, String... headers) {
        return request(wire, wire.provider(), stream, headers);
    }

    byte[] request(Wire wire, String provider, boolean stream, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type: application/json"));
        all.addAll(List.of(headers));
        byte[] body = wire.request(provider + "/m-x", stream).getBytes(StandardCharsets.UTF_8);
        return RawHttp.request("POST", wire.path(provider, stream), body, all.toArray(String[]::new));
    }

    /** Asks once, and sees to it that the exchange is settled once. */
    Told ask(Wire wire, boolean stream, String... headers) {
        return ask(request(wire, stream, headers));
    }

    Told ask(byte[] request) {
        int before = ledger.settled();
        int begun = ledger.begun();
        long start = System.nanoTime();
        try (RawHttp client = RawHttp.connect(port())) {
            Answer answer = client.send(request).readAnswer();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            List<Ledger.Entry> entries = ledger.awaitSettled(before, 1, SOON);
            assertThat(entries).as("settlements").hasSize(1);
            assertThat(ledger.begun()).as("exchanges begun").isEqualTo(begun + 1);
            return new Told(answer, entries.get(0), took);
        }
    }

    /** Closes it when every exchange that it ever had is settled, and none twice. */
    void closeSettled() {
        try (Bench self = this) {
            ledger.awaitSettled(0, ledger.begun(), SOON);
            assertThat(ledger.settled()).isEqualTo(ledger.begun());
        }
    }

    @Override
    public void close() {
        context.close();
        upstream.close();
    }
}
