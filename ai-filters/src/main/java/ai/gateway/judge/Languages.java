package ai.gateway.judge;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What is known of languages, as {@code languages.txt} says: the words that any text has, endings, letters. Each has a number. */
final class Languages {

    /** Those that nobody shares their script with, as far as is known here. */
    private static final Map<UnicodeScript, String> ALONE = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.BENGALI, "bn"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.TELUGU, "te"),
            Map.entry(UnicodeScript.GUJARATI, "gu"),
            Map.entry(UnicodeScript.KANNADA, "kn"),
            Map.entry(UnicodeScript.MALAYALAM, "ml"),
            Map.entry(UnicodeScript.GURMUKHI, "pa"),
            Map.entry(UnicodeScript.KHMER, "km"),
            Map.entry(UnicodeScript.LAO, "lo"),
            Map.entry(UnicodeScript.MYANMAR, "my"),
            Map.entry(UnicodeScript.SINHALA, "si"),
            Map.entry(UnicodeScript.ETHIOPIC, "am"));

    static final Languages ALL = new Languages();

    private final List<String> codes = new ArrayList<>();
    private final List<UnicodeScript> scripts = new ArrayList<>();
    private final List<Set<Integer>> letters = new ArrayList<>();
    private final Map<String, int[]> words = new HashMap<>();
    private final Map<String, int[]> ends = new HashMap<>();

    private Languages() {
        try (InputStream in = Languages.class.getResourceAsStream("languages.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        String code = line.substring(0, 2);
        int colon = line.indexOf(':');
        String values = line.substring(colon + 1).strip();
        if (!codes.contains(code)) {
            codes.add(code);
            scripts.add(UnicodeScript.of(values.codePointAt(0)));
            letters.add(new HashSet<>());
        }
        int number = codes.indexOf(code);
        switch (line.substring(3, colon)) {
            case "words" -> add(number, values, words);
            case "ends" -> add(number, values, ends);
            case "letters" -> values.codePoints().forEach(letters.get(number)::add);
            default -> throw new IllegalStateException("languages.txt: " + line);
        }
    }

    private static void add(int number, String values, Map<String, int[]> into) {
        for (String value : new HashSet<>(List.of(values.split(" ", -1)))) {
            int[] before = into.getOrDefault(value, new int[0]);
            int[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = number;
            into.put(value, after);
        }
    }

    int size() {
        return codes.size();
    }

    String code(int number) {
        return codes.get(number);
    }

    boolean isOf(int number, UnicodeScript script) {
        return scripts.get(number) == script;
    }

    /** Whether its alphabet has that letter. */
    boolean has(int number, int letter) {
        return letters.get(number).contains(letter);
    }

    boolean hasAlphabet(int number) {
        return !letters.get(number).isEmpty() || scripts.get(number) == UnicodeScript.LATIN;
    }

    /** The languages that have the word; null for none. */
    int @Nullable [] having(String word) {
        return words.get(word);
    }

    /** The languages many words of which end so; null for none. */
    int @Nullable [] ending(String end) {
        return ends.get(end);
    }

    /** The language of all that is written so; null where there are several. */
    static @Nullable String alone(UnicodeScript script) {
        return ALONE.get(script);
    }

    /** The codes of all of them. */
    Set<String> codes() {
        Set<String> all = new TreeSet<>(codes);
        all.addAll(ALONE.values());
        all.addAll(Set.of("ja", "zh"));
        return all;
    }
}
