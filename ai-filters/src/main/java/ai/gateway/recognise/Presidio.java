package ai.gateway.recognise;

import ai.gateway.scan.Find;
import ai.gateway.scan.Recogniser;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Asks an analyzer of Presidio's, all texts in one question. What it answers that is no answer fails, and says nothing of them. */
final class Presidio implements Recogniser {

    /** What it says of a text is rarely longer than the text. */
    private static final int MOST_BYTES = 16 << 20;

    private final String name;
    private final Wanted.One wanted;
    private final HttpClient client;

    Presidio(String name, Wanted.One wanted, HttpClient client) {
        this.name = name;
        this.wanted = wanted;
        this.client = client;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Mono<List<List<Find>>> find(List<String> texts) {
        return client.headers(headers -> headers.set("Content-Type", "application/json"))
                .post()
                .uri(Objects.requireNonNull(wanted.address()))
                .send(ByteBufMono.fromSupplier(() -> Unpooled.wrappedBuffer(question(texts))))
                .response(this::body)
                .single()
                .map(answer -> finds(Json.parse(answer), texts));
    }

    private byte[] question(List<String> texts) {
        JsonWriter json = new JsonWriter().beginObject().name("text").beginArray();
        texts.forEach(json::value);
        json.endArray().field("language", wanted.language()).name("entities").beginArray();
        wanted.entities().forEach(json::value);
        return json.endArray()
                .field("score_threshold", wanted.score())
                .endObject()
                .toBytes();
    }

    private Flux<byte[]> body(HttpClientResponse head, ByteBufFlux body) {
        if (head.status().code() != 200) {
            return Flux.error(wrong("status " + head.status().code()));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        return body.asByteArray()
                .doOnNext(piece -> {
                    if (all.size() + piece.length > MOST_BYTES) {
                        throw wrong("an answer over " + MOST_BYTES + " bytes");
                    }
                    all.writeBytes(piece);
                })
                .thenMany(Mono.fromSupplier(all::toByteArray));
    }

    private List<List<Find>> finds(Json answer, List<String> texts) {
        if (!answer.isArray() || answer.size() != texts.size()) {
            throw wrong("an answer to other texts than were asked of");
        }
        List<List<Find>> all = new ArrayList<>(texts.size());
        for (Json found : answer.items()) {
            all.add(finds(found, texts.get(all.size())));
        }
        return all;
    }

    private List<Find> finds(Json found, String text) {
        if (!found.isArray()) {
            throw wrong("an answer to one text, not to several (expected: a version that takes a list)");
        }
        int[] indexes = indexes(text);
        List<Find> finds = new ArrayList<>(found.size());
        for (Json one : found.items()) {
            long start = one.get("start").number(-1);
            long end = one.get("end").number(-1);
            if (start < 0 || end <= start || end >= indexes.length) {
                throw wrong("a find outside of its text");
            }
            String type = type(one.get("entity_type").text());
            double score = one.get("score").decimal(0);
            finds.add(new Find(type, indexes[(int) start], indexes[(int) end], score, "presidio"));
        }
        return finds;
    }

    /** It counts whole characters, Java counts halves of some. */
    private static int[] indexes(String text) {
        int[] indexes = new int[text.codePointCount(0, text.length()) + 1];
        int at = 0;
        for (int i = 1; i < indexes.length; i++) {
            at += Character.charCount(text.codePointAt(at));
            indexes[i] = at;
        }
        return indexes;
    }

    /** It becomes part of names that a model reads. */
    private static String type(String theirs) {
        StringBuilder type = new StringBuilder();
        for (char c : theirs.toUpperCase(Locale.ROOT).toCharArray()) {
            boolean plain = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            type.append(plain ? c : '_');
        }
        return type.isEmpty() ? "NAME" : type.toString();
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException("recogniser " + name + ": " + what);
    }
}
