package ai.gateway.ledger;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * One exchange, as the request log keeps it.
 *
 * @param entry what the ledger has of it, or would have
 * @param feedback what was thought of it; null where nobody has said so
 */
public record Logged(
        Entry entry,
        Person person,
        Course course,
        Bodies bodies,
        @Nullable Feedback feedback) {

    /**
     * What the client says of its own users.
     *
     * @param session null where it names none
     */
    public record Person(@Nullable String session, Map<String, String> properties) {

        public static final Person NOBODY = new Person(null, Map.of());

        public Person {
            properties = Map.copyOf(properties);
        }
    }

    /**
     * How it went on.
     *
     * @param finish why the model stopped; null where it has not said so
     * @param guard what guards have objected to; null where they had nothing
     * @param steps what took its time, in the order in which it was over
     */
    public record Course(@Nullable String finish, @Nullable String guard, List<Step> steps) {

        public static final Course NOTHING = new Course(null, null, List.of());

        public Course {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Something that took its time.
     *
     * @param fromMicros since the request came
     */
    public record Step(String kind, String name, String how, long fromMicros, long micros) {}

    /** What was said, as far as it is kept; null where it is not. */
    public record Bodies(@Nullable Body prompt, @Nullable Body answer) {

        public static final Bodies NONE = new Bodies(null, null);

        /** About how much memory it takes, in characters. */
        public int weight() {
            return (prompt == null ? 0 : prompt.length()) + (answer == null ? 0 : answer.length());
        }
    }

    /**
     * Texts in reading order.
     *
     * @param missing how many characters were cut off at the end
     */
    public record Body(List<Text> texts, long missing) {

        public Body {
            texts = List.copyOf(texts);
        }

        int length() {
            int length = 0;
            for (Text each : texts) {
                length += each.text().length();
            }
            return length;
        }
    }

    /** @param role who has said it, such as {@code user} or {@code tool_arguments} */
    public record Text(String role, String text) {}

    /**
     * What somebody thought of an answer.
     *
     * @param score from -1 to 1
     * @param at in milliseconds since 1970
     * @param by the name of the key or of the administrator
     */
    public record Feedback(double score, @Nullable String comment, long at, String by) {

        private static final int LONGEST = 2000;

        /** @throws IllegalArgumentException that begins with the name of what is wrong */
        public static Feedback of(Json score, Json comment, long at, String by) {
            double number = score.decimal(Double.NaN);
            if (!(number >= -1 && number <= 1)) {
                throw new IllegalArgumentException(
                        "score: " + (score.isNumber() ? score : "no number") + " (expected: a number from -1 to 1)");
            }
            boolean none = !comment.exists() || comment.isNull();
            if (!none && !comment.isString()) {
                throw new IllegalArgumentException("comment: of another type (expected: a string)");
            }
            String text = none ? "" : Texts.readable(comment.text());
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "comment: " + text.length() + " characters (expected: at most " + LONGEST + ")");
            }
            return new Feedback(number, text.isEmpty() ? null : text, at, by);
        }
    }

    /** The same with other bodies. */
    public Logged with(Bodies other) {
        return new Logged(entry, person, course, other, feedback);
    }
}
