package ai.gateway.admin;

import ai.gateway.wire.JsonWriter;
import reactor.core.publisher.Mono;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The API as OpenAPI 3.1 describes it. */
final class Description {

    private static final String SERVER = "\"/admin/v1\"";

    private Description() {}

    static List<Endpoint> endpoints() {
        String text = text();
        return List.of(new Endpoint("GET", "/openapi.json", call -> {
            call.query(Set.of());
            return Mono.just(Reply.json(text.replace(SERVER, JsonWriter.quote(call.base()))));
        }));
    }

    private static String text() {
        try (InputStream stream = Description.class.getResourceAsStream("openapi.json")) {
            if (stream == null) {
                throw new IllegalStateException("openapi.json is missing");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("openapi.json cannot be read", e);
        }
    }
}
