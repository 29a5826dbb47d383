package ai.gateway.app.standin;

import ai.gateway.app.standin.Client.Event;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Every key that a real provider sent is also there when the stand-in answers the same kind of request: for what it words by
 * itself. What the codecs write is judged by their own tests.
 */
class RecordedShapesTest {
    static List<Arguments> recordings() {
        return List.of(
                row(
                        "openai/completions/ai-gateway__completion-streaming-usage",
                        "sse",
                        "/v1/completions",
                        "{'stream':%s,'stream_options':{'include_usage':true},'prompt':'%s'}",
                        "hi"),
                row(
                        "openai/moderations/ruby-llm__moderate-with-openai-provider-moderates-text-with-an-image-attachment",
                        "json",
                        "/v1/moderations",
                        "{'stream':%s,'input':'%s'}",
                        "hi"));
    }

    private static Arguments row(String recording, String kind, String path, String template, String text) {
        return Arguments.of(recording, kind, path, String.format(template, !kind.equals("json"), text));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void answer_sameKindAsARecording_hasAllItsKeys(String recording, String kind, String path, String body)
            throws IOException {
        Path file = Path.of(
                System.getProperty("shared.dir", "no-such-folder"), "recordings", recording + ".response." + kind);
        assumeThat(file).as("recordings of real providers are not here").exists();
        try (Client client = new Client(StandInSettings.forMachines())) {
            HttpResponse<byte[]> response = client.post(path, body);

            Set<String> missing = keys(kind, Files.readAllBytes(file));
            missing.removeAll(keys(kind, response.body()));
            assertThat(missing).isEmpty();
        }
    }

    private static Set<String> keys(String kind, byte[] body) {
        Set<String> keys = new TreeSet<>();
        String text = new String(body, StandardCharsets.UTF_8);
        if (kind.equals("json")) {
            collect(Objects.requireNonNull(Values.parseOrNull(text)), "", keys);
            return keys;
        }
        for (Event event : Client.events(text)) {
            keys.add(event.data() == null ? "[DONE]" : event.name());
            if (event.data() != null) {
                collect(event.json(), event.name(), keys);
            }
        }
        return keys;
    }

    private static void collect(JsonNode node, String at, Set<String> keys) {
        if (node.isArray()) {
            node.forEach(item -> collect(item, at + "[]", keys));
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = at + "/" + field.getKey();
            keys.add(key);
            collect(field.getValue(), key, keys);
        }
    }
}
