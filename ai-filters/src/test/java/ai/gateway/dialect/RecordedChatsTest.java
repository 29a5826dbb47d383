package ai.gateway.dialect;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.FinishReason;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every recorded chat, carried through the exchange: into its own dialect again, and into every other. */
class RecordedChatsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void writeRequest_ofItsOwnDialect_losesNothing(Recording recording) {
        Dialect dialect = RecordedDialectsTest.dialect(recording);
        Call call = Objects.requireNonNull(Carried.chatCall(recording));
        ChatRequest read = Carried.codec(dialect).readRequest(call, Json.parse(recording.request()));
        ChatCall written = Carried.codec(dialect).writeRequest(read, Traits.NONE);
        assertThat(written.dropped()).isEmpty();
        Json body = Json.parse(written.body());
        ChatRequest again = Carried.codec(dialect).readRequest(call, body);
        assertThat(again.messages()).isEqualTo(read.messages());
        assertThat(again).usingRecursiveComparison().ignoringFields("stream").isEqualTo(read);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void writeRequest_ofEveryOtherDialect_isOneThatItReads(Recording recording) {
        Call call = Objects.requireNonNull(Carried.chatCall(recording));
        ChatRequest read = Carried.codec(RecordedDialectsTest.dialect(recording))
                .readRequest(call, Json.parse(recording.request()));
        if (read.model() == null) {
            return; // all of it is a prompt that the provider has stored
        }
        for (Dialect other : Carried.dialects()) {
            ChatCall written = Carried.codec(other).writeRequest(read, Traits.NONE);
            Call asCall = new Call(other.id(), call.operation(), written.apiPath(), read.model(), call.stream());
            ChatRequest again = Carried.codec(other).readRequest(asCall, Json.parse(written.body()));
            assertThat(again.messages())
                    .as(other.id())
                    .hasSizeGreaterThanOrEqualTo(written.dropped().isEmpty() ? 1 : 0);
            assertThat(other.facts(asCall, Json.parse(written.body())).model())
                    .as(other.id())
                    .isEqualTo(read.model());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void readAnswer_recorded_countsAndEndsAsTheFactsSay(Recording recording) {
        Dialect dialect = RecordedDialectsTest.dialect(recording);
        AnswerFold fold = Carried.folded(Carried.events(dialect, recording));
        var facts = RecordedDialectsTest.facts(recording);
        assertThat(fold.failure() == null).as("failure").isEqualTo(facts.failure() == null);
        if (facts.failure() != null) {
            return;
        }
        assertThat(fold.isEnded()).isTrue();
        Answer answer = fold.toAnswer();
        assertThat(answer.usage()).isEqualTo(facts.usage());
        assertThat(answer.model()).isEqualTo(Objects.requireNonNullElse(facts.model(), ""));
        if (facts.finish() != null && answer.choices().size() == 1) {
            assertThat(answer.choices().get(0).finish()).isEqualTo(facts.finish());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void fold_ofUnfolded_isTheAnswer(Recording recording) {
        Answer answer = answer(recording);
        List<AnswerEvent> events = new ArrayList<>();
        answer.unfold(events::add);
        assertThat(Carried.fold(events)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void writeAnswer_ofItsOwnDialect_losesNothing(Recording recording) {
        Dialect dialect = RecordedDialectsTest.dialect(recording);
        AnswerFold fold = Carried.folded(Carried.events(dialect, recording));
        if (recording.has("audio_output") || fold.failure() != null) {
            return; // the pieces of a sound become one; what failed is not whole
        }
        Answer answer = fold.toAnswer();
        assertThat(Carried.filled(Carried.whole(dialect, answer, dialect.id()))).isEqualTo(Carried.filled(answer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void answerWriter_ofItsOwnDialect_losesNothing(Recording recording) {
        Dialect dialect = RecordedDialectsTest.dialect(recording);
        List<AnswerEvent> events = Carried.events(dialect, recording);
        if (Carried.folded(events).failure() == null) {
            assertThat(Carried.filled(Carried.streamed(dialect, events, dialect.id())))
                    .isEqualTo(Carried.filled(Carried.fold(events)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void answerWriters_ofAllDialects_sayTheSame(Recording recording) {
        Dialect dialect = RecordedDialectsTest.dialect(recording);
        List<AnswerEvent> events = Carried.events(dialect, recording);
        if (Carried.folded(events).failure() != null) {
            return;
        }
        Answer answer = Carried.fold(events);
        boolean gaveUp = answer.choices().stream().anyMatch(choice -> choice.finish() == FinishReason.ERROR);
        if (gaveUp) {
            return; // where a dialect has a word for it, it says that the model failed, and no more
        }
        Meaning meant = Meaning.of(answer);
        for (Dialect other : Carried.dialects()) {
            assertThat(Meaning.of(Carried.whole(other, Carried.fold(events), dialect.id())))
                    .as(other.id() + ", whole")
                    .isEqualTo(meant);
            assertThat(Meaning.of(Carried.streamed(other, events, dialect.id())))
                    .as(other.id() + ", streamed")
                    .isEqualTo(meant);
        }
    }

    private static Answer answer(Recording recording) {
        return Carried.fold(Carried.events(RecordedDialectsTest.dialect(recording), recording));
    }

    private static Stream<Recording> chats() {
        return Recordings.all().stream()
                .filter(recording -> Carried.chatCall(recording) != null)
                .filter(recording -> RecordedDialectsTest.dialect(recording).chat() != null);
    }

    static Stream<Recording> requests() {
        return chats().filter(recording -> recording.request() != null && recording.status() == 200);
    }

    static Stream<Recording> answers() {
        return chats().filter(recording ->
                recording.status() == 200 && recording.kind().matches("json|sse|ndjson|eventstream"));
    }
}
