package ai.gateway.judge;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** How often messages of programs, as they were translated for this machine, are taken for another language than theirs. */
class LanguageFiguresTest {

    private static final Path FOLDER = Path.of("/usr/share/locale");
    private static final int MESSAGES = 200;
    private static final int SHORTEST = 70;
    private static final int LONGEST = 600;
    private static final long SEED = 1;

    /** What is known of languages was written without these messages. */
    private static final List<String> LANGUAGES = List.of(
            "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "tr", "id", "vi",
            "hr", "ru", "uk", "bg", "sr", "el", "ja", "ko", "zh_CN", "he", "ar", "fa", "hi", "th");

    @Test
    void messages_areSeldomTakenForAnotherLanguage() {
        Assumptions.assumeTrue(
                Files.isDirectory(FOLDER.resolve("de/LC_MESSAGES")), "no messages: " + FOLDER + " has no catalogues");
        Guard english = Judges.language("english", Set.of("en"));
        int all = 0;
        int objected = 0;
        Map<String, String> wrong = new TreeMap<>();
        for (String language : LANGUAGES) {
            Guard own = Judges.language("own", Set.of(language));
            List<String> messages = messages(language);
            long others =
                    messages.stream().filter(text -> objects(english, text)).count();
            messages.stream().filter(text -> objects(own, text)).forEach(text -> wrong.put(text, language));
            System.out.printf("%s: %d of %d are not English%n", language, others, messages.size());
            all += messages.size();
            objected += (int) others;
        }
        Assumptions.assumeTrue(all > 1000, "no messages: " + all + " in " + FOLDER);

        System.out.printf("all: %d of %d are not English, %d not in their own language%n", objected, all, wrong.size());
        assertThat(objected / (double) all).isGreaterThan(0.85);
        assertThat(wrong.size() / (double) all).isLessThan(0.005);
    }

    private static boolean objects(Guard guard, String text) {
        return Asked.objection(guard, Asked.says(text)) != null;
    }

    private static List<String> messages(String language) {
        Set<String> all = new TreeSet<>();
        Path folder = FOLDER.resolve(language).resolve("LC_MESSAGES");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".mo"))
                        .forEach(file -> all.addAll(Catalogue.translated(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        List<String> sentences =
                all.stream().filter(LanguageFiguresTest::isSentence).toList();
        return new Random(SEED)
                .ints(0, Math.max(1, sentences.size()))
                .limit(sentences.isEmpty() ? 0 : MESSAGES)
                .mapToObj(sentences::get)
                .distinct()
                .toList();
    }

    private static boolean isSentence(String text) {
        boolean plain = text.chars().noneMatch(c -> "<>{}\\$=".indexOf(c) >= 0);
        return plain && text.length() >= SHORTEST && text.length() <= LONGEST && !text.contains("--");
    }
}
