package ai.gateway.injection;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines that do not belong where they stand: orders and questions among rows, or that are about something else. */
final class Layout {

    private static final Set<Integer> ORDERS = Stream.of(
                    "@compose", "@explain", "@alter", "@encode", "@promote", "@command", "@weave")
            .map(Knowledge.ALL::number)
            .collect(Collectors.toUnmodifiableSet());

    private static final int ASK = Knowledge.ALL.number("@ask");
    private static final int PLEASE = Knowledge.ALL.number("@please");
    private static final int COMMON = Knowledge.ALL.number("@common");

    private static final int PROSE_AMONG_ROWS = Knowledge.ALL.number("prose-among-rows");

    /** What may be said of a line that is an order, and of one that is a question. */
    private record Kind(int amongRows, int alone, int first, int last, int offTopic) {

        static Kind of(String what) {
            return new Kind(
                    Knowledge.ALL.number(what + "-among-rows"),
                    Knowledge.ALL.number(what + "-alone"),
                    Knowledge.ALL.number(what + "-first"),
                    Knowledge.ALL.number(what + "-last"),
                    Knowledge.ALL.number(what + "-off-topic"));
        }
    }

    private static final Kind ORDER = Kind.of("order");
    private static final Kind QUESTION = Kind.of("question");

    private static final int FEWEST_LINES = 2;
    private static final int FEWEST_WORDS = 3;
    private static final int MOST_WORDS = 48;

    private final Words words;
    private final Hits hits;
    private final boolean[] orders;
    private final boolean[] questions;
    private final boolean[] common;
    private final Stems stems;
    private int rows;
    private int lines;

    private Layout(Words words, Hits hits) {
        this.words = words;
        this.hits = hits;
        this.orders = new boolean[words.size()];
        this.questions = new boolean[words.size()];
        this.common = new boolean[words.size()];
        this.stems = new Stems(words);
    }

    static void read(Words words, Hits hits) {
        Layout layout = new Layout(words, hits);
        layout.know();
        layout.count();
        layout.judge();
    }

    private void know() {
        for (int i = 0; i < hits.size(); i++) {
            int what = hits.what(i);
            int word = hits.first(i);
            common[word] |= what == COMMON || what == PLEASE;
            orders[word] |= ORDERS.contains(what) || what == PLEASE;
            questions[word] |= what == ASK && isQuestion(word);
        }
    }

    private boolean isQuestion(int word) {
        int last = word;
        while (last + 1 < words.size() && last - word < MOST_WORDS && !words.is(last + 1, Words.SENTENCE)) {
            last++;
        }
        return words.is(last, Words.QUESTION);
    }

    private void count() {
        for (int word = 0; word < words.size(); word++) {
            if (words.is(word, Words.LINE)) {
                lines++;
                rows += isRow(word) ? 1 : 0;
            }
        }
    }

    private void judge() {
        int first = 0;
        while (first < words.size()) {
            int next = first + 1;
            while (next < words.size() && !words.is(next, Words.LINE)) {
                next++;
            }
            line(first, next);
            first = next;
        }
    }

    private void line(int first, int next) {
        boolean sentence = next - first >= FEWEST_WORDS && next - first <= MOST_WORDS;
        if (lines < FEWEST_LINES || !sentence || isRow(first)) {
            return;
        }
        boolean amongRows = 2 * rows >= lines;
        add(amongRows, PROSE_AMONG_ROWS, first, next);
        if (orders[first] || questions[first]) {
            Kind kind = questions[first] ? QUESTION : ORDER;
            add(amongRows, kind.amongRows(), first, next);
            add(ends(next - 1), kind.alone(), first, next);
            add(first == 0, kind.first(), first, next);
            add(next == words.size(), kind.last(), first, next);
            add(isOffTopic(first, next), kind.offTopic(), first, next);
        }
    }

    private void add(boolean holds, int rule, int first, int next) {
        if (holds) {
            hits.add(rule, first, next - 1);
        }
    }

    private boolean ends(int word) {
        return words.is(word, Words.QUESTION) || words.is(word, Words.END);
    }

    /** Whether none of the words that say what it is about is anywhere else. */
    private boolean isOffTopic(int first, int next) {
        int own = 0;
        for (int word = first; word < next; word++) {
            if (!common[word] && words.to(word) - words.from(word) > 3) {
                own++;
                if (stems.isElsewhere(word, first, next)) {
                    return false;
                }
            }
        }
        return own > 1;
    }

    /** Whether the line that begins with that word is one of a table. */
    private boolean isRow(int first) {
        Letters letters = words.letters();
        int at = words.from(first) - 1;
        while (letters.at(at) == ' ' && at >= 0) {
            at--;
        }
        return letters.at(at) == '|';
    }
}
