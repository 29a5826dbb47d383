package ai.gateway.embeddings;

import java.util.Arrays;

/**
 * Cuts texts into the pieces of a {@link Vocabulary}, always the longest that fits: BERT's tokeniser for uncased text. A word
 * without such a cut is a single {@code [UNK]}.
 *
 * <p>Its work is linear in the text, whatever that holds: words are bounded, and so are pieces.
 */
final class WordPiece {

    private static final int MOST_PIECES = 128;
    private static final int LONGEST_WORD = 100;

    private final Vocabulary vocabulary;
    private final int begin;
    private final int end;
    private final int unknown;

    WordPiece(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.begin = vocabulary.sign("[CLS]");
        this.end = vocabulary.sign("[SEP]");
        this.unknown = vocabulary.sign("[UNK]");
    }

    Pieces read(String text) {
        return new Reading().of(text);
    }

    /** One text on its way through. */
    private final class Reading {

        private final long[] ids = new long[MOST_PIECES];
        private final StringBuilder word = new StringBuilder();
        private int count;
        private int letters;
        private boolean known = true;

        Pieces of(String text) {
            ids[count++] = begin;
            for (int at = 0; at < text.length() && !isFull(); ) {
                int c = text.codePointAt(at);
                at += Character.charCount(c);
                character(c);
                known &= at == text.length() || !isFull();
            }
            endWord();
            known &= count > 1;
            ids[count++] = end;
            return new Pieces(Arrays.copyOf(ids, count), known);
        }

        private boolean isFull() {
            return count == MOST_PIECES - 1;
        }

        private void character(int c) {
            if (Characters.isWhite(c)) {
                endWord();
            } else if (Characters.isInvisible(c)) {
                known = false;
            } else if (Characters.isIdeograph(c)) {
                wordOfItsOwn(c);
            } else if (Characters.isDecomposed(c)) {
                letter(c);
            } else {
                Characters.decomposed(c).codePoints().forEach(this::letter);
            }
        }

        private void letter(int c) {
            if (Characters.isMark(c)) {
                known &= Characters.isAccent(c);
            } else if (Characters.isPunctuation(c)) {
                wordOfItsOwn(c);
            } else if (++letters <= LONGEST_WORD) {
                word.appendCodePoint(Character.toLowerCase(c));
            }
        }

        private void wordOfItsOwn(int c) {
            endWord();
            word.appendCodePoint(c);
            letters = 1;
            endWord();
        }

        private void endWord() {
            if (letters > LONGEST_WORD || (letters > 0 && !cut())) {
                known = false;
                add(unknown);
            }
            word.setLength(0);
            letters = 0;
        }

        /** Whether the word has been cut into pieces; leaves none when it has not. */
        private boolean cut() {
            int before = count;
            for (int from = 0; from < word.length(); ) {
                int to = longestFrom(from);
                if (to == from) {
                    count = before;
                    return false;
                }
                add(idOf(from, to));
                from = to;
            }
            return true;
        }

        /** Where the longest known piece that begins there ends; where it begins when there is none. */
        private int longestFrom(int from) {
            int to = Math.min(word.length(), from + vocabulary.longest());
            while (to > from && idOf(from, to) == Vocabulary.ABSENT) {
                to--;
            }
            return to;
        }

        private int idOf(int from, int to) {
            String piece = word.substring(from, to);
            return from == 0 ? vocabulary.first(piece) : vocabulary.further(piece);
        }

        private void add(int id) {
            if (isFull()) {
                known = false;
            } else {
                ids[count++] = id;
            }
        }
    }
}
