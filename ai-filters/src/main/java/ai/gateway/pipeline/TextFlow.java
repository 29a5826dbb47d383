package ai.gateway.pipeline;

import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;

/**
 * Changes the texts of one answer on their way to the client. What it cannot decide on yet, it holds back, and lets go with
 * what comes next of the same text, or at its end. Used by one thread at a time.
 */
public interface TextFlow {

    /** A text of an answer: what has the same role and run, frame after frame, is pieces of one. */
    record Text(Role role, int run) {}

    /**
     * The next piece of a text.
     *
     * @param run numbers the texts of a role
     * @return what may go out now, of the piece and of what was held back before
     */
    String piece(Role role, int run, String piece);

    /** Whether something of that text is held back. */
    default boolean holds(Role role, int run) {
        return false;
    }

    /** The text is over: what was held back of it. */
    default String rest(Role role, int run) {
        return "";
    }

    /** A text that came whole, or is said again as a whole after its pieces. */
    String whole(Role role, String text);

    /** Any other string of the answer, such as the source of a quote. */
    default String beside(String text) {
        return text;
    }

    /** One that looks at each piece by itself, and holds nothing. */
    @FunctionalInterface
    interface OfPieces extends TextFlow {

        @Override
        default String whole(Role role, String text) {
            return piece(role, TextVisitor.REPEATED, text);
        }
    }
}
