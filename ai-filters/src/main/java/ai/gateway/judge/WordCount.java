package ai.gateway.judge;

import org.jspecify.annotations.Nullable;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which of the languages of a script a text is in: its words speak for those that have them, the more the fewer these are; its
 * letters against those that lack them.
 */
final class WordCount {

    /** So many words more it must have than any that may be. */
    private static final double AHEAD = 2.8;

    private static final double MOST_OF_OTHERS = 0.5;

    /** Of words in a row, so many are in the lists of a language. */
    private static final double FEWEST_A_WORD = 0.15;

    private static final double LETTER = 0.6;
    private static final double MISSING = -0.5;
    private static final double END = 0.35;

    /** What is said more often says no more. */
    private static final int TWICE = 2;

    private static final int SHORTEST_ENDED = 5;
    private static final int LONGEST_END = 6;
    private static final int LONGEST_WORD = 24;

    private final Languages languages = Languages.ALL;
    private final UnicodeScript script;
    /** What words say, shared among those that have them: which language it is. */
    private final double[] points = new double[languages.size()];

    /** The same in full: whether it is a language at all. */
    private final double[] hits = new double[languages.size()];

    private final Map<String, Integer> seen = new HashMap<>();
    private int words;

    private WordCount(UnicodeScript script) {
        this.script = script;
    }

    /** What it is most like, where it surely is in none of the others. */
    static @Nullable String beside(Set<String> others, String text, UnicodeScript script) {
        WordCount count = new WordCount(script);
        count.read(text);
        return count.beside(others);
    }

    /** A word with a capital that begins no sentence is a name, or a noun, and has no say. */
    private void read(String text) {
        int start = 0;
        boolean begins = true;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetter(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK) {
                continue;
            }
            if (i > start && isWord(text, start, i)) {
                if (begins || !Character.isUpperCase(text.charAt(start))) {
                    word(text.substring(start, i).toLowerCase(Locale.ROOT));
                }
                begins = false;
            }
            begins |= ".!?:\n\"'“„«(*-#>".indexOf(c) >= 0;
            start = i + 1;
        }
    }

    /** No part of an address, of a number or of a name that programs have. */
    private static boolean isWord(String text, int start, int end) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        boolean dotted = after == '.' && end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1));
        return end - start <= LONGEST_WORD
                && "_/\\@.=<$%&".indexOf(before) < 0
                && "_/\\@=<(".indexOf(after) < 0
                && !dotted
                && !Character.isDigit(before)
                && !Character.isDigit(after);
    }

    private void word(String word) {
        if (seen.merge(word, 1, Integer::sum) > TWICE) {
            return;
        }
        words++;
        share(languages.having(word), 1);
        if (word.length() >= SHORTEST_ENDED) {
            int @Nullable [] ended = null;
            for (int length = Math.min(LONGEST_END, word.length() - 2); length > 1 && ended == null; length--) {
                ended = languages.ending(word.substring(word.length() - length));
            }
            share(ended, END);
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) > 'z') {
                letter(word.charAt(i));
                return;
            }
        }
    }

    private void share(int @Nullable [] all, double most) {
        if (all == null) {
            return;
        }
        for (int language : all) {
            points[language] += most / all.length;
            hits[language] += most;
        }
    }

    private void letter(char letter) {
        int having = 0;
        for (int i = 0; i < points.length; i++) {
            having += languages.isOf(i, script) && languages.has(i, letter) ? 1 : 0;
        }
        for (int i = 0; i < points.length && having > 0; i++) {
            if (languages.isOf(i, script) && languages.hasAlphabet(i)) {
                points[i] += languages.has(i, letter) ? LETTER / having : MISSING;
                hits[i] += languages.has(i, letter) ? LETTER : MISSING;
            }
        }
    }

    private @Nullable String beside(Set<String> others) {
        int best = -1;
        double next = 0;
        boolean rivals = false;
        for (int i = 0; i < points.length; i++) {
            if (languages.isOf(i, script)) {
                boolean other = others.contains(languages.code(i));
                rivals |= other;
                next = other ? Math.max(next, hits[i]) : next;
                best = best < 0 || points[i] > points[best] ? i : best;
            }
        }
        if (best < 0 || others.contains(languages.code(best))) {
            return null;
        }
        double most = hits[best];
        boolean sure = most - next >= AHEAD && next <= MOST_OF_OTHERS * most && most >= FEWEST_A_WORD * words;
        return sure || (!rivals && script != UnicodeScript.LATIN) ? languages.code(best) : null;
    }
}
