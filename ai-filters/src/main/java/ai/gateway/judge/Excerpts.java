package ai.gateway.judge;

import java.util.ArrayList;
import java.util.List;

/** A text as passages that a model of vectors reads as a whole; of a long text some, from its beginning to its end. */
final class Excerpts {

    /** About as much as the model that is built in reads. */
    private static final int WORDS = 60;

    /** A word that is longer is none. */
    private static final int LONGEST = 40;

    private static final int MOST = 8;

    private Excerpts() {}

    static List<String> of(String text) {
        List<String> words = words(text);
        int all = (words.size() + WORDS - 1) / WORDS;
        int taken = Math.min(all, MOST);
        List<String> passages = new ArrayList<>();
        for (int i = 0; i < taken; i++) {
            int number = taken == 1 ? 0 : i * (all - 1) / (taken - 1);
            int from = all <= MOST ? words.size() * number / all : number * WORDS;
            int to = all <= MOST ? words.size() * (number + 1) / all : Math.min(words.size(), from + WORDS);
            passages.add(String.join(" ", words.subList(from, to)));
        }
        return passages;
    }

    /** What has no blanks is cut: scripts without them, and files. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean blank = i == text.length() || Character.isWhitespace(text.charAt(i));
            if (i > start && (blank || (i - start >= LONGEST && !Character.isLowSurrogate(text.charAt(i))))) {
                words.add(text.substring(start, i));
                start = i;
            }
            start = blank ? i + 1 : start;
        }
        return words;
    }
}
