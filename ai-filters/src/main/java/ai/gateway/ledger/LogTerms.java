package ai.gateway.ledger;

import ai.gateway.exchange.Principal;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Text;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * By what a logged exchange is found that is no column of its own: its owners, what its client says of its user, and the words of its
 * bodies. A term is a number that is made of it (FNV-1a, 64 bits); whoever finds by it looks whether it is so.
 */
final class LogTerms {

    private static final int MOST_WORDS = 1000;
    private static final int LONGEST_WORD = 40;
    private static final long BASIS = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private LogTerms() {}

    static Set<Long> of(Logged logged) {
        Set<Long> terms = new LinkedHashSet<>();
        for (String owner : Principal.path(logged.entry().who().owner())) {
            terms.add(owner(owner));
        }
        logged.person().properties().forEach((name, value) -> terms.add(property(name, value)));
        Set<String> words = new LinkedHashSet<>();
        add(logged.bodies().prompt(), words);
        add(logged.bodies().answer(), words);
        words.forEach(word -> terms.add(word(word)));
        return terms;
    }

    static long owner(String owner) {
        return number('o', owner);
    }

    static long property(String name, String value) {
        return number('p', name + '\n' + value);
    }

    private static long word(String word) {
        return number('w', word);
    }

    /** Those that must be there where this text is. */
    static Set<Long> ofText(String text) {
        Set<String> words = new LinkedHashSet<>();
        addWords(text, words);
        Set<Long> terms = new LinkedHashSet<>();
        words.forEach(word -> terms.add(word(word)));
        return terms;
    }

    private static void add(@Nullable Body body, Set<String> words) {
        if (body != null) {
            for (Text text : body.texts()) {
                addWords(text.text(), words);
            }
        }
    }

    /** A run of letters and digits is a word; in writing that has no spaces, each character is. */
    private static void addWords(String text, Set<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        int begin = -1;
        for (int at = 0; at < lower.length() && words.size() < MOST_WORDS; ) {
            int c = lower.codePointAt(at);
            boolean alone = isAlone(c);
            boolean goesOn = !alone && Character.isLetterOrDigit(c);
            if (!goesOn && begin >= 0) {
                words.add(cut(lower, begin, at));
                begin = -1;
            }
            if (alone) {
                words.add(Character.toString(c));
            } else if (goesOn && begin < 0) {
                begin = at;
            }
            at += Character.charCount(c);
        }
        if (begin >= 0 && words.size() < MOST_WORDS) {
            words.add(cut(lower, begin, lower.length()));
        }
    }

    private static String cut(String text, int from, int to) {
        return text.substring(from, Math.min(to, from + LONGEST_WORD));
    }

    private static boolean isAlone(int c) {
        if (c < 0x0E00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetterOrDigit(c);
            default -> false;
        };
    }

    private static long number(char kind, String text) {
        long hash = (BASIS ^ kind) * PRIME;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
