package ai.gateway.semantic;

import ai.gateway.semantic.Word.Kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Who does what to whom: the same words in other places. */
final class Order {

    private static final Set<String> COORDINATING = Lists.set("and or vs versus nor between");

    /** How far apart two words must stand for their change of places to be more than another way of saying it. */
    private static final int APART = 2;

    private Order() {}

    /** @param sameContent whether they differ in no word that says what they are about */
    static boolean isSwapped(Question one, Question other, boolean sameContent) {
        return isTurned(one.directions(), other.directions())
                || (one.names().length > 1 && other.names().length > 1 && differs(one, other, Word::name))
                || (one.hasSameBag(other) && differs(one, other, Word::isItem))
                || (sameContent
                        && changedPlaces(sequence(one.words(), Word::isItem), sequence(other.words(), Word::isItem)));
    }

    private static boolean isTurned(List<Direction> one, List<Direction> other) {
        for (Direction here : one) {
            for (Direction there : other) {
                boolean reverse = here.isReverseOf(there) && !other.contains(here) && !one.contains(there);
                boolean opposite = here.isOppositeOf(there) && !here.pointsAlikeIn(other) && !there.pointsAlikeIn(one);
                if (reverse || opposite) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether both have the same such words in another order. */
    private static boolean differs(Question one, Question other, Predicate<Word> wanted) {
        List<String> left = sequence(one.words(), wanted);
        List<String> right = sequence(other.words(), wanted);
        if (left.equals(right)) {
            return false;
        }
        Collections.sort(left);
        Collections.sort(right);
        return left.equals(right);
    }

    /** Whether two words that stand apart, and only these, have changed places: {@code men see women}. */
    private static boolean changedPlaces(List<String> left, List<String> right) {
        if (left.size() != right.size()) {
            return false;
        }
        int first = -1;
        int second = -1;
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).equals(right.get(i))) {
                if (second >= 0) {
                    return false;
                }
                second = first < 0 ? -1 : i;
                first = first < 0 ? i : first;
            }
        }
        return second - first >= APART
                && left.get(first).equals(right.get(second))
                && left.get(second).equals(right.get(first));
    }

    /** Parts of a name are one; what {@code and} stands between has no order. */
    private static List<String> sequence(List<Word> words, Predicate<Word> wanted) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean coordinated = false;
        for (Word word : words) {
            if (!wanted.test(word)) {
                place(item, items, coordinated);
                coordinated &= item.isEmpty();
                item.setLength(0);
                coordinated |= COORDINATING.contains(word.text()) && !word.is(Kind.CONTENT);
            } else {
                if (!word.name()) {
                    place(item, items, coordinated);
                    coordinated &= item.isEmpty();
                    item.setLength(0);
                }
                item.append(item.isEmpty() ? "" : " ").append(word.root());
            }
        }
        place(item, items, coordinated);
        return items;
    }

    private static void place(StringBuilder item, List<String> items, boolean coordinated) {
        if (item.isEmpty()) {
            return;
        }
        String word = item.toString();
        int last = items.size() - 1;
        boolean before = coordinated && last >= 0 && items.get(last).compareTo(word) > 0;
        items.add(before ? last : last + 1, word);
    }
}
