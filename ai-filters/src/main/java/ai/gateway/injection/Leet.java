package ai.gateway.injection;

/** Words with digits and signs in the place of letters: {@code 1gn0r3}, {@code p@ssw0rd}. */
final class Leet {

    private static final String SIGNS = "013457@$!|";
    private static final String LETTERS = "oieastasil";

    private static final int SHORTEST = 4;
    private static final int LONGEST = 24;

    private Leet() {}

    /** Whether a word begins here in which something may stand for a letter. */
    static boolean mayBegin(Letters letters, int at) {
        return isPart(letters.at(at)) && !isPart(letters.at(at - 1)) && isMixed(letters, at);
    }

    /** Puts a word right that begins here and is known then, and tells where it ends; -1 where there is none. */
    static int end(Letters letters, int from, Trie trie) {
        int end = end(letters, from, trie, 'i');
        char one = 'i';
        if (end < 0) {
            end = end(letters, from, trie, 'l');
            one = 'l';
        }
        for (int i = from; i < end; i++) {
            letters.set(i, letter(letters.small(i), one));
        }
        return end;
    }

    private static int end(Letters letters, int from, Trie trie, char one) {
        int end = -1;
        int node = Trie.ROOT;
        boolean signs = false;
        for (int i = from; i < from + LONGEST && isPart(letters.at(i)); i++) {
            signs |= SIGNS.indexOf(letters.at(i)) >= 0;
            node = trie.step(node, letter(letters.small(i), one));
            if (node == Trie.NONE) {
                break;
            }
            boolean whole = trie.word(node).length > 0 || trie.beginning(node).length > 0;
            if (signs && whole && i - from + 1 >= SHORTEST && !isAlphanumeric(letters.at(i + 1))) {
                end = i + 1;
            }
        }
        return end;
    }

    private static char letter(char small, char one) {
        int sign = SIGNS.indexOf(small);
        return small == '1' ? one : sign < 0 ? small : LETTERS.charAt(sign);
    }

    private static boolean isMixed(Letters letters, int from) {
        boolean signs = false;
        boolean plain = false;
        for (int i = from; i < from + LONGEST && isPart(letters.at(i)); i++) {
            boolean sign = SIGNS.indexOf(letters.at(i)) >= 0;
            signs |= sign;
            plain |= !sign;
        }
        return signs && plain;
    }

    private static boolean isPart(char letter) {
        return isAlphanumeric(letter) || SIGNS.indexOf(letter) >= 0;
    }

    private static boolean isAlphanumeric(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    }
}
