package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.mask.Flows;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Names that a model says in all recorded streams, cut into pieces as it pleases it: all are put back, and nothing else changes. */
class RestoredStreamsTest {

    private static final Map<String, String> ORIGINALS = Map.of(
            "<EMAIL_1>", "alice@corp.example",
            "<PERSON_12>", "O\"Hara\\Smith",
            "<IBAN_2>", "DE89 3704 0044 0532 0130 00");

    private static final int SEEDS = 5;

    /** Says one of the names in each text, a few letters at a time; what is left when the text ends stays unsaid. */
    private static final class Saying implements TextFlow {

        private final Random dice;
        private final Map<String, String> left = new TreeMap<>();

        Saying(long seed) {
            dice = new Random(seed);
        }

        @Override
        public String piece(Role role, int run, String piece) {
            String key = role + " " + run;
            String rest = left.getOrDefault(key, "");
            if (piece.isEmpty()) {
                return "";
            }
            if (rest.isEmpty() && dice.nextInt(2) == 0) {
                List<String> names = ORIGINALS.keySet().stream().sorted().toList();
                rest = names.get(dice.nextInt(names.size()));
            } else if (rest.isEmpty()) {
                return piece;
            }
            int cut = dice.nextInt(3) == 0 ? rest.length() : 1 + dice.nextInt(rest.length());
            boolean begins = rest.charAt(0) == '<';
            left.put(key, rest.substring(cut));
            String said = rest.substring(0, cut);
            if (!begins) {
                return cut < rest.length() ? said : said + piece;
            }
            return piece + said;
        }

        @Override
        public String whole(Role role, String text) {
            return text;
        }
    }

    @Test
    void names_inAnyStream_cutAnyhow_arePutBack() {
        Map<String, Integer> restored = new TreeMap<>();
        for (Recording recording : Recordings.where(one -> RecordedAnswers.framing(one) != null)) {
            Framing framing = Objects.requireNonNull(RecordedAnswers.framing(recording));
            Dialect dialect = RecordedAnswers.dialect(recording);
            for (long seed = 0; seed < SEEDS; seed++) {
                byte[] said = passed(dialect, framing, new Saying(seed), recording.response());
                byte[] back = passed(dialect, framing, Flows.restoring(ORIGINALS), said, cuts(seed, said.length));

                Map<String, String> before = texts(dialect, framing, said);
                Map<String, String> after = texts(dialect, framing, back);
                before.replaceAll((key, text) -> restored(text));
                after.replaceAll((key, text) -> unescaped(text));
                assertThat(after).as(recording + " " + seed).isEqualTo(before);
                assertThat(withoutTexts(dialect, framing, back))
                        .as(recording + " " + seed)
                        .isEqualTo(withoutTexts(dialect, framing, said));
                if (after.values().stream().anyMatch(RestoredStreamsTest::hasOriginal)) {
                    restored.merge(dialect.id() + " " + framing, 1, Integer::sum);
                }
            }
        }
        assertThat(restored)
                .containsKeys(
                        "anthropic SSE",
                        "bedrock AWS_EVENTS",
                        "cohere SSE",
                        "gemini SSE",
                        "gemini JSON_ARRAY",
                        "ollama NDJSON",
                        "openai SSE",
                        "responses SSE");
    }

    @ParameterizedTest
    @CsvSource({"SSE", "NDJSON"})
    void frame_thatWaits_isNotBegun(Framing framing) {
        String head = framing == Framing.SSE ? "event: x\ndata: " : "";
        String end = framing == Framing.SSE ? "\n\n" : "\n";
        String frame = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}";
        TextPatch patch = new TextPatch(
                RecordedAnswers.DIALECTS.get("openai"), new TextFlows(List.of(Flows.restoring(ORIGINALS))));
        String whole = head + frame.formatted("hi") + end;

        assertThat(new String(
                        patch.frames(framing, (whole + head + frame.formatted("<EM") + end).getBytes(UTF_8)), UTF_8))
                .isEqualTo(whole);
        assertThat(new String(patch.rest(), UTF_8)).isEqualTo(head + frame.formatted("<EM") + end);
    }

    private static boolean hasOriginal(String text) {
        return ORIGINALS.values().stream().anyMatch(text::contains);
    }

    /** One byte at a time, or at random places. */
    private static int[] cuts(long seed, int length) {
        return seed == 0 && length < 20_000
                ? IntStream.range(1, length).toArray()
                : new Random(seed)
                        .ints(1 + length / 400, 1, length)
                        .sorted()
                        .distinct()
                        .toArray();
    }

    private static String restored(String text) {
        String all = text;
        for (Map.Entry<String, String> each : ORIGINALS.entrySet()) {
            all = all.replace(each.getKey(), each.getValue());
        }
        return all;
    }

    /** What is said behind the end of JSON, or before it begins, is not in it: whether it is escaped does not matter here. */
    private static String unescaped(String text) {
        String all = text;
        for (String original : ORIGINALS.values()) {
            String quoted = JsonWriter.quote(original);
            all = all.replace(quoted.substring(1, quoted.length() - 1), original);
        }
        return all;
    }

    private static byte[] passed(Dialect dialect, Framing framing, TextFlow flow, byte[] stream, int... cuts) {
        return RecordedAnswers.passed(
                RecordedAnswers.exchange(dialect),
                framing,
                new TextPatch(dialect, new TextFlows(List.of(flow))),
                stream,
                cuts);
    }

    /** Each text, its pieces joined. */
    private static Map<String, String> texts(Dialect dialect, Framing framing, byte[] stream) {
        Map<String, String> texts = new TreeMap<>();
        frames(framing, stream, json -> texts(dialect, json, texts));
        return texts;
    }

    private static void texts(Dialect dialect, Json frame, Map<String, String> texts) {
        dialect.answerTexts(frame, (role, run, node) -> {
            if (run != TextVisitor.REPEATED) {
                texts.merge(role + " " + run, node.text(), String::concat);
            }
        });
        byte[] packed = dialect.unpacked(frame);
        if (packed != null) {
            texts(dialect, Json.ours(packed), texts);
        }
    }

    private static List<String> withoutTexts(Dialect dialect, Framing framing, byte[] stream) {
        List<String> rest = new ArrayList<>();
        TextFlow.OfPieces blank = (role, run, text) -> "";
        frames(
                framing,
                stream,
                json -> rest.add(new String(new TextPatch(dialect, new TextFlows(List.of(blank))).whole(json), UTF_8)));
        return rest;
    }

    private static void frames(Framing framing, byte[] stream, Consumer<Json> sink) {
        FrameReader reader = framing.reader(1 << 24);
        FrameSink frames = (name, bytes, from, to) -> {
            try {
                sink.accept(Json.parse(Arrays.copyOfRange(bytes, from, to)));
            } catch (JsonException noJson) {
                // the end of the stream
            }
        };
        reader.feed(stream, 0, stream.length, frames);
        reader.end(frames);
    }
}
