package ai.gateway.app.keys;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A gateway with keys, and a provider that remembers all that it was sent: {@code whole/m} and, in pieces, {@code pieces/m}. */
final class KeysBench implements AutoCloseable {

    static final String PATHS = "/v1/**, /v1beta/**, /v2/**, /model/**, /api/**";
    static final String CHAT = "/v1/chat/completions";

    private static final String WHOLE =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";
    private static final String PIECE =
            "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":"
                    + "[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}";
    private static final String MODELS = "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\"},"
            + "{\"id\":\"gpt-big\",\"object\":\"model\"}]}";

    final FaultUpstream upstream = FaultUpstream.start()
            .play("/whole/*", Script.json(200, WHOLE))
            .play("/other/*", Script.json(200, WHOLE))
            .play("/place/*", Script.json(200, WHOLE))
            .play("/pieces/*", Script.sse(PIECE, "[DONE]"))
            .play("/flaky/v1/chat/*", Script.json(401, "{}"), Script.json(200, WHOLE))
            .play("/flaky/v1/models", Script.json(200, MODELS))
            .play("/whole/v1/models", Script.json(200, MODELS))
            .play("/other/v1/models", Script.json(200, MODELS));
    final RunningGateway gateway;

    /**
     * @param more below {@code ai.gateway}
     * @param routes entries of the list
     */
    KeysBench(String more, String routes) {
        this(GatewayApp.class, more, routes);
    }

    KeysBench(Class<?> application, String more, String routes) {
        this(application, more, routes, "");
    }

    /** @param others lines of their own */
    KeysBench(Class<?> application, String more, String routes, String others) {
        gateway = RunningGateway.start(application, yaml(more, routes) + others);
    }

    private String yaml(String more, String routes) {
        return "ai.gateway:\n  stand-in.enabled: off\n  providers:\n"
                + provider("whole") + provider("other") + provider("pieces")
                + provider("flaky")
                + more.indent(2)
                + "spring.cloud.gateway.server.webflux:\n  routes:\n"
                + routes.replace("PLACE", upstream.uri("").toString()).indent(2);
    }

    private String provider(String name) {
        return "    %s: { dialect: openai, base-url: '%s', api-key: gateways-own-%s }%n"
                .formatted(name, upstream.uri("/" + name + "/v1"), name);
    }

    /** One route to whichever provider has the model. */
    static String route(String id, String paths, String uri, String... filters) {
        return "- { id: %s, uri: '%s', predicates: [ 'Path=%s' ], filters: [ %s ] }%n"
                .formatted(id, uri, paths, String.join(", ", filters));
    }

    static String chat(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    }

    Answer ask(String model, String key, String... headers) {
        String[] all = new String[headers.length + 1];
        all[0] = "Authorization: Bearer " + key;
        System.arraycopy(headers, 0, all, 1, headers.length);
        return RawHttp.post(gateway.port(), CHAT, chat(model), all);
    }

    Answer get(String path, String key) {
        return RawHttp.get(gateway.port(), path, "Authorization: Bearer " + key);
    }

    /** The last that a provider was sent, or the place of a route. */
    SeenRequest last(String name) {
        List<SeenRequest> seen = upstream.requests().stream()
                .filter(request -> request.uri().startsWith("/" + name + "/"))
                .toList();
        assertThat(seen).isNotEmpty();
        return seen.get(seen.size() - 1);
    }

    /** Nothing that was sent to anybody has this in it. */
    void assertUnseen(String secret) {
        assertThat(upstream.requests()).allSatisfy(request -> {
            assertThat(request.uri()).doesNotContain(secret);
            assertThat(request.headers()).noneMatch(line -> line.contains(secret));
            assertThat(request.text()).doesNotContain(secret);
        });
    }

    @Override
    public void close() {
        gateway.close();
        upstream.close();
    }
}
