package ai.gateway.semantic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The proper names of two questions. */
final class Names {

    /** Of a text with more words than this, not all are looked at for other forms of a name. */
    private static final int MOST = 64;

    private Names() {}

    /** Whether one has a name that the other does not have in any way of writing it. */
    static boolean differ(Question one, Question other) {
        return isMissing(one.names(), other) || isMissing(other.names(), one);
    }

    private static boolean isMissing(String[] names, Question from) {
        if (names.length == 0) {
            return false;
        }
        Set<String> there = written(from.words());
        for (String name : names) {
            boolean found = there.contains(name)
                    || there.contains(Lexicon.concept(name))
                    || isRelated(Inflection.root(name), from.content());
            if (!found) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRelated(String name, String[] content) {
        for (int i = 0; i < Math.min(content.length, MOST); i++) {
            if (Inflection.isRelated(name, content[i])) {
                return true;
            }
        }
        return false;
    }

    /** Its words, and each two that stand side by side as one: {@code You Tube} has {@code YouTube}. */
    private static Set<String> written(List<Word> words) {
        Set<String> all = new HashSet<>();
        String before = "";
        for (Word word : words) {
            all.add(word.text());
            all.add(word.root());
            all.add(before.concat(word.text()));
            before = word.text();
        }
        return all;
    }
}
