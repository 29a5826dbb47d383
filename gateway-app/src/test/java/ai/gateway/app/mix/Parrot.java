package ai.gateway.app.mix;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A provider that speaks OpenAI's dialect, says again what it was told last, in pieces of five letters, and remembers it. */
final class Parrot implements AutoCloseable {

    private static final int LETTERS = 5;
    private static final String USAGE = "{\"prompt_tokens\":20,\"completion_tokens\":10,\"total_tokens\":30}";

    private final DisposableServer server =
            HttpServer.create().host("127.0.0.1").port(0).handle(this::answer).bindNow();
    private final Map<String, String> heard = new ConcurrentHashMap<>();

    int port() {
        return server.port();
    }

    /** The last request whose prompt begins with that word; empty for none. */
    String heard(String word) {
        return heard.getOrDefault(word, "");
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asByteArray().flatMap(body -> {
            Json json = Json.parse(body);
            List<Json> messages = new ArrayList<>();
            json.get("messages").items().forEach(messages::add);
            String told = messages.get(messages.size() - 1).get("content").text();
            heard.put(told.split(" ", 2)[0], new String(body, UTF_8));
            boolean stream = json.get("stream").flag(false);
            return response.header("Content-Type", stream ? "text/event-stream" : "application/json")
                    .send(stream ? pieces(told) : Flux.just(bytes(whole(told))), flushed -> true)
                    .then();
        });
    }

    private static String whole(String text) {
        return "{\"id\":\"p\",\"object\":\"chat.completion\",\"created\":1760000000,\"model\":\"parrot\",\"choices\":[{\"index\":0,"
                + "\"message\":"
                + new JsonWriter()
                        .beginObject()
                        .field("role", "assistant")
                        .field("content", text)
                        .endObject()
                + ",\"finish_reason\":\"stop\"}],\"usage\":" + USAGE + "}";
    }

    private static Flux<ByteBuf> pieces(String text) {
        List<ByteBuf> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += LETTERS) {
            String piece = text.substring(from, Math.min(text.length(), from + LETTERS));
            pieces.add(event(
                    "[{\"index\":0,\"delta\":"
                            + new JsonWriter()
                                    .beginObject()
                                    .field("content", piece)
                                    .endObject() + ",\"finish_reason\":null}]",
                    "null"));
        }
        pieces.add(event("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]", "null"));
        pieces.add(event("[]", USAGE));
        pieces.add(bytes("data: [DONE]\n\n"));
        return Flux.fromIterable(pieces);
    }

    private static ByteBuf event(String choices, String usage) {
        return bytes(
                "data: {\"id\":\"p\",\"object\":\"chat.completion.chunk\",\"created\":1760000000,\"model\":\"parrot\","
                        + "\"choices\":" + choices + ",\"usage\":" + usage + "}\n\n");
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(UTF_8));
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
