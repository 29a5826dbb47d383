package ai.gateway.app.translate;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.NdjsonReader;
import ai.gateway.wire.SseReader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A client that speaks one dialect. */
record Asking(Dialect dialect, int port) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int MAX_FRAME = 1 << 20;

    static final Tool WEATHER = new Tool(
            Tool.Kind.FUNCTION,
            "weather",
            "Tells the weather",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}",
            null,
            Content.Notes.NONE);

    /**
     * What came back.
     *
     * @param body as it was on the wire, as far as it came
     * @param broken whether the connection was torn before the end
     */
    record Answered(int status, HttpResponse<Collected> head, byte[] body, List<AnswerEvent> events, boolean broken) {

        Answer answer() {
            AnswerFold fold = new AnswerFold();
            events.forEach(fold);
            return fold.toAnswer();
        }

        boolean failed() {
            return events.stream().anyMatch(AnswerEvent.Failed.class::isInstance);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            answer().choices().get(0).content().stream()
                    .filter(Content.Text.class::isInstance)
                    .forEach(block -> text.append(block.flow()));
            return text.toString();
        }

        String header(String name) {
            return head.headers().firstValue(name).orElse("");
        }
    }

    /** What came of a body, and whether its end did not. */
    record Collected(byte[] bytes, boolean broken) {}

    /** Keeps what came before a connection was torn, which the ready-made ones forget. */
    private static final class Collecting implements HttpResponse.BodySubscriber<Collected> {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<Collected> collected = new CompletableFuture<>();

        @Override
        public CompletionStage<Collected> getBody() {
            return collected;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] more = new byte[buffer.remaining()];
                buffer.get(more);
                bytes.writeBytes(more);
            }
        }

        @Override
        public void onError(Throwable torn) {
            collected.complete(new Collected(bytes.toByteArray(), true));
        }

        @Override
        public void onComplete() {
            collected.complete(new Collected(bytes.toByteArray(), false));
        }
    }

    static ChatRequest chat(String dialect, Streaming streaming, String model, String prompt, List<Tool> tools) {
        return new ChatRequest(
                dialect,
                model,
                streaming,
                List.of(
                        new Message(Message.Role.SYSTEM, null, List.of(Content.Text.of("Be kind.")), Extras.NONE),
                        new Message(Message.Role.USER, null, List.of(Content.Text.of(prompt)), Extras.NONE)),
                tools,
                null,
                null,
                new Sampling(
                        512, 0.5, null, Usage.ABSENT, null, null, null, List.of(), Usage.ABSENT, null, Usage.ABSENT),
                null,
                null,
                Reasoning.UNSAID,
                ChatRequest.Account.NONE,
                Extras.NONE);
    }

    Answered ask(ChatRequest chat) throws IOException, InterruptedException {
        ChatCall call = Objects.requireNonNull(dialect.chat()).writeRequest(chat, Traits.NONE);
        boolean versioned = dialect.id().equals("openai") || dialect.id().equals("responses");
        String path = (versioned ? "/v1" : "") + call.apiPath() + (call.query().isEmpty() ? "" : "?" + call.query());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()))
                .build();
        HttpResponse<Collected> response = HTTP.send(request, head -> new Collecting());
        byte[] body = response.body().bytes();
        List<AnswerEvent> events = new ArrayList<>();
        if (response.statusCode() == 200) {
            read(response.headers().firstValue("content-type").orElse(""), body, events);
        }
        return new Answered(
                response.statusCode(), response, body, events, response.body().broken());
    }

    private void read(String type, byte[] bytes, List<AnswerEvent> events) {
        if (type.startsWith("application/json")) {
            Objects.requireNonNull(dialect.chat()).readAnswer(Json.parse(bytes), events::add);
            return;
        }
        AnswerReader reader = Objects.requireNonNull(dialect.chat()).answerReader(events::add);
        FrameReader frames = type.contains("amazon")
                ? new AwsEventStreamReader(MAX_FRAME)
                : type.contains("ndjson") ? new NdjsonReader(MAX_FRAME) : new SseReader(MAX_FRAME);
        FrameSink sink = (name, frame, from, to) -> {
            if (!dialect.isEndMark(frame, from, to)) {
                reader.frame(name, Json.parse(frame, from, to, JsonLimits.DEFAULT));
            }
        };
        frames.feed(bytes, 0, bytes.length, sink);
        frames.end(sink);
        reader.end();
    }
}
