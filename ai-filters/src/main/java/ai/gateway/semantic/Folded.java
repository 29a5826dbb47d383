package ai.gateway.semantic;

import java.text.Normalizer;

/** Texts without accents, full-width letters and the many kinds of quotes and dashes; capitals stay. */
final class Folded {

    private Folded() {}

    /** Character by character: a run of marks is never put in order, which would take the square of its length. */
    static String of(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) < 0x80) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
        while (i < text.length()) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point < 0x80) {
                out.append((char) point);
            } else {
                fold(point, out);
            }
        }
        return out.toString();
    }

    private static void fold(int point, StringBuilder out) {
        switch (point) {
            case 0x2018, 0x2019, 0x02BC, 0x0060, 0x00B4 -> out.append('\'');
            case 0x201C, 0x201D, 0x00AB, 0x00BB -> out.append('"');
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212 -> out.append('-');
            default -> {
                String parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
                parts.codePoints().filter(part -> !isAccent(part)).forEach(out::appendCodePoint);
            }
        }
    }

    /** Marks of Latin letters; those of other scripts are letters of their own. */
    private static boolean isAccent(int point) {
        return (point >= 0x300 && point <= 0x36F) || point == 0xFE0F || point == 0x200B || point == 0xFEFF;
    }
}
