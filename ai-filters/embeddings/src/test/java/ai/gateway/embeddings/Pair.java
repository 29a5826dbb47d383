package ai.gateway.embeddings;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Two questions.
 *
 * @param same whether somebody has found that they ask the same
 */
record Pair(String a, String b, boolean same) {

    /** One a line, as JSON. */
    static List<Pair> read(Path file) throws IOException, JsonException {
        List<Pair> pairs = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Json pair = Json.parse(line.getBytes(UTF_8));
                pairs.add(new Pair(
                        pair.get("a").text(),
                        pair.get("b").text(),
                        pair.get("label").number(0) == 1));
            }
        }
        return pairs;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
