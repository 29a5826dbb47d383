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
import ai.gateway.testing.RawHttp;
import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.NdjsonReader;
import ai.gateway.wire.SseReader;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A client that speaks one dialect. */
public record Asking(Dialect dialect, int port) {

    private static final int MAX_FRAME = 1 << 20;

    static final Tool WEATHER = new Tool(
            Tool.Kind.FUNCTION,
            "weather",
            "Tells the weather",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}",
            null,
            Content.Notes.NONE);

    /** What came back, and what it says. */
    public record Answered(ai.gateway.testing.Answer came, List<AnswerEvent> events) {

        public int status() {
            return came.status();
        }

        public byte[] body() {
            return came.body();
        }

        /** Whether the connection was torn before the end. */
        public boolean broken() {
            return came.ending() != RawHttp.Ending.CLEAN_END;
        }

        public Answer answer() {
            AnswerFold fold = new AnswerFold();
            events.forEach(fold);
            return fold.toAnswer();
        }

        public boolean failed() {
            return events.stream().anyMatch(AnswerEvent.Failed.class::isInstance);
        }

        public String text() {
            StringBuilder text = new StringBuilder();
            answer().choices().get(0).content().stream()
                    .filter(Content.Text.class::isInstance)
                    .forEach(block -> text.append(block.flow()));
            return text.toString();
        }

        public String header(String name) {
            return String.valueOf(came.header(name));
        }
    }

    public static ChatRequest chat(String dialect, Streaming streaming, String model, String prompt, List<Tool> tools) {
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

    public Answered ask(ChatRequest chat) {
        return ask("", chat);
    }

    /**
     * @param below the path below which the route is
     * @param headers lines of more headers
     */
    public Answered ask(String below, ChatRequest chat, String... headers) {
        ChatCall call = Objects.requireNonNull(dialect.chat()).writeRequest(chat, Traits.NONE);
        boolean versioned = dialect.id().equals("openai") || dialect.id().equals("responses");
        String path = below
                + (versioned ? "/v1" : "")
                + call.apiPath()
                + (call.query().isEmpty() ? "" : "?" + call.query());
        ai.gateway.testing.Answer came;
        try (RawHttp client = RawHttp.connect(port)) {
            List<String> lines = new ArrayList<>(List.of(headers));
            lines.add("Content-Type: application/json");
            came = client.send(RawHttp.request("POST", path, call.body(), lines.toArray(String[]::new)))
                    .readAnswer();
        }
        List<AnswerEvent> events = new ArrayList<>();
        if (came.status() == 200) {
            read(String.valueOf(came.header("content-type")), came.body(), events);
        }
        return new Answered(came, events);
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
