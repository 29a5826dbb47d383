package ai.gateway.dialect;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.testing.made.MadeAnswers;
import ai.gateway.testing.made.Seeds;
import ai.gateway.testing.spec.Specs;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is written for a client, held against what the provider whose dialect it speaks says that it answers. */
class SpecAnswersTest {

    private static final int SEEDS = 100;

    /** Its picture was cut short by hand. */
    private static final String CUT = "openai/responses/ai__openai-image-generation-tool-1-chunks";

    @ParameterizedTest
    @ValueSource(strings = {"openai", "responses", "anthropic", "gemini", "bedrock", "ollama"})
    void writeAnswer_recorded_isValid(String client) {
        SpecFaults faults = new SpecFaults(Objects.requireNonNull(Specs.answer(client)));
        for (Recording recording : answers()) {
            Dialect spoken = RecordedDialectsTest.dialect(recording);
            AnswerFold fold = Carried.folded(Carried.events(spoken, recording));
            if (fold.failure() == null && !spoken.id().equals(client)) {
                faults.add(recording.toString(), whole(client, fold.toAnswer(), spoken.id()));
            }
        }
        assertThat(faults.count()).isGreaterThan(200);
        assertThat(faults.found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "responses", "anthropic", "gemini", "bedrock", "ollama"})
    void answerWriter_recorded_writesValidEvents(String client) {
        SpecFaults faults = new SpecFaults(Objects.requireNonNull(Specs.event(client)));
        for (Recording recording : answers()) {
            Dialect spoken = RecordedDialectsTest.dialect(recording);
            List<AnswerEvent> events = Carried.events(spoken, recording);
            if (Carried.folded(events).failure() == null && !spoken.id().equals(client)) {
                addAll(recording.toString(), client, events, spoken.id(), faults);
            }
        }
        assertThat(faults.count()).isGreaterThan(1000);
        assertThat(faults.found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "responses", "anthropic", "gemini", "bedrock", "ollama"})
    void writers_made_writeWhatIsValid(String client) {
        Recordings.shared();
        SpecFaults wholes = new SpecFaults(Objects.requireNonNull(Specs.answer(client)));
        SpecFaults events = new SpecFaults(Objects.requireNonNull(Specs.event(client)));
        List<String> others = Spoken.ALL.stream()
                .map(Dialect::id)
                .filter(id -> !id.equals(client))
                .toList();
        Seeds.each(SEEDS, seed -> {
            String spoken = others.get((int) (seed % others.size()));
            Answer answer = MadeAnswers.of(seed, spoken, 1);
            wholes.add("seed " + seed, whole(client, answer, spoken));
            addAll("seed " + seed, client, MadeAnswers.stream(seed, answer), spoken, events);
        });
        assertThat(wholes.found()).isEmpty();
        assertThat(events.found()).isEmpty();
    }

    private static List<Recording> answers() {
        return RecordedChatsTest.answers()
                .filter(recording -> !recording.toString().equals(CUT))
                .toList();
    }

    private static byte[] whole(String client, Answer answer, String spoken) {
        Dialect dialect = Spoken.dialect(client);
        return Carried.codec(dialect).writeAnswer(answer, Carried.asked(dialect, Streaming.WHOLE, spoken));
    }

    /** On the wire an event of AWS is named by a header; in its description it is the only member of an object. */
    private static void addAll(String name, String client, List<AnswerEvent> events, String spoken, SpecFaults faults) {
        Dialect dialect = Spoken.dialect(client);
        byte[] bytes = Carried.written(dialect, events, spoken);
        FrameReader frames = Spoken.reader(Carried.kind(dialect));
        FrameSink each = (event, frame, from, to) -> {
            byte[] json = Arrays.copyOfRange(frame, from, to);
            if (client.equals("bedrock")) {
                faults.add(name, ("{\"" + event + "\":" + new String(json, UTF_8) + "}").getBytes(UTF_8));
            } else if (!dialect.isEndMark(frame, from, to)) {
                faults.add(name, json);
            }
        };
        frames.feed(bytes, 0, bytes.length, each);
        frames.end(each);
    }
}
