package ai.gateway.samples;

import ai.gateway.app.GatewayApp;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The ready gateway, started on a free port with one more configuration file, and a client of it. */
final class SampleGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    SampleGateway(Path file, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.config.additional-location=" + file.toUri(),
                "--server.port=0",
                "--ai.gateway.stand-in.pace=1ms",
                "--logging.level.root=warn"));
        all.addAll(List.of(arguments));
        context = new SpringApplicationBuilder(GatewayApp.class).run(all.toArray(String[]::new));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Collection<?> beans(Class<?> type) {
        return context.getBeansOfType(type).values();
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** @param body single quotes stand for double ones */
    HttpResponse<String> post(String path, String body, String... headers) {
        return send(posting(path, body, headers));
    }

    /** What came of an answer whose connection was torn before its end. */
    String tornPost(String path, String body, String... headers) {
        StringBuilder lines = new StringBuilder();
        CompletableFuture<Void> ended = http.sendAsync(
                        posting(path, body, headers),
                        BodyHandlers.fromLineSubscriber(new LineCollector(lines), collector -> null, "\n"))
                .thenApply(answer -> null);
        try {
            ended.join();
        } catch (java.util.concurrent.CompletionException torn) {
            return lines.toString();
        }
        throw new AssertionError("the answer ended as if it were whole: " + lines);
    }

    private HttpRequest posting(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).header("content-type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.POST(BodyPublishers.ofString(body.replace('\'', '"'))).build();
    }

    private HttpRequest.Builder request(String path) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
