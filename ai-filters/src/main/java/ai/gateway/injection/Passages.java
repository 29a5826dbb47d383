package ai.gateway.injection;

import java.util.function.Consumer;

/**
 * A text in passages of some words each, of which every one overlaps with the next: an attack is short, and what is
 * long must not come to look like one by its length.
 */
final class Passages {

    private final Hits hits;
    private final int[] before;
    private final int[] last;
    private final int[] seen = new int[Knowledge.ALL.size()];
    private final int always;

    /**
     * Some words of a text.
     *
     * @param whats the numbers of all that was found in it, each once
     * @param hits where that was found first
     */
    record Passage(int[] whats, int[] hits, int count, int firstWord, int lastWord) {}

    private Passages(Words words, Hits hits, int always) {
        this.hits = hits;
        this.before = new int[hits.size()];
        this.last = hits.lastOfEach(words.size(), before);
        this.always = always;
    }

    /** @param always what every passage has, by its number; or -1 */
    static void each(Words words, Hits hits, Place place, int always, Consumer<Passage> reader) {
        Passages passages = new Passages(words, hits, always);
        int length = place.passage();
        int number = 1;
        int from = 0;
        do {
            int to = Math.min(words.size(), from + length);
            reader.accept(passages.passage(from, to, number++));
            from += length / 2;
        } while (from + length / 2 < words.size());
    }

    private Passage passage(int from, int to, int number) {
        int size = 1;
        for (int word = from; word < to; word++) {
            for (int hit = last[word]; hit > 0; hit = before[hit - 1]) {
                size++;
            }
        }
        int[] whats = new int[size];
        int[] firsts = new int[size];
        int count = 0;
        if (always >= 0) {
            whats[count] = always;
            firsts[count++] = -1;
        }
        for (int word = from; word < to; word++) {
            for (int hit = last[word]; hit > 0; hit = before[hit - 1]) {
                int what = hits.what(hit - 1);
                if (seen[what] != number) {
                    seen[what] = number;
                    whats[count] = what;
                    firsts[count++] = hit - 1;
                }
            }
        }
        return new Passage(whats, firsts, count, from, to - 1);
    }
}
