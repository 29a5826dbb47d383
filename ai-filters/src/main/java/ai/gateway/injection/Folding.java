package ai.gateway.injection;

import java.text.Normalizer;

/** Letters as a model reads them: without accents, full-width or ornate forms, and without what cannot be seen. */
final class Folding {

    /** Up to here, and in the ranges of compatibility, letters have other forms. */
    private static final int LAST = 0x2500;

    private static final int TAGS = 0xE0000;
    private static final int SELECTORS = 0xE0100;
    private static final int BLACK_FLAG = 0x1F3F4;

    /** Flags of regions have six. */
    private static final int MOST_TAGS_OF_A_FLAG = 7;

    /** Where letters beyond {@link #LAST} have other forms: compatibility, mathematical ones, those in frames. */
    private static final int[][] RANGES = {{0x80, LAST}, {0xFB00, 0x10000}, {0x1D400, 0x1D800}, {0x1F100, 0x1F200}};

    private static final String[][] FORMS = forms();

    private final Letters text;
    private final Letters out;
    private final Marks marks;
    private int tags;
    private int at;

    private Folding(Letters text, Marks marks) {
        this.text = text;
        this.marks = marks;
        this.out = new Letters(text.length());
    }

    static Letters of(Letters text, Marks marks) {
        Folding folding = new Folding(text, marks);
        while (folding.at < text.length()) {
            folding.next();
        }
        return folding.out;
    }

    private void next() {
        char letter = text.at(at);
        if (letter < 0x80) {
            add(letter);
            at++;
            return;
        }
        int point = text.point(at);
        if (isTag(point)) {
            tag(point);
        } else if (isInvisible(point)) {
            invisible(point);
        } else if (point < LAST || point >= 0xFB00) {
            other(point);
        } else {
            add(Character.toLowerCase(letter));
        }
        at += Character.charCount(point);
    }

    private void other(int point) {
        for (int i = 0; i < RANGES.length; i++) {
            if (point >= RANGES[i][0] && point < RANGES[i][1]) {
                add(FORMS[i][point - RANGES[i][0]]);
                return;
            }
        }
        add(Character.toString(Character.toLowerCase(point)));
        tags = point == BLACK_FLAG ? -MOST_TAGS_OF_A_FLAG : tags;
    }

    private void add(String form) {
        for (int i = 0; i < form.length(); i++) {
            add(form.charAt(i));
        }
    }

    /** Letters that are drawn nowhere, and are read nevertheless. */
    private void tag(int point) {
        int hidden = point >= SELECTORS ? point - SELECTORS + 16 : point - TAGS;
        tags++;
        if (tags > 0 && hidden >= ' ' && hidden < 0x7F) {
            add((char) hidden);
        }
        if (tags == MOST_TAGS_OF_A_FLAG) {
            marks.add("hidden-letters", out.length() - 1);
        }
    }

    private void invisible(int point) {
        boolean turns = point == 0x202D || point == 0x202E;
        boolean within = isLetter(out.at(out.length() - 1)) && at + 1 < text.length() && isLetter(text.at(at + 1));
        if (turns) {
            marks.add("turned-around", out.length() - 1);
        } else if (within && point != 0xAD) {
            marks.add("invisible-signs", out.length() - 1);
        }
    }

    private void add(char letter) {
        out.add(letter, text.start(at), text.end(at));
    }

    private static boolean isLetter(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    private static boolean isTag(int point) {
        return (point >= TAGS && point < TAGS + 0x80) || (point >= SELECTORS && point < SELECTORS + 0xF0);
    }

    private static boolean isInvisible(int point) {
        return (point >= 0x200B && point <= 0x200F)
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2060 && point <= 0x206F)
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0x300 && point <= 0x36F)
                || point == 0xAD
                || point == 0xFEFF
                || point == 0x180E;
    }

    private static String[][] forms() {
        String[][] all = new String[RANGES.length][];
        for (int i = 0; i < all.length; i++) {
            int first = RANGES[i][0];
            all[i] = new String[RANGES[i][1] - first];
            for (int j = 0; j < all[i].length; j++) {
                all[i][j] = form(first + j);
            }
        }
        return all;
    }

    private static String form(int point) {
        switch (point) {
            case 0x2018, 0x2019, 0x02BC, 0xB4 -> {
                return "'";
            }
            case 0xDF -> {
                return "ss";
            }
            case 0x131, 0x130 -> {
                return "i";
            }
            default -> {
                return plain(point);
            }
        }
    }

    private static String plain(int point) {
        String parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
        StringBuilder out = new StringBuilder();
        parts.codePoints()
                .filter(part -> part < 0x300 || part > 0x36F)
                .map(Character::toLowerCase)
                .limit(4)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
