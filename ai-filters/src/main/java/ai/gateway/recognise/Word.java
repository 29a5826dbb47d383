package ai.gateway.recognise;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word of a text, and how it stands behind the one before.
 *
 * @param plain in small letters, without accents
 * @param gap what stands before it
 */
record Word(int start, int end, String plain, boolean isCapital, Gap gap) {

    /** What is between two words. */
    enum Gap {
        SPACE,
        /** A dot and a space, as behind {@code Dr} and {@code J}. */
        DOT,
        COMMA,
        COLON,
        QUESTION,
        /** Some kind of new line, maybe behind a comma. */
        LINE,
        /** Anything else, or nothing: the text begins. */
        OTHER
    }

    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        int last = 0;
        for (int at = 0; at < text.length(); ) {
            int end = end(text, at);
            if (end > at) {
                words.add(word(text, at, end, words.isEmpty() ? Gap.OTHER : gap(text, last, at)));
                last = end;
            }
            at = Math.max(end, at + Character.charCount(text.codePointAt(at)));
        }
        return words;
    }

    boolean isInitial() {
        return isCapital && end - start == 1;
    }

    boolean follows(Gap... gaps) {
        return List.of(gaps).contains(gap);
    }

    /** What belongs to somebody is no part of the name. */
    private static Word word(String text, int start, int end, Gap gap) {
        boolean owned = end - start > 2 && text.charAt(end - 1) == 's' && "'\u2019".indexOf(text.charAt(end - 2)) >= 0;
        String word = text.substring(start, owned ? end - 2 : end);
        return new Word(start, start + word.length(), plain(word), Character.isUpperCase(word.codePointAt(0)), gap);
    }

    static String plain(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        boolean ascii = lower.chars().allMatch(c -> c < 128);
        return ascii
                ? lower
                : Normalizer.normalize(lower, Normalizer.Form.NFD)
                        .codePoints()
                        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** Letters, and what stands between two of them in {@code O'Hara} and {@code Anne-Marie}. */
    private static int end(String text, int start) {
        int at = start;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            boolean joins = at > start && (c == '\'' || c == '\u2019' || c == '-') && isLetter(text, next);
            if (!joins && !isLetter(text, at)) {
                break;
            }
            at = next;
        }
        return at;
    }

    private static boolean isLetter(String text, int at) {
        if (at >= text.length()) {
            return false;
        }
        int c = text.codePointAt(at);
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** What is long is something else, whatever is in it. */
    private static Gap gap(String text, int from, int to) {
        String between = text.substring(from, Math.min(to, from + 8)).strip();
        boolean near = to - from <= 8;
        if (near && text.substring(from, to).indexOf('\n') >= 0 && (between.isEmpty() || between.equals(","))) {
            return Gap.LINE;
        }
        return switch (near ? between : "-") {
            case "" -> to - from <= 2 ? Gap.SPACE : Gap.OTHER;
            case "." -> Gap.DOT;
            case "," -> Gap.COMMA;
            case ":" -> Gap.COLON;
            case "?" -> Gap.QUESTION;
            default -> Gap.OTHER;
        };
    }
}
