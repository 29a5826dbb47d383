package ai.gateway.injection;

import java.util.Arrays;

/** The words of a text, by their number. */
final class Words {

    /** The first of a sentence. */
    static final int SENTENCE = 1;

    /** The first of a line. */
    static final int LINE = 2;

    /** With a colon behind it. */
    static final int COLON = 4;

    /** A sign behind it ends a question. */
    static final int QUESTION = 8;

    /** A sentence ends with it. */
    static final int END = 16;

    private final Letters letters;
    private int[] froms = new int[64];
    private int[] tos = new int[64];
    private int[] places = new int[64];
    private byte[] traits = new byte[64];
    private int size;

    Words(Letters letters) {
        this.letters = letters;
    }

    void add(int from, int to, int place, int trait) {
        if (size == froms.length) {
            froms = Arrays.copyOf(froms, 2 * size);
            tos = Arrays.copyOf(tos, 2 * size);
            places = Arrays.copyOf(places, 2 * size);
            traits = Arrays.copyOf(traits, 2 * size);
        }
        froms[size] = from;
        tos[size] = to;
        places[size] = place;
        traits[size++] = (byte) trait;
    }

    void mark(int word, int trait) {
        traits[word] |= (byte) trait;
    }

    boolean is(int word, int trait) {
        return (traits[word] & trait) != 0;
    }

    Letters letters() {
        return letters;
    }

    int size() {
        return size;
    }

    int from(int word) {
        return froms[word];
    }

    int to(int word) {
        return tos[word];
    }

    /** How many words are before it, and some more for every end of a sentence. */
    int place(int word) {
        return places[word];
    }

    /** The first word that ends behind that letter; the last one where none does. */
    int behind(int letter) {
        int found = Arrays.binarySearch(tos, 0, size, letter + 1);
        return Math.max(0, Math.min(size - 1, found >= 0 ? found : -found - 1));
    }
}
