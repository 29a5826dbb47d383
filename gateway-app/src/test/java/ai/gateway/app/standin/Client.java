package ai.gateway.app.standin;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A plain HTTP client of a stand-in, and the two stream formats that tests look into most. */
final class Client implements AutoCloseable {
    final StandIn standIn;
    private final HttpClient http = HttpClient.newHttpClient();

    Client(StandInSettings settings) {
        standIn = StandIn.start(settings);
    }

    /** One server-sent event: its name, and its data as JSON or null for the end marker. */
    record Event(String name, @Nullable JsonNode data, String raw) {
        JsonNode json() {
            return Objects.requireNonNull(data, raw);
        }
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(standIn.baseUrl() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> post(String path, String body, String... headers) {
        return send("POST", path, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), headers);
    }

    JsonNode json(String path, String body, String... headers) {
        return json(post(path, body, headers));
    }

    JsonNode get(String path, String... headers) {
        return json(send("GET", path, new byte[0], headers));
    }

    List<Event> events(String path, String body) {
        return events(text(post(path, body)));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return Objects.requireNonNull(Values.parseOrNull(text(response)), "not JSON");
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static List<Event> events(String stream) {
        List<Event> events = new ArrayList<>();
        for (String block : stream.split("\r?\n\r?\n")) {
            String name = "";
            String data = "";
            for (String line : block.split("\r?\n")) {
                name = line.startsWith("event: ") ? line.substring(7) : name;
                data = line.startsWith("data: ") ? line.substring(6) : data;
            }
            if (!data.isEmpty()) {
                events.add(new Event(name, data.equals("[DONE]") ? null : Values.parseOrNull(data), data));
            }
        }
        return events;
    }

    /** The string at a JSON pointer, empty where there is none. */
    static String at(JsonNode node, String pointer) {
        return Values.string(node.at(pointer));
    }

    @Override
    public void close() {
        standIn.close();
    }
}
