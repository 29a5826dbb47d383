package ai.gateway.semantic;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A word whose two sides are not the same, such as {@code to} or {@code than}.
 *
 * @param left what stands nearest before it
 * @param right what stands nearest behind it
 */
record Direction(
        String word, @Nullable String left, @Nullable String right) {

    /** A question has few; those of a long text are not all compared. */
    private static final int MOST = 16;

    private static final int NEAR = 4;

    private static final Set<String> DIRECTED =
            Lists.set("to into from than over about against on of without before after under above below by beat");

    private static final Map<String, String> OPPOSITE = Map.of(
            "to", "from",
            "into", "from",
            "before", "after",
            "over", "under",
            "above", "below");

    static List<Direction> in(List<Word> words) {
        List<Direction> found = new ArrayList<>();
        for (int i = 0; i < words.size() && found.size() < MOST; i++) {
            if (DIRECTED.contains(words.get(i).text())) {
                found.add(new Direction(words.get(i).text(), nearest(words, i, -1), nearest(words, i, 1)));
            }
        }
        return List.copyOf(found);
    }

    /** {@code A to B} and {@code B to A}. */
    boolean isReverseOf(Direction other) {
        return word.equals(other.word)
                && left != null
                && right != null
                && !left.equals(right)
                && left.equals(other.right)
                && right.equals(other.left);
    }

    /** {@code to A} and {@code from A}. */
    boolean isOppositeOf(Direction other) {
        return right != null
                && right.equals(other.right)
                && (other.word.equals(OPPOSITE.get(word)) || word.equals(OPPOSITE.get(other.word)));
    }

    boolean pointsAlikeIn(List<Direction> others) {
        for (Direction other : others) {
            if (other.word.equals(word) && right != null && right.equals(other.right)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String nearest(List<Word> words, int at, int step) {
        for (int i = at + step; i >= 0 && i < words.size() && Math.abs(i - at) <= NEAR; i += step) {
            if (words.get(i).isItem()) {
                return words.get(i).root();
            }
        }
        return null;
    }
}
