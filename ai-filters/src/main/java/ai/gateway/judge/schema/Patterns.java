package ai.gateway.judge.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** A pattern that a text has somewhere, in time linear in the text. The one class of the room that needs RE2/J. */
final class Patterns {

    private final Pattern pattern;

    private Patterns(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException where RE2 does not know what it says */
    static Patterns of(String pattern) {
        try {
            return new Patterns(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage() + " (expected: the syntax of RE2)", e);
        }
    }

    boolean in(String text) {
        return pattern.matcher(text).find();
    }
}
