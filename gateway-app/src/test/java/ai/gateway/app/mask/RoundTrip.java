package ai.gateway.app.mask;

import ai.gateway.app.relay.RecordedExchange;
import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.Head;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Asks a model through the mask to repeat what it reads, and holds what comes back against what was asked. */
final class RoundTrip {

    private static final Pattern NAME = Pattern.compile("<[A-Z][A-Z0-9_]*_[0-9a-f]+>");

    /** More bytes than that would take too long one by one. */
    private static final int MOST_BYTES = 20_000;

    /** How the answer comes. */
    enum Way {
        WHOLE,
        /** A stream, one byte at a time. */
        BYTES,
        /** A stream, cut anywhere. */
        PIECES
    }

    /**
     * One question and its answer.
     *
     * @param asked what the client has sent
     * @param read what the provider has got; null where it was not asked
     * @param told what it has answered
     */
    record Trip(
            Dialect dialect,
            Injection injected,
            byte[] asked,
            byte @Nullable [] read,
            EchoUpstream.Told told,
            Answer answer) {

        boolean came() {
            return read != null && answer.status() == 200;
        }

        byte[] mustRead() {
            return Objects.requireNonNull(read);
        }
    }

    private record Path(String path) implements Head {

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }
    }

    /** Whoever is asked repeats what has names in it. */
    private final class Model {

        private final Way way;
        private final long seed;
        private final boolean namesAlone;
        private byte @Nullable [] read;
        private EchoUpstream.Told told = new EchoUpstream.Told("text/plain", new byte[0]);

        Model(Way way, long seed, boolean namesAlone) {
            this.way = way;
            this.seed = seed;
            this.namesAlone = namesAlone;
        }

        EchoUpstream.Told answer(String uri, byte[] body) {
            read = body;
            Echo echo = namesAlone ? Echo.of(names(body)) : echo(body, body);
            Call call = Objects.requireNonNull(call(uri));
            told = isChat(uri) ? told(echo, call, uri, body) : list(echo);
            return told;
        }

        private EchoUpstream.Told told(Echo echo, Call call, String uri, byte[] body) {
            Dialect dialect = dialects.of(call);
            boolean sse = !dialect.id().equals("gemini") || uri.contains("alt=sse");
            Asked asked = new Asked(
                    call, Echo.codec(dialect).readRequest(call, Json.parse(body)), dialect.id(), "echo-1", 5, sse);
            if (way == Way.WHOLE) {
                return new EchoUpstream.Told("application/json", echo.whole(dialect, asked));
            }
            AnswerWriter stream = echo.stream(dialect, asked, seed);
            byte[] bytes = stream.take();
            return new EchoUpstream.Told(stream.contentType(), bytes, cuts(bytes.length));
        }

        private int[] cuts(int length) {
            return way == Way.BYTES && length < MOST_BYTES
                    ? IntStream.range(1, length).toArray()
                    : new Random(seed)
                            .ints(1 + length / 300, 1, length)
                            .sorted()
                            .distinct()
                            .toArray();
        }

        /** What is no chat repeats what it was asked as well, such as the documents that were put in order. */
        private static EchoUpstream.Told list(Echo echo) {
            JsonWriter answer = new JsonWriter()
                    .beginObject()
                    .field("object", "list")
                    .name("data")
                    .beginArray();
            echo.plain()
                    .forEach(text -> answer.beginObject().field("text", text).endObject());
            return new EchoUpstream.Told(
                    "application/json", answer.endArray().endObject().toBytes());
        }
    }

    private final Dialects dialects;
    private final int gateway;
    private final EchoUpstream upstream;

    RoundTrip(Dialects dialects, int gateway, EchoUpstream upstream) {
        this.dialects = dialects;
        this.gateway = gateway;
        this.upstream = upstream;
    }

    /** Whether that is a chat which can be told as one; the first version of Cohere's has no stream that we write. */
    boolean isChat(String target) {
        Call call = call(target);
        return call != null
                && call.operation() == Operation.CHAT
                && !target.startsWith("/v1/chat?")
                && !target.equals("/v1/chat");
    }

    String dialect(String target) {
        return Objects.requireNonNull(call(target)).dialect();
    }

    private @Nullable Call call(String target) {
        int query = target.indexOf('?');
        return dialects.recognise(new Path(query < 0 ? target : target.substring(0, query)));
    }

    /** Null where it is no call of a dialect, which a mask refuses. */
    @Nullable
    Trip go(RecordedExchange exchange, Way way) {
        Call call = call(exchange.path());
        return call == null ? null : go(exchange, "/to-" + call.dialect(), way, /* namesAlone= */ false);
    }

    /** @param namesAlone whether the model repeats no more than that: in another dialect the texts are elsewhere */
    Trip go(RecordedExchange exchange, String route, Way way, boolean namesAlone) {
        Call call = Objects.requireNonNull(call(exchange.path()));
        Dialect dialect = dialects.of(call);
        long seed = exchange.toString().hashCode() * 31L + way.ordinal();
        Injection injected =
                Injection.into(Objects.requireNonNull(exchange.recording().request()), dialect, call, seed);
        String target = target(exchange.target(), way != Way.WHOLE);
        byte[] body = isChat(target) ? body(injected.body(), dialect.id(), way != Way.WHOLE) : injected.body();
        Model model = new Model(way, seed, namesAlone);
        upstream.answers(model::answer);
        try (RawHttp client = RawHttp.connect(gateway)) {
            Answer answer = client.send(RawHttp.request("POST", route + target, body, "Content-Type: application/json"))
                    .readAnswer();
            return new Trip(dialect, injected, body, model.read, model.told, answer);
        }
    }

    private static String target(String target, boolean stream) {
        String whole = target.replace("streamGenerateContent", "generateContent")
                .replace("converse-stream", "converse")
                .replace("invoke-with-response-stream", "invoke")
                .replace("streamRawPredict", "rawPredict");
        return !stream
                ? whole
                : whole.replace("generateContent", "streamGenerateContent")
                        .replaceAll("/converse$", "/converse-stream")
                        .replaceAll("/invoke$", "/invoke-with-response-stream")
                        .replace("rawPredict", "streamRawPredict");
    }

    private static byte[] body(byte[] body, String dialect, boolean stream) {
        if (dialect.equals("gemini") || dialect.equals("bedrock")) {
            return body;
        }
        Json json = Json.parse(body);
        return JsonEdit.of(json).put(json, "stream", Boolean.toString(stream)).toBytes();
    }

    /** What a body says where another one of the same shape has names. */
    static Echo echo(byte[] masked, byte[] body) {
        Map<String, String> texts = Strings.of(body);
        return Echo.of(Strings.of(masked).entrySet().stream()
                .filter(text -> NAME.matcher(text.getValue()).find())
                .map(text -> texts.getOrDefault(text.getKey(), "nothing at " + text.getKey())));
    }

    /** All names in a body. */
    static Stream<String> names(byte[] masked) {
        return Strings.all(masked).stream()
                .flatMap(text -> NAME.matcher(text).results().map(result -> result.group()))
                .distinct();
    }
}
