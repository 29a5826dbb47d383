package ai.gateway.dialect;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.ToolChoice.Mode;
import ai.gateway.testing.made.MadeAnswers;
import ai.gateway.testing.made.MadeChats;
import ai.gateway.testing.made.Seeds;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonArrayReader;
import ai.gateway.wire.JsonLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every chat, tried with chats that are made by dice. */
class ChatLawsTest {

    private static final int SEEDS = 300;
    private static final int MAX_FRAME = 16 << 20;

    @Test
    void fold_ofAnyStream_isTheAnswer() {
        Seeds.each(10 * SEEDS, seed -> {
            Answer answer = MadeAnswers.of(seed, "openai", 1 + (int) (seed % 3));
            List<AnswerEvent> unfolded = new ArrayList<>();
            answer.unfold(unfolded::add);
            assertThat(Carried.fold(unfolded)).isEqualTo(answer);
            assertThat(Carried.fold(MadeAnswers.stream(seed, answer))).isEqualTo(answer);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void frames_cutAnywhere_giveTheSameEvents(String id) {
        Dialect dialect = Spoken.dialect(id);
        Seeds.each(SEEDS, seed -> {
            Answer answer = MadeAnswers.of(seed, id, 1);
            byte[] bytes = Carried.written(dialect, MadeAnswers.stream(seed, answer), id);
            List<AnswerEvent> whole = read(dialect, Spoken.reader(Carried.kind(dialect)), bytes, new int[0]);
            int[] cuts = new Random(seed).ints(8, 0, bytes.length).sorted().toArray();
            assertThat(read(dialect, Spoken.reader(Carried.kind(dialect)), bytes, cuts))
                    .isEqualTo(whole);
            if (seed % 50 == 1) {
                int[] everywhere =
                        java.util.stream.IntStream.range(0, bytes.length).toArray();
                assertThat(read(dialect, Spoken.reader(Carried.kind(dialect)), bytes, everywhere))
                        .isEqualTo(whole);
            }
        });
    }

    @Test
    void jsonArray_cutAnywhere_givesTheSameEvents() {
        Dialect gemini = Spoken.dialect("gemini");
        Seeds.each(SEEDS, seed -> {
            Answer answer = MadeAnswers.of(seed, "gemini", 1);
            Asked asked = Carried.asked(gemini, Streaming.PIECES, "gemini");
            AnswerWriter writer = Carried.codec(gemini)
                    .answerWriter(new Asked(
                            asked.call(), asked.request(), asked.spoken(), asked.id(), asked.seconds(), false));
            MadeAnswers.stream(seed, answer).forEach(writer);
            byte[] bytes = writer.take();
            List<AnswerEvent> whole = read(gemini, new JsonArrayReader(MAX_FRAME), bytes, new int[0]);
            int[] cuts = new Random(seed).ints(8, 0, bytes.length).sorted().toArray();
            assertThat(read(gemini, new JsonArrayReader(MAX_FRAME), bytes, cuts))
                    .isEqualTo(whole);
            assertThat(Meaning.of(Carried.fold(whole))).isEqualTo(Meaning.of(answer));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void answers_writtenAndRead_sayTheSame(String id) {
        Dialect dialect = Spoken.dialect(id);
        Seeds.each(SEEDS, seed -> {
            Answer answer = MadeAnswers.of(
                    seed, Spoken.ALL.get((int) (seed % Spoken.ALL.size())).id(), 1);
            String spoken = Spoken.ALL.get((int) (seed % Spoken.ALL.size())).id();
            Meaning meant = Meaning.of(answer);
            Answer whole = Carried.whole(dialect, answer, spoken);
            assertThat(Meaning.of(whole)).as("whole").isEqualTo(meant);
            Answer streamed = Carried.streamed(dialect, MadeAnswers.stream(seed, answer), spoken);
            assertThat(Meaning.of(streamed)).as("streamed").isEqualTo(meant);
            assertThat(streamed.usage()).isEqualTo(whole.usage());
            assertThat(streamed.choices().get(0).finish())
                    .isEqualTo(whole.choices().get(0).finish());
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void answers_ofTheDialect_loseNothing(String id) {
        Dialect dialect = Spoken.dialect(id);
        Seeds.each(SEEDS, seed -> {
            Answer said = Carried.whole(dialect, MadeAnswers.of(seed, id, 1), id);
            assertThat(Carried.whole(dialect, said, id)).as("whole").isEqualTo(said);
            List<AnswerEvent> events = new ArrayList<>();
            said.unfold(event -> {
                // A stream of Ollama's has no place for the seal of a thought.
                if (!id.equals("ollama") || !(event instanceof AnswerEvent.Sealed)) {
                    events.add(event);
                }
            });
            assertThat(Carried.filled(Carried.streamed(dialect, events, id)))
                    .as("streamed")
                    .isEqualTo(Carried.filled(Carried.fold(events)));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void requests_ofTheDialect_loseNothing(String id) {
        Dialect dialect = Spoken.dialect(id);
        Seeds.each(SEEDS, seed -> {
            ChatRequest said = again(dialect, MadeChats.of(seed, id));
            assertThat(again(dialect, said)).isEqualTo(said);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void requests_writtenAndRead_askTheSame(String id) {
        Dialect dialect = Spoken.dialect(id);
        Seeds.each(SEEDS, seed -> {
            ChatRequest made = MadeChats.of(
                    seed, Spoken.ALL.get((int) (seed % Spoken.ALL.size())).id());
            Question asked = Question.of(made);
            Question read = Question.of(again(dialect, made));
            assertThat(String.join("", read.system())).satisfies(text -> inOrder(text, asked.system()));
            assertThat(String.join("", read.said())).satisfies(text -> inOrder(text, asked.said()));
            assertThat(read.calls()).isEqualTo(asked.calls());
            boolean none = made.toolChoice() != null && made.toolChoice().mode() == Mode.NONE;
            if (!none) {
                assertThat(read.tools()).isEqualTo(asked.tools());
            }
            assertThat(read.stream()).isEqualTo(asked.stream());
        });
    }

    private static void inOrder(String text, List<String> parts) {
        int from = 0;
        for (String part : parts) {
            int at = text.indexOf(part, from);
            assertThat(at).as(part + " in " + text).isNotNegative();
            from = at + part.length();
        }
    }

    private static String other(long seed) {
        return Spoken.ALL.get((int) (seed % Spoken.ALL.size())).id();
    }

    private static ChatRequest again(Dialect dialect, ChatRequest request) {
        ChatCall written = Carried.codec(dialect).writeRequest(request, Traits.NONE);
        Call call = new Call(
                dialect.id(),
                Operation.CHAT,
                written.apiPath(),
                request.model(),
                request.stream().isStream());
        return Carried.codec(dialect).readRequest(call, Json.parse(written.body()));
    }

    /** @param cuts where a piece ends */
    private static List<AnswerEvent> read(Dialect dialect, FrameReader frames, byte[] bytes, int[] cuts) {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerReader reader = Carried.codec(dialect).answerReader(events::add);
        FrameSink each = (name, frame, from, to) -> {
            if (!dialect.isEndMark(frame, from, to)) {
                reader.frame(name, Json.parse(frame, from, to, JsonLimits.DEFAULT));
            }
        };
        int from = 0;
        for (int cut : cuts) {
            frames.feed(bytes, from, cut, each);
            from = cut;
        }
        frames.feed(bytes, from, bytes.length, each);
        frames.end(each);
        reader.end();
        return events;
    }

    private static Stream<String> dialects() {
        return Spoken.ALL.stream().map(Dialect::id);
    }
}
