package ai.gateway.guards;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import java.io.ByteArrayOutputStream;
import java.net.URI;

/** One question in JSON, one answer in JSON, once. Whatever else comes back, is no answer. */
final class Service {

    private static final int MOST_BYTES = 1 << 20;
    private static final int OK = 200;

    private final HttpClient client;

    Service(HttpClient client) {
        this.client = client.followRedirect(false);
    }

    /** @param header what is shown besides what JSON needs, such as a key */
    Mono<Json> post(URI place, String header, String value, byte[] body) {
        return post(place, json(body).set(header, value), body);
    }

    Mono<Json> post(URI place, byte[] body) {
        return post(place, json(body), body);
    }

    /** @param headers all of them */
    Mono<Json> post(URI place, HttpHeaders headers, byte[] body) {
        return post(client.headers(sent -> sent.set(headers)), place.toString(), body);
    }

    /** @param client with all headers, and with the address if it is not in the place */
    static Mono<Json> post(HttpClient client, String place, byte[] body) {
        return client.post()
                .uri(place)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .response(Service::read)
                .single();
    }

    /** The headers of such a body. */
    static HttpHeaders json(byte[] body) {
        return new DefaultHttpHeaders()
                .set("Accept", "application/json")
                .set("Content-Type", "application/json")
                .set("Content-Length", Integer.toString(body.length));
    }

    private static Mono<Json> read(HttpClientResponse answer, ByteBufFlux body) {
        int status = answer.status().code();
        if (status != OK) {
            return Mono.error(new CannotTell("status " + status));
        }
        return body.asByteArray()
                .collect(ByteArrayOutputStream::new, Service::add)
                .map(bytes -> parsed(bytes.toByteArray()));
    }

    private static void add(ByteArrayOutputStream all, byte[] more) {
        if (all.size() + more.length > MOST_BYTES) {
            throw new CannotTell("over " + MOST_BYTES + " bytes");
        }
        all.writeBytes(more);
    }

    static Json parsed(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (JsonException e) {
            throw new CannotTell("not JSON");
        }
    }

    /** A member that must be a word. */
    static String text(Json of, String name) {
        Json member = of.get(name);
        if (!member.isString()) {
            throw new CannotTell("no " + name);
        }
        return member.text();
    }

    /** A member that must be true or false. */
    static boolean flag(Json of, String name) {
        return switch (of.get(name).kind()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw new CannotTell("no " + name);
        };
    }

    /** A member that must be a list. */
    static Json list(Json of, String name) {
        Json member = of.get(name);
        if (!member.isArray()) {
            throw new CannotTell("no " + name);
        }
        return member;
    }

    /** A path below an address that may end in a slash. */
    static String below(String endpoint, String path) {
        return (endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint) + path;
    }

    /** Writes a list of words. */
    static void words(JsonWriter json, String name, Iterable<String> words) {
        json.name(name).beginArray();
        words.forEach(json::value);
        json.endArray();
    }
}
