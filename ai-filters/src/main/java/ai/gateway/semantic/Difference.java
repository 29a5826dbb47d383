package ai.gateway.semantic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words that only one of two questions has, but for those that the other has in another form. */
record Difference(List<String> onlyOne, List<String> onlyOther) {

    /** Words of texts that differ in more than this are not compared each with each. */
    private static final int MOST = 16;

    /** Of what they are about. */
    static Difference ofContent(Question one, Question other) {
        Difference difference = of(one.content(), other.content());
        List<String> left = difference.onlyOne;
        List<String> right = difference.onlyOther;
        if (difference.isNone() || left.size() > MOST || right.size() > MOST) {
            return difference;
        }
        takeRelated(left, right);
        takeJoined(left, right, other);
        takeJoined(right, left, one);
        return difference;
    }

    /** Of two sorted sets. */
    static Difference of(String[] one, String[] other) {
        Difference difference = new Difference(new ArrayList<>(), new ArrayList<>());
        int i = 0;
        int k = 0;
        while (i < one.length || k < other.length) {
            int order = i == one.length ? 1 : k == other.length ? -1 : one[i].compareTo(other[k]);
            if (order < 0) {
                difference.onlyOne.add(one[i++]);
            } else if (order > 0) {
                difference.onlyOther.add(other[k++]);
            } else {
                i++;
                k++;
            }
        }
        return difference;
    }

    boolean isNone() {
        return onlyOne.isEmpty() && onlyOther.isEmpty();
    }

    int size() {
        return onlyOne.size() + onlyOther.size();
    }

    boolean isOnBothSides() {
        return !onlyOne.isEmpty() && !onlyOther.isEmpty();
    }

    boolean hasOpposites() {
        if (onlyOne.size() > MOST || onlyOther.size() > MOST) {
            return false;
        }
        for (String word : onlyOne) {
            for (String other : onlyOther) {
                if (Opposites.are(word, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void takeRelated(List<String> left, List<String> right) {
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int k = 0; k < right.size(); k++) {
                if (Inflection.isRelated(left.get(i), right.get(k))) {
                    left.remove(i);
                    right.remove(k);
                    break;
                }
            }
        }
    }

    /** Takes {@code email} where the other says {@code e mail}, and {@code database} where it says {@code data base}. */
    private static void takeJoined(List<String> whole, List<String> parts, Question inParts) {
        if (whole.isEmpty()) {
            return;
        }
        List<Word> words = inParts.words();
        for (int i = 0; i + 1 < words.size(); i++) {
            Word first = words.get(i);
            Word second = words.get(i + 1);
            String joined = Inflection.root(first.text().concat(second.text()));
            if (whole.remove(joined)) {
                parts.removeAll(Arrays.asList(first.root(), second.root()));
            }
        }
    }
}
