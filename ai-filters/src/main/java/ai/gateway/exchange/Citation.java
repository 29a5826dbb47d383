package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.function.UnaryOperator;

/**
 * Where a text has something from. What one dialect says beyond that is in the extras.
 *
 * @param url of the source; null where it is a document of the request
 * @param cited the words of the source
 * @param start where the cited part of the answer's text begins, in characters; -1 where nobody said
 */
public record Citation(
        @Nullable String url,
        @Nullable String title,
        @Nullable String cited,
        int start,
        int end,
        Extras extras) {

    /** The same in other words. */
    public Citation mapped(UnaryOperator<String> words) {
        return new Citation(mapped(url, words), mapped(title, words), mapped(cited, words), start, end, extras);
    }

    private static @Nullable String mapped(@Nullable String text, UnaryOperator<String> words) {
        return text == null ? null : words.apply(text);
    }
}
