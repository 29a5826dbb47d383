package ai.gateway.dialect;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Usage;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonLimits;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Chats carried through the exchange by the codecs of {@link Spoken#ALL}, as the pipeline carries them. */
final class Carried {

    private static final long SECONDS = 1_760_000_000L;

    private Carried() {}

    /** The dialects that have a codec. */
    static List<Dialect> dialects() {
        return Spoken.ALL.stream().filter(dialect -> dialect.chat() != null).toList();
    }

    static ChatCodec codec(Dialect dialect) {
        ChatCodec codec = dialect.chat();
        if (codec == null) {
            throw new IllegalArgumentException(dialect.id() + ": has no codec");
        }
        return codec;
    }

    /** The events of a recorded answer. */
    static List<AnswerEvent> events(Dialect dialect, Recording recording) {
        List<AnswerEvent> events = new ArrayList<>();
        if (recording.kind().equals("json") && Json.parse(recording.response()).isArray()) {
            AnswerReader reader = codec(dialect).answerReader(events::add);
            oneLine(recording.response()).items().forEach(frame -> reader.frame("", frame));
            reader.end();
        } else if (recording.kind().equals("json")) {
            codec(dialect).readAnswer(oneLine(recording.response()), events::add);
        } else {
            stream(dialect, recording.kind(), recording.response(), events::add);
        }
        return events;
    }

    /** Line breaks between the parts of a JSON mean nothing, and an event of a stream need not keep them. */
    private static Json oneLine(byte[] json) {
        byte[] line = json.clone();
        for (int i = 0; i < line.length; i++) {
            line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
        }
        return Json.parse(line);
    }

    static void stream(Dialect dialect, String kind, byte[] bytes, Consumer<AnswerEvent> sink) {
        AnswerReader reader = codec(dialect).answerReader(sink);
        FrameReader frames = Spoken.reader(kind);
        FrameSink each = (name, frame, from, to) -> {
            if (!dialect.isEndMark(frame, from, to)) {
                reader.frame(name, Json.parse(frame, from, to, JsonLimits.DEFAULT));
            }
        };
        frames.feed(bytes, 0, bytes.length, each);
        frames.end(each);
        reader.end();
    }

    static Answer fold(List<AnswerEvent> events) {
        AnswerFold fold = new AnswerFold();
        events.forEach(fold);
        return fold.toAnswer();
    }

    static AnswerFold folded(List<AnswerEvent> events) {
        AnswerFold fold = new AnswerFold();
        events.forEach(fold);
        return fold;
    }

    /** The answer with what every dialect fills in where the provider said nothing, and its blocks in one order. */
    static Answer filled(Answer answer) {
        List<Answer.Choice> choices = new ArrayList<>();
        for (Answer.Choice choice : answer.choices()) {
            List<Content> content = new ArrayList<>();
            choice.content().stream().filter(Content.Thinking.class::isInstance).forEach(content::add);
            choice.content().stream()
                    .filter(block -> !(block instanceof Content.Thinking))
                    .forEach(content::add);
            FinishReason finish = choice.finish() == null ? FinishReason.STOP : choice.finish();
            choices.add(new Answer.Choice(
                    choice.index(), content, finish, choice.stopSequence(), choice.likelihoods(), choice.extras()));
        }
        return new Answer(
                answer.id().isEmpty() ? "req-1" : answer.id(),
                answer.model().isEmpty() ? "m" : answer.model(),
                answer.created() == Usage.ABSENT ? SECONDS : answer.created(),
                choices,
                answer.usage(),
                answer.account(),
                answer.extras());
    }

    /** The answer written whole by a dialect, and read again. */
    static Answer whole(Dialect dialect, Answer answer, String spoken) {
        List<AnswerEvent> events = new ArrayList<>();
        byte[] bytes = codec(dialect).writeAnswer(answer, asked(dialect, Streaming.WHOLE, spoken));
        codec(dialect).readAnswer(Json.parse(bytes), events::add);
        return fold(events);
    }

    /** The events written as a stream by a dialect, and read again. */
    static Answer streamed(Dialect dialect, List<AnswerEvent> events, String spoken) {
        List<AnswerEvent> again = new ArrayList<>();
        stream(dialect, kind(dialect), written(dialect, events, spoken), again::add);
        return fold(again);
    }

    static byte[] written(Dialect dialect, List<AnswerEvent> events, String spoken) {
        AnswerWriter writer = codec(dialect).answerWriter(asked(dialect, Streaming.PIECES_AND_USAGE, spoken));
        events.forEach(writer);
        return writer.take();
    }

    static String kind(Dialect dialect) {
        return switch (dialect.id()) {
            case "bedrock" -> "eventstream";
            case "ollama" -> "ndjson";
            default -> "sse";
        };
    }

    static Asked asked(Dialect dialect, Streaming streaming, String spoken) {
        return new Asked(
                new Call(dialect.id(), Operation.CHAT, "/chat", "m", streaming.isStream()),
                request(dialect.id(), streaming),
                spoken,
                "req-1",
                SECONDS);
    }

    private static ChatRequest request(String dialect, Streaming streaming) {
        return new ChatRequest(
                dialect,
                "m",
                streaming,
                List.of(),
                List.of(),
                null,
                null,
                Sampling.UNSAID,
                null,
                null,
                Reasoning.UNSAID,
                ChatRequest.Account.NONE,
                Extras.NONE);
    }

    /** The call of a recorded chat; null where it is none, or one of Cohere's first version, which is only relayed. */
    static @Nullable Call chatCall(Recording recording) {
        if (recording.path().isEmpty() || recording.path().endsWith("/v1/chat")) {
            return null;
        }
        Call call = RecordedDialectsTest.call(recording);
        return call != null && call.operation() == Operation.CHAT ? call : null;
    }
}
