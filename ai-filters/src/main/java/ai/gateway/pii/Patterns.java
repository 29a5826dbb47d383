package ai.gateway.pii;

import ai.gateway.scan.Find;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Finds what a pattern of the user's matches, in time linear in the text. The one class that needs RE2/J. */
final class Patterns {

    private final CustomPattern own;
    private final Pattern pattern;
    private final Context context;

    Patterns(CustomPattern own) {
        this.own = own;
        this.context = new Context(own.context());
        try {
            this.pattern = Pattern.compile(own.pattern());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern of " + own.name() + ": " + e.getMessage() + " (expected: the syntax of RE2)", e);
        }
    }

    void over(String text, Text folded, Finds finds) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            boolean empty = matcher.end() == matcher.start();
            if (!empty && isInContext(folded, matcher.start(), matcher.end())) {
                String rule = Finds.rule(own.name());
                finds.add(new Find(own.name(), matcher.start(), matcher.end(), own.score(), rule));
            }
        }
    }

    private boolean isInContext(Text text, int start, int end) {
        return own.context().isEmpty() || context.closeness(text, start, end) >= 0;
    }
}
