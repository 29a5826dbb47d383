package ai.gateway.injection;

import java.util.Arrays;

/** Looks up the words of a text and follows the rules from word to word. */
final class Reader {

    private static final int PLEASE = Knowledge.ALL.number("@please");

    private final Words words;
    private final Letters letters;
    private final Trie trie = Knowledge.ALL.trie();
    private final Hits hits = new Hits();
    private final Follower follower;
    private int[] found = new int[32];
    private int size;
    private boolean begins;

    private Reader(Words words) {
        this.words = words;
        this.letters = words.letters();
        this.follower = new Follower(words, hits);
    }

    static Hits read(Words words) {
        Reader reader = new Reader(words);
        for (int i = 0; i < words.size(); i++) {
            reader.word(i);
        }
        return reader.hits;
    }

    private void word(int word) {
        size = 0;
        int last = look(word);
        if (size == 0) {
            typo(word);
        }
        begins = words.is(word, Words.SENTENCE) || begins;
        boolean polite = false;
        for (int i = 0; i < size; i++) {
            hits.add(found[i], word, last);
            polite |= found[i] == PLEASE;
        }
        follower.follow(word, begins, found, size);
        begins = begins && polite;
    }

    /** Finds what the word is part of, and tells which word is the last of that. */
    private int look(int word) {
        int last = word;
        int node = Trie.ROOT;
        int current = word;
        for (int i = words.from(word); node != Trie.NONE; i++) {
            if (i < words.to(current)) {
                if (letters.at(i) == '\'') {
                    continue;
                }
                node = trie.step(node, letters.small(i));
                if (node != Trie.NONE && current == word) {
                    add(trie.beginning(node));
                }
                continue;
            }
            if (trie.word(node).length > 0) {
                add(trie.word(node));
                last = current;
            }
            boolean follows = current + 1 < words.size() && words.from(current + 1) - i <= 2;
            node = follows ? trie.step(node, '_') : Trie.NONE;
            current++;
            i = follows ? words.from(current) - 1 : i;
        }
        capitals(words.from(word), words.to(word));
        return last;
    }

    /** Words that are known in capitals only. */
    private void capitals(int from, int to) {
        int node = Trie.ROOT;
        for (int i = from; i < to && node != Trie.NONE; i++) {
            char letter = letters.at(i);
            boolean capital = letter >= 'A' && letter <= 'Z';
            node = capital ? trie.step(node, letter) : Trie.NONE;
        }
        if (node != Trie.NONE) {
            add(trie.word(node));
        }
    }

    private void typo(int word) {
        String meant = Knowledge.ALL.typos().meant(letters, words.from(word), words.to(word));
        if (meant.isEmpty()) {
            return;
        }
        int node = Trie.ROOT;
        for (int i = 0; i < meant.length(); i++) {
            node = trie.step(node, meant.charAt(i));
        }
        add(trie.word(node));
        hits.add(Knowledge.ALL.number("swapped-letters"), word, word);
    }

    private void add(int[] more) {
        if (size + more.length > found.length) {
            found = Arrays.copyOf(found, 2 * (size + more.length));
        }
        System.arraycopy(more, 0, found, size, more.length);
        size += more.length;
    }
}
