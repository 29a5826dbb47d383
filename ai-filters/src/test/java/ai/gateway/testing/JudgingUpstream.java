package ai.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A well-behaved server that looks at each request before it answers: for what depends on what was asked. */
public final class JudgingUpstream implements AutoCloseable {

    /** What it answers. */
    public record Verdict(int status, String contentType, byte[] body, Map<String, String> headers) {

        public static Verdict of(int status, String contentType, byte[] body) {
            return new Verdict(status, contentType, body, Map.of());
        }

        public static Verdict json(int status, String json) {
            return of(status, "application/json", json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        public Verdict header(String name, String value) {
            return new Verdict(status, contentType, body, Map.of(name, value));
        }
    }

    private final List<SeenRequest> seen = new CopyOnWriteArrayList<>();
    private final Function<SeenRequest, Verdict> judge;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private JudgingUpstream(Function<SeenRequest, Verdict> judge) {
        this.judge = judge;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** @param judge may wait: each request has a thread of its own */
    public static JudgingUpstream start(Function<SeenRequest, Verdict> judge) {
        return new JudgingUpstream(judge);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public List<SeenRequest> seen() {
        return List.copyOf(seen);
    }

    public SeenRequest last() {
        return seen.get(seen.size() - 1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> headers = new ArrayList<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.forEach(value -> headers.add(name + ": " + value)));
            SeenRequest request = new SeenRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    exchange.getRequestBody().readAllBytes(),
                    0);
            seen.add(request);
            Verdict verdict = judge.apply(request);
            exchange.getResponseHeaders().set("Content-Type", verdict.contentType());
            verdict.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(verdict.status(), verdict.body().length == 0 ? -1 : verdict.body().length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(verdict.body());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
