package ai.gateway.injection;

/** Cuts letters into words. What is written with signs or letters that only look right is put right on the way. */
final class Splitter {

    private static final String ENDS = ".!?;\u3002\uFF01\uFF1F\u0964";
    private static final String STARTS = "<[{";

    /** How many words an end of a sentence, or of a paragraph, counts for. */
    private static final int SENTENCE_GAP = 1;

    private static final int PARAGRAPH_GAP = 3;

    private final Letters letters;
    private final Marks marks;
    private final Words words;
    private final Trie trie = Knowledge.ALL.trie();
    private int at;
    private int place;
    private int lines = 1;
    private boolean ended = true;

    private Splitter(Letters letters, Marks marks) {
        this.letters = letters;
        this.marks = marks;
        this.words = new Words(letters);
    }

    static Words split(Letters letters, Marks marks) {
        Splitter splitter = new Splitter(letters, marks);
        while (splitter.at < letters.length()) {
            splitter.next();
        }
        return splitter.words;
    }

    private void next() {
        char letter = letters.at(at);
        if (Leet.mayBegin(letters, at) && leet()) {
            return;
        }
        if (isUnspaced(letter)) {
            add(Math.max(at + 1, longest(at)));
        } else if (isLetter(letter)) {
            word();
        } else if (STARTS.indexOf(letter) >= 0 && longest(at) > at) {
            add(longest(at));
        } else {
            sign(letter);
            at++;
        }
    }

    private boolean leet() {
        int end = Leet.end(letters, at, trie);
        if (end > at) {
            marks.add("disguised-letters", at);
            add(end);
        }
        return end >= 0;
    }

    private void word() {
        int end = at + 1;
        boolean latin = letters.at(at) < 0x80;
        boolean lookalike = !latin && Lookalikes.latin(letters.at(at)) < 0x80;
        while (end < letters.length() && (isLetter(letters.at(end)) || isInnerApostrophe(end))) {
            char letter = letters.at(end);
            latin |= letter < 0x80 && letter != '\'';
            lookalike |= letter >= 0x80 && Lookalikes.latin(letter) < 0x80;
            end++;
        }
        if (lookalike && (latin || isDisguise(at, end))) {
            marks.add("disguised-letters", at);
            for (int i = at; i < end; i++) {
                letters.set(i, Lookalikes.latin(letters.at(i)));
            }
        }
        add(end);
    }

    /** Whether letters of another alphabet make a word that is known, when they are taken for Latin ones. */
    private boolean isDisguise(int from, int to) {
        int node = Trie.ROOT;
        for (int i = from; i < to && node != Trie.NONE; i++) {
            char latin = Lookalikes.latin(letters.small(i));
            node = latin < 0x80 ? trie.step(node, latin) : Trie.NONE;
        }
        return to - from > 3 && node != Trie.NONE && trie.word(node).length > 0;
    }

    private void add(int end) {
        int traits = (ended ? Words.SENTENCE : 0) | (lines > 0 ? Words.LINE : 0);
        traits |= letters.at(end) == ':' ? Words.COLON : 0;
        words.add(at, end, place++, traits);
        at = end;
        ended = false;
        lines = 0;
    }

    private void sign(char sign) {
        boolean end = ENDS.indexOf(sign) >= 0;
        if (sign == '\n' || end || sign == ':' || sign == '"' || sign == '|') {
            end(end, sign);
        }
        if (sign == '\n') {
            place += lines == 1 ? PARAGRAPH_GAP : 0;
            lines++;
        }
    }

    private void end(boolean sentence, char sign) {
        place += ended ? 0 : SENTENCE_GAP;
        if (!ended && words.size() > 0) {
            boolean question = sign == '?' || sign == '\uFF1F';
            words.mark(words.size() - 1, (question ? Words.QUESTION : 0) | (sentence ? Words.END : 0));
        }
        ended = true;
    }

    /** Where the longest known word ends that begins here; here where there is none. */
    private int longest(int from) {
        int end = from;
        int node = Trie.ROOT;
        for (int i = from; i < letters.length(); i++) {
            node = trie.step(node, letters.small(i));
            if (node == Trie.NONE) {
                break;
            }
            if (trie.word(node).length > 0) {
                end = i + 1;
            }
        }
        return end;
    }

    private boolean isInnerApostrophe(int index) {
        return letters.at(index) == '\'' && isLetter(letters.at(index + 1)) && isLetter(letters.at(index - 1));
    }

    /** Letters of words that nothing parts. */
    private static boolean isUnspaced(char letter) {
        return letter >= 0xE00
                && (letter < 0xE80 || (letter >= 0x3040 && letter < 0xA000) || (letter >= 0xAC00 && letter < 0xD7B0));
    }

    private static boolean isLetter(char letter) {
        return letter < 0x80
                ? (letter >= 'a' && letter <= 'z')
                        || (letter >= 'A' && letter <= 'Z')
                        || (letter >= '0' && letter <= '9')
                : (Character.isLetterOrDigit(letter)
                                || Character.getType(letter) == Character.NON_SPACING_MARK
                                || Character.getType(letter) == Character.COMBINING_SPACING_MARK)
                        && !isUnspaced(letter);
    }
}
