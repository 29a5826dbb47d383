package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Usage;
import ai.gateway.recall.Kept;
import ai.gateway.recall.Pace;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import static ai.gateway.exchange.Usage.ABSENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Every recorded answer, told to somebody who is to be told that it used nothing: its counts are 0, and nothing else changes. */
class ZeroUsageTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern NUMBER = Pattern.compile("-?\\d++(\\.\\d++)?+([eE][+-]?\\d++)?+");

    /** Where providers tell what was used, by the names alone; what a guardrail looked at belongs to its findings. */
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?!.*(guardrail|assessments)/).*/(usage|usage_breakdown|usageMetadata|tool_usage|billed_units|meta/tokens)/.*"
                    + "|/(prompt_)?eval_count|/(prompt|generation)_token_count|/inputTextTokenCount"
                    + "|/totalOutputTextTokenCount|/results/\\d+/tokenCount|.*/statistics/token_count"
                    + "|.*/meta/cached_tokens|/amazon-bedrock-invocationMetrics/\\w+Count");

    @Test
    void frames_recordedStreams_countsAreZeroAndNothingElseChanges() {
        Map<String, Integer> changed = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Recording recording : Recordings.where(one -> RecordedAnswers.framing(one) != null)) {
            Framing framing = RecordedAnswers.framing(recording);
            Dialect dialect = RecordedAnswers.dialect(recording);
            byte[] out = zeroed(dialect, framing, recording.response());

            List<JsonNode> before = frames(dialect, framing, recording.response());
            compare(recording, before, frames(dialect, framing, out), wrong);
            if (framing != Framing.AWS_EVENTS) {
                assertThat(masked(out)).as(recording.toString()).isEqualTo(masked(recording.response()));
            }
            Usage told = usage(dialect, framing, recording.response());
            assertThat(counts(usage(dialect, framing, out)))
                    .as(recording.toString())
                    .isEqualTo(zeros(counts(told)));
            if (told.total() > 0) {
                changed.merge(dialect.id() + " " + framing, 1, Integer::sum);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(changed)
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

    @Test
    void whole_recordedAnswers_countsAreZeroAndNothingElseChanges() {
        Map<String, Integer> changed = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Recording recording : Recordings.where(one -> one.kind().equals("json")
                && one.status() < 400
                && one.response().length > 0
                && RecordedAnswers.framing(one) == null)) {
            Dialect dialect = RecordedAnswers.dialect(recording);
            byte[] out = zeroing(dialect).whole(Json.parse(recording.response()));

            compare(recording, List.of(MAPPER.readTree(recording.response())), List.of(MAPPER.readTree(out)), wrong);
            assertThat(masked(out)).as(recording.toString()).isEqualTo(masked(recording.response()));
            Usage told = usage(dialect, recording.response());
            assertThat(counts(usage(dialect, out))).as(recording.toString()).isEqualTo(zeros(counts(told)));
            if (told.total() > 0) {
                changed.merge(dialect.id(), 1, Integer::sum);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(changed)
                .containsOnlyKeys("anthropic", "bedrock", "cohere", "gemini", "ollama", "openai", "responses");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            openai    | {"usage": {"prompt_tokens": 1.0, "cost" : 2e-5, "tier":"7", "a":[3, {"b":4}]}, "n":5} | {"usage": {"prompt_tokens": 0, "cost" : 0, "tier":"7", "a":[0, {"b":0}]}, "n":5}
            openai    | {"choices":[{"usage":{"total_tokens":3},"index":1}],"usage":null}  | {"choices":[{"usage":{"total_tokens":0},"index":1}],"usage":null}
            openai    | {"choices":[{"message":{"content":"{\\"usage\\":{\\"a\\":1}}"}}]}   | {"choices":[{"message":{"content":"{\\"usage\\":{\\"a\\":1}}"}}]}
            anthropic | {"content":[{"type":"tool_use","input":{"usage":{"a":1}}}]}        | {"content":[{"type":"tool_use","input":{"usage":{"a":1}}}]}
            anthropic | {"amazon-bedrock-invocationMetrics":{"inputTokenCount":3,"invocationLatency":9}} | {"amazon-bedrock-invocationMetrics":{"inputTokenCount":0,"invocationLatency":9}}
            gemini    | [{"usageMetadata":{"promptTokenCount":3}}, {"responseId":"4"}]     | [{"usageMetadata":{"promptTokenCount":0}}, {"responseId":"4"}]
            ollama    | {"eval_count":3,"eval_duration":4,"prompt_eval_count":5}           | {"eval_count":0,"eval_duration":4,"prompt_eval_count":0}
            bedrock   | {"usage":{"inputTokens":3},"metrics":{"latencyMs":4}}              | {"usage":{"inputTokens":0},"metrics":{"latencyMs":4}}
            cohere    | {"meta":{"api_version":{"version":"2"},"billed_units":{"search_units":1}}} | {"meta":{"api_version":{"version":"2"},"billed_units":{"search_units":0}}}
            """)
    void whole_whatIsNoCount_stays(String dialect, String answer, String told) {
        TextPatch patch = zeroing(RecordedAnswers.DIALECTS.get(dialect));

        assertThat(new String(patch.whole(Json.parse(answer.getBytes(UTF_8))), UTF_8))
                .isEqualTo(told);
    }

    private static TextPatch zeroing(Dialect dialect) {
        Provenance kept = new Provenance();
        Kept answer = new Kept(dialect.id(), "", "", Map.of(), new byte[0], new int[0], new int[0], -1);
        kept.found(new Zeroing(), new Found(answer, Pace.AT_ONCE, "hit", 0, Double.NaN, false));
        return new TextPatch(dialect, TextFlows.NONE, kept);
    }

    private static byte[] zeroed(Dialect dialect, Framing framing, byte[] stream) {
        return RecordedAnswers.passed(RecordedAnswers.exchange(dialect), framing, zeroing(dialect), stream);
    }

    private static String masked(byte[] text) {
        return NUMBER.matcher(new String(text, UTF_8)).replaceAll("#");
    }

    private static void compare(Recording recording, List<JsonNode> before, List<JsonNode> after, List<String> wrong) {
        assertThat(after).as(recording.toString()).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            compare(recording + " ", before.get(i), after.get(i), wrong);
        }
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<String> wrong) {
        if (before.isObject() && after.isObject()) {
            assertThat(after.propertyNames()).isEqualTo(before.propertyNames());
            before.propertyNames()
                    .forEach(name -> compare(path + "/" + name, before.path(name), after.path(name), wrong));
        } else if (before.isArray() && after.isArray()) {
            assertThat(after.size()).isEqualTo(before.size());
            for (int i = 0; i < before.size(); i++) {
                compare(path + "/" + i, before.path(i), after.path(i), wrong);
            }
        } else if (before.isNumber()
                && ACCOUNT.matcher(path.substring(path.indexOf(' ') + 1)).matches()) {
            if (!after.toString().equals("0")) {
                wrong.add(path + ": " + after + " (told: 0)");
            }
        } else if (!after.equals(before)) {
            wrong.add(path + ": " + after + " (was: " + before + ")");
        }
    }

    /** Each frame, a packed one as what it brings; of what is no JSON its text. */
    private static List<JsonNode> frames(Dialect dialect, Framing framing, byte[] stream) {
        List<JsonNode> frames = new ArrayList<>();
        frames(framing, stream, (name, bytes, from, to) -> {
            Json frame = LenientJson.parse(bytes, from, to);
            byte[] packed = frame == null ? null : dialect.unpacked(frame);
            byte[] json = packed == null ? Arrays.copyOfRange(bytes, from, to) : packed;
            frames.add(MAPPER.getNodeFactory().stringNode(name));
            frames.add(
                    frame == null
                            ? MAPPER.getNodeFactory().stringNode(new String(json, UTF_8))
                            : MAPPER.readTree(json));
        });
        return frames;
    }

    private static void frames(Framing framing, byte[] stream, FrameSink sink) {
        FrameReader reader = framing.reader(1 << 24);
        reader.feed(stream, 0, stream.length, sink);
        FrameReader.End end = reader.end(sink);
        assertThat(reader instanceof AwsEventStreamReader ? end : FrameReader.End.WHOLE)
                .isEqualTo(FrameReader.End.WHOLE);
    }

    private static Usage usage(Dialect dialect, byte[] answer) {
        AnswerFacts facts = new AnswerFacts();
        dialect.answerFacts(Json.parse(answer), facts);
        return facts.usage();
    }

    private static Usage usage(Dialect dialect, Framing framing, byte[] stream) {
        AnswerFacts facts = new AnswerFacts();
        frames(framing, stream, (name, bytes, from, to) -> {
            Json frame = LenientJson.parse(bytes, from, to);
            if (frame != null) {
                dialect.frameFacts(name, frame, facts);
            }
        });
        return facts.usage();
    }

    /** Searches and pictures are counted in what an answer says, too. */
    private static List<Long> counts(Usage usage) {
        Besides besides = usage.besides();
        return List.of(
                usage.input(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.output(),
                usage.reasoning(),
                usage.audioInput(),
                usage.audioOutput(),
                besides.cacheWriteHour(),
                besides.imageInput(),
                besides.imageOutput(),
                besides.bill().cost(),
                besides.bill().input(),
                besides.bill().output());
    }

    private static List<Long> zeros(List<Long> counts) {
        return counts.stream().map(count -> count == ABSENT ? ABSENT : 0).toList();
    }

    private static final class Zeroing implements Recollection {

        @Override
        public boolean zeroesUsage() {
            return true;
        }

        @Override
        public String key() {
            return "";
        }

        @Override
        public long most() {
            return 0;
        }

        @Override
        public Mono<Found> find() {
            return Mono.empty();
        }

        @Override
        public void keep(Kept answer, AnswerFacts facts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String missed() {
            return "miss";
        }
    }
}
