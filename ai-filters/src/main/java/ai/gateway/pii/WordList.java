package ai.gateway.pii;

import java.util.List;

/**
 * Words and phrases that are found as whole words, in small letters or capitals.
 *
 * @param name what they are, as an entity's name
 */
public record WordList(String name, List<String> words) {

    public WordList {
        requireName("words", name);
        words = List.copyOf(words);
    }

    static void requireName(String what, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(what + ": a blank name (expected: one such as PROJECT)");
        }
    }
}
