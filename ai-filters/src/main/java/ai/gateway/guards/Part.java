package ai.gateway.guards;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * As much of a text as a service takes at once.
 *
 * @param index of the text, among those that are judged
 * @param from where in it this begins
 */
record Part(int index, int from, Role role, String text) {

    /** What lies on a cut is whole on one of its sides, if it is not longer. */
    private static final int OVERLAP = 200;

    /**
     * Texts with something in them, cut where they are longer.
     *
     * @param most characters of one; more than twice what two parts have in common
     */
    static List<Part> of(List<Said> judged, int most) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            Said said = judged.get(i);
            if (!said.text().isBlank()) {
                cut(parts, i, said, most);
            }
        }
        return parts;
    }

    private static void cut(List<Part> parts, int index, Said said, int most) {
        String text = said.text();
        int from = 0;
        while (text.length() - from > most) {
            parts.add(new Part(index, from, said.role(), text.substring(from, whole(text, from + most))));
            from = whole(text, from + most - OVERLAP);
        }
        parts.add(new Part(index, from, said.role(), text.substring(from)));
    }

    /** That place, or the one before, where it would part a pair of surrogates. */
    private static int whole(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
    }

    /**
     * A place in it.
     *
     * @param start in code points, as is {@code end}
     */
    Finding at(String rule, long start, long end, String type) {
        int codePoints = text.codePointCount(0, text.length());
        if (start < 0 || end <= start || end > codePoints) {
            return Finding.of(rule);
        }
        int first = text.offsetByCodePoints(0, (int) start);
        int behind = text.offsetByCodePoints(first, (int) (end - start));
        return Finding.at(rule, new Mark(index, from + first, from + behind, Names.type(type)));
    }

    /** Whose it is, in a word. */
    String whose() {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
