package ai.gateway.injection;

/** Words whose letters stand apart: {@code i g n o r e}, {@code i.g.n.o.r.e}. */
final class Spaced {

    private static final String BETWEEN = " .-_*/,~+";
    private static final int FEWEST = 5;

    /** Behind a word of that kind. */
    private static final int FEWEST_MORE = 2;

    private static final int NEAR = 4;

    private final Letters text;
    private final Marks marks;
    private final Letters out;
    private int at;
    private int behind = -NEAR;

    private Spaced(Letters text, Marks marks) {
        this.text = text;
        this.marks = marks;
        this.out = new Letters(text.length());
    }

    /** The letters of such words together; the same letters where there are none. */
    static Letters joined(Letters text, Marks marks) {
        int first = 0;
        while (first < text.length() && last(text, first, FEWEST) < 0) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        Spaced spaced = new Spaced(text, marks);
        while (spaced.at < text.length()) {
            spaced.next();
        }
        return spaced.out;
    }

    private void next() {
        int last = last(text, at, at - behind < NEAR ? FEWEST_MORE : FEWEST);
        if (last < 0) {
            out.add(text, at++);
            return;
        }
        boolean cut = text.at(at + 1) == ' ';
        marks.add("letters-apart", out.length());
        Letters word = new Letters((last - at) / 2 + 1);
        for (; at <= last; at += 2) {
            word.add(text, at);
        }
        at = last + 1;
        behind = at;
        if (cut) {
            cut(word);
        } else {
            append(word, 0, word.length());
        }
        while (text.at(at) == ' ' && at < text.length() && text.at(at + 1) == ' ') {
            at++;
        }
    }

    /** Words that had nothing but the same blanks between them and between their letters. */
    private void cut(Letters word) {
        Trie trie = Knowledge.ALL.trie();
        int from = 0;
        while (from < word.length()) {
            int end = longest(trie, word, from);
            append(word, from, end);
            if (end < word.length() && end - from > 1) {
                out.add(' ', word.start(end), word.start(end));
            }
            from = end;
        }
    }

    private static int longest(Trie trie, Letters word, int from) {
        int end = from + 1;
        int node = Trie.ROOT;
        for (int i = from; i < word.length() && node != Trie.NONE; i++) {
            node = trie.step(node, word.small(i));
            if (node != Trie.NONE && trie.word(node).length > 0) {
                end = i + 1;
            }
        }
        return end;
    }

    private void append(Letters word, int from, int to) {
        for (int i = from; i < to; i++) {
            out.add(word, i);
        }
    }

    /** Where the last letter of a run stands that begins here, or -1. */
    private static int last(Letters text, int from, int fewest) {
        char between = text.at(from + 1);
        if (BETWEEN.indexOf(between) < 0 || !isAlone(text, from)) {
            return -1;
        }
        int count = 1;
        int last = from;
        while (text.at(last + 1) == between && isAlone(text, last + 2)) {
            last += 2;
            count++;
        }
        return count >= fewest ? last : -1;
    }

    private static boolean isAlone(Letters text, int at) {
        return Character.isLetter(text.at(at))
                && !Character.isLetterOrDigit(text.at(at - 1))
                && !Character.isLetterOrDigit(text.at(at + 1));
    }
}
