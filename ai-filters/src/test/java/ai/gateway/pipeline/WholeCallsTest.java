package ai.gateway.pipeline;

import ai.gateway.mask.Flows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Arguments that come as an object, in dialects that have no others. */
class WholeCallsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "gemini | SSE | data: {\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":"
                        + "{\"op\":\"<\",\"value\":\"5\",\"to\":\"<EMAIL_1>\"}}}]}}]}",
                "ollama | NDJSON | {\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\","
                        + "\"arguments\":{\"op\":\"<\",\"value\":\"5\",\"to\":\"<EMAIL_1>\"}}}]}}"
            })
    void strings_ofACallInOneFrame_areEachByThemselves(String dialect, Framing framing, String frame) {
        String end = framing == Framing.SSE ? "\n\n" : "\n";
        TextPatch patch = new TextPatch(
                RecordedAnswers.DIALECTS.get(dialect),
                new TextFlows(List.of(Flows.restoring(Map.of("<EMAIL_1>", "a@b.example")))));

        byte[] out = patch.frames(framing, (frame + end + frame + end).getBytes(UTF_8));

        String expected = (frame + end).replace("<EMAIL_1>", "a@b.example");
        assertThat(new String(out, UTF_8) + new String(patch.rest(), UTF_8)).isEqualTo(expected + expected);
    }
}
