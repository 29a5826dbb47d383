package ai.gateway.pii;

import java.util.List;

/**
 * One way through a text, from one place that may begin something to the next.
 *
 * @param atNumbers asked at words that have digits, and at short ones that digits or a joined word follow
 * @param atSigns asked at each {@code @}
 * @param atColons asked at each colon
 * @param atOpenings asked at each plus and each opening bracket
 */
record Sweep(
        List<Recogniser> atNumbers, List<Recogniser> atSigns, List<Recogniser> atColons, List<Recogniser> atOpenings) {

    /** What stands before the digits of an id is no longer than that. */
    private static final int LONGEST_PREFIX = 4;

    void over(Text text, Finds finds) {
        int at = 0;
        while (at < text.length()) {
            char here = text.at(at);
            if (Text.isWord(here)) {
                at = word(text, at, finds);
            } else {
                switch (here) {
                    case '@' -> ask(atSigns, text, at, finds);
                    case ':' -> ask(atColons, text, at, finds);
                    case '+', '(' -> ask(atOpenings, text, at, finds);
                    default -> {}
                }
                at++;
            }
        }
    }

    private int word(Text text, int start, Finds finds) {
        boolean digits = false;
        int end = start;
        for (char here = text.at(end); Text.isWord(here); here = text.at(end)) {
            digits |= Text.isDigit(here);
            end++;
        }
        boolean joined = text.at(end) == ':' || text.at(end) == '-';
        boolean prefix =
                end - start <= LONGEST_PREFIX && (text.isDigitAt(end + 1) || (joined && text.isWordAt(end + 1)));
        if ((digits || prefix) && text.at(start - 1) != '_') {
            ask(atNumbers, text, start, finds);
        }
        return end;
    }

    private static void ask(List<Recogniser> recognisers, Text text, int at, Finds finds) {
        for (Recogniser recogniser : recognisers) {
            recogniser.look(text, at, finds);
        }
    }
}
