package ai.gateway.pii;

import org.jspecify.annotations.Nullable;

/**
 * Groups of digits that may be one phone number, with what stands between them.
 *
 * @param starts of each group, with the bracket or the plus before it
 * @param ends of each group
 * @param end behind the extension, if there is one
 */
record PhoneRun(Text text, int[] starts, int[] ends, int groups, int end) {

    /** More than two numbers one behind the other have. */
    private static final int MOST_DIGITS = 24;

    private static final int WIDEST_GAP = 2;
    private static final String SIGNS = " -./()";
    private static final int LONGEST_EXTENSION = 6;

    /** Null where no number begins: within another one, behind letters, or where there are too many digits. */
    static @Nullable PhoneRun at(Text text, int start) {
        if (goesOnBefore(text, start)) {
            return null;
        }
        int[] starts = new int[MOST_DIGITS];
        int[] ends = new int[MOST_DIGITS];
        int groups = 0;
        int digits = 0;
        int at = start;
        int gap = start;
        while (true) {
            at += at == start && text.at(at) == '+' ? 1 : 0;
            while (at - gap < WIDEST_GAP && SIGNS.indexOf(text.at(at)) >= 0 && isGap(text, gap, at)) {
                at++;
            }
            int end = text.digitsEnd(at);
            digits += end - at;
            if (digits > MOST_DIGITS) {
                return null;
            }
            if (end == at) {
                break;
            }
            starts[groups] = groups == 0 ? start : bracket(text, at);
            ends[groups] = end;
            groups++;
            at = end;
            gap = end;
        }
        if (groups > 0 && isPartOfWord(text, ends[groups - 1])) {
            groups--;
        }
        return groups == 0 ? null : new PhoneRun(text, starts, ends, groups, extension(text, ends[groups - 1]));
    }

    boolean isInternational() {
        return text.at(starts[0]) == '+';
    }

    /**
     * Whether the groups from one to another are written as they are dialled: with the code of a country, with a zero or a
     * bracket before the area, or with three, three and four digits as in North America.
     */
    boolean isDialled(int first, int last) {
        char opening = text.at(starts[first]);
        int lengths = last - first >= 2 ? digits(last, last) + 10 * digits(last - 1, last - 1) : 0;
        boolean american = lengths == 34
                && digits(last - 2, last - 2) == 3
                && (last - first == 2 || (last - first == 3 && opening == '1'));
        boolean area = last > first && (opening == '0' || opening == '(');
        return opening == '+' || area || american;
    }

    /** Digits in the groups from one to another. */
    int digits(int first, int last) {
        int digits = 0;
        for (int i = starts[first]; i < ends[last]; i++) {
            digits += text.isDigitAt(i) ? 1 : 0;
        }
        return digits;
    }

    String slice(int first, int last) {
        return text.slice(starts[first], ends[last]);
    }

    int endOf(int last) {
        return last == groups - 1 ? end : ends[last];
    }

    boolean isSpaceBefore(int group) {
        return text.at(starts[group] - 1) == ' ';
    }

    /** Two signs stand between groups only where one of them is a bracket. */
    private static boolean isGap(Text text, int gap, int at) {
        return at == gap || isBracket(text.at(at)) || isBracket(text.at(at - 1));
    }

    private static boolean isBracket(char c) {
        return c == '(' || c == ')';
    }

    private static int bracket(Text text, int at) {
        return text.at(at - 1) == '(' ? at - 1 : at;
    }

    private static boolean goesOnBefore(Text text, int start) {
        char before = text.at(start - 1);
        if (Text.isWord(before) || before == '_' || before == '+') {
            return true;
        }
        if (text.at(start) == '+') {
            return false; // nothing goes on with a plus
        }
        if (before == '(') {
            return true;
        }
        int at = start - 1;
        while (start - 1 - at < WIDEST_GAP && SIGNS.indexOf(text.at(at)) >= 0) {
            at--;
        }
        return text.isDigitAt(at);
    }

    /** The last group of {@code 555 1234 10am} and of {@code 555 1234 10:30}. */
    private static boolean isPartOfWord(Text text, int end) {
        char behind = text.at(end);
        boolean time = behind == ':' && text.isDigitAt(end + 1);
        boolean word = Text.isWord(behind) || behind == '_' || behind == '@' || behind == '%';
        return time || (word && extension(text, end) == end);
    }

    /** Behind {@code x12} and {@code ext. 12}; the same index where there is none. */
    private static int extension(Text text, int end) {
        int at = text.at(end) == ' ' ? end + 1 : end;
        int word = text.wordEnd(at);
        char first = Text.lower(text.at(at));
        if (first == 'x') {
            at++;
        } else if (word - at == 3 && text.slice(at, word).equalsIgnoreCase("ext")) {
            at = word;
            at += text.at(at) == '.' ? 1 : 0;
            at += text.at(at) == ' ' ? 1 : 0;
        } else {
            return end;
        }
        int last = text.digitsEnd(at);
        boolean number = last > at && last - at <= LONGEST_EXTENSION && !text.isWordAt(last);
        return number ? last : end;
    }
}
