package ai.gateway.app.edge;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A running gateway with one plain route to an upstream that counts what reaches it. */
final class EdgeGateway implements AutoCloseable {

    @EnableAutoConfiguration
    @Import(EdgeConfiguration.class)
    static class App {}

    final AtomicInteger calls = new AtomicInteger();
    final Map<String, String> lastHeaders = new ConcurrentHashMap<>();
    volatile String lastUri = "";
    private final DisposableServer upstream;
    private final ReactiveWebServerApplicationContext context;

    EdgeGateway(String... properties) {
        upstream = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    calls.incrementAndGet();
                    lastUri = request.uri();
                    lastHeaders.clear();
                    request.requestHeaders()
                            .forEach(h -> lastHeaders.put(h.getKey().toLowerCase(), h.getValue()));
                    if (request.uri().startsWith("/ws")) {
                        return response.sendWebsocket(
                                (in, out) -> out.sendString(in.receive().asString()));
                    }
                    return request.receive()
                            .aggregate()
                            .asString()
                            .defaultIfEmpty("")
                            .flatMap(body -> response.sendString(Mono.just(
                                            request.uri().startsWith("/big") ? "x".repeat(1 << 20) : "got " + body))
                                    .then());
                })
                .bindNow();
        String route = "spring.cloud.gateway.server.webflux.routes[0].";
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "spring.jmx.enabled=false",
                "logging.level.root=OFF",
                route + "id=plain",
                route + "uri=http://127.0.0.1:" + upstream.port(),
                route + "predicates[0]=Path=/**"));
        all.addAll(List.of(properties));
        context = (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(App.class)
                .run(all.stream().map(property -> "--" + property).toArray(String[]::new));
    }

    int port() {
        return context.getWebServer().getPort();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Sends bytes as they stand and reads until the gateway closes. */
    String exchange(String raw) throws IOException {
        try (Socket socket = connect()) {
            send(socket, raw);
            return readAll(socket);
        }
    }

    static void send(Socket socket, String raw) throws IOException {
        socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    static String readAll(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        InputStream in = socket.getInputStream();
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException reset) {
            text.append("\n(reset)");
        }
        return text.toString();
    }

    /** Reads one answer with a Content-Length from a connection that stays open. */
    static String readOne(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) readByte(in));
        }
        String head = text.toString().toLowerCase();
        if (head.contains("transfer-encoding: chunked")) {
            while (!text.toString().endsWith("0\r\n\r\n")) {
                text.append((char) readByte(in));
            }
            return text.toString();
        }
        int at = head.indexOf("content-length:") + "content-length:".length();
        int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)).strip());
        text.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        return text.toString();
    }

    private static int readByte(InputStream in) throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new IOException("closed in the middle of an answer");
        }
        return b;
    }

    @Override
    public void close() {
        context.close();
        upstream.disposeNow();
    }
}
