package ai.gateway.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code ai/gateway/models.csv}, whose own first lines say what it looks like. */
final class TableFile {

    private static final String NAME = "/ai/gateway/models.csv";

    private TableFile() {}

    static BuiltInFacts read() {
        BuiltInFacts facts = new BuiltInFacts();
        lines().forEach(facts::add);
        return facts;
    }

    static List<TableLine> lines() {
        String text = text();
        List<TableLine> lines = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = text.indexOf('\n', from);
            if (text.charAt(from) != '#') {
                lines.add(TableLine.of(text.substring(from, to)));
            }
            from = to + 1;
        }
        return lines;
    }

    private static String text() {
        try (InputStream file = TableFile.class.getResourceAsStream(NAME)) {
            if (file == null) {
                throw new IllegalStateException(NAME + ": is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
