package ai.gateway.judge;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** In which language a text is, where that is sure. */
final class LanguageGuard extends TextGuard {

    private final Set<String> languages = new TreeSet<>();

    LanguageGuard(String name, Set<String> languages) {
        super(name);
        CodeWords.ready();
        languages.forEach(language -> this.languages.add(known(language)));
        if (this.languages.isEmpty()) {
            throw new IllegalArgumentException("languages: none (expected: codes of languages, such as en)");
        }
    }

    /** Without its region; Norwegian has three codes. */
    private static String known(String language) {
        String code = language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        String norwegian = code.equals("nb") || code.equals("nn") ? "no" : code;
        if (!Languages.ALL.codes().contains(norwegian)) {
            throw new IllegalArgumentException(
                    "languages: " + language + " (expected: of " + String.join(", ", Languages.ALL.codes()) + ")");
        }
        return norwegian;
    }

    @Override
    @Nullable
    Objection objection(int index, String text) {
        String language = Tongue.beside(languages, text);
        return language == null
                ? null
                : new Objection("language", "like " + language + " (expected: " + String.join(", ", languages) + ")");
    }
}
