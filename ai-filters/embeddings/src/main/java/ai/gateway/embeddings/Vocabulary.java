package ai.gateway.embeddings;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** The pieces of words that a model knows, by number: those that begin a word, and those that go on with one. */
final class Vocabulary {

    static final int ABSENT = -1;

    private static final String GOES_ON = "##";

    private final Map<String, Integer> first = new HashMap<>();
    private final Map<String, Integer> further = new HashMap<>();
    private int longest;

    private Vocabulary() {}

    /** Reads a {@code tokenizer.json}. */
    static Vocabulary read(InputStream json) throws IOException {
        Vocabulary vocabulary = new Vocabulary();
        try {
            Json model = Json.parse(json.readAllBytes()).get("model");
            if (!model.get("type").is("WordPiece")) {
                throw new IOException("tokenizer.json: model " + model.get("type") + " (expected: WordPiece)");
            }
            model.get("vocab").members((piece, id) -> vocabulary.add(piece, (int) id.number(ABSENT)));
        } catch (JsonException broken) {
            throw new IOException("tokenizer.json: no JSON", broken);
        }
        return vocabulary;
    }

    private void add(String piece, int id) {
        boolean goesOn = piece.startsWith(GOES_ON) && piece.length() > GOES_ON.length();
        String text = goesOn ? piece.substring(GOES_ON.length()) : piece;
        (goesOn ? further : first).put(text, id);
        longest = Math.max(longest, text.length());
    }

    /** The number of what begins a word; {@link #ABSENT} when no word begins so. */
    int first(String piece) {
        return first.getOrDefault(piece, ABSENT);
    }

    /** The number of what goes on with a word; {@link #ABSENT} when none goes on so. */
    int further(String piece) {
        return further.getOrDefault(piece, ABSENT);
    }

    /** The number of a sign that stands for no text. */
    int sign(String name) {
        int id = first(name);
        if (id == ABSENT) {
            throw new IllegalArgumentException("tokenizer.json: no " + name);
        }
        return id;
    }

    /** How many chars the longest piece has. */
    int longest() {
        return longest;
    }

    int size() {
        return first.size() + further.size();
    }
}
