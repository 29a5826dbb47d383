package ai.gateway.models;

import ai.gateway.exchange.Usage;

import java.util.List;

/**
 * What is charged apiece, beside or instead of tokens; amounts are {@link Usd}, {@link Usage#ABSENT} where not known.
 *
 * @param request one call, or one question of a reranking
 * @param image one that the model makes; where tokens of images have a price too, this says what one comes to
 * @param picture one that is embedded
 * @param search one search of the web, with the usual amount of context
 * @param searchLow the same with little context; absent where it costs no less
 * @param searchHigh the same with much context; absent where it costs no more
 * @param second of sound, read or made
 * @param character that is spoken
 */
public record Fees(
        long request,
        long image,
        long picture,
        long search,
        long searchLow,
        long searchHigh,
        long second,
        long character) {

    /** As the table's file calls them, in the order of the components. */
    static final List<String> WORDS =
            List.of("request", "image", "picture", "search", "search-low", "search-high", "second", "character");

    public static final Fees NONE = of(Amounts.absent(WORDS.size()));

    public Fees {
        Amounts.check(WORDS, request, image, picture, search, searchLow, searchHigh, second, character);
    }

    /** These, and where they say nothing, those. */
    public Fees over(Fees those) {
        return this.equals(NONE) ? those : of(Amounts.over(amounts(), those.amounts()));
    }

    static Fees of(long[] amounts) {
        return new Fees(amounts[0], amounts[1], amounts[2], amounts[3], amounts[4], amounts[5], amounts[6], amounts[7]);
    }

    private long[] amounts() {
        return new long[] {request, image, picture, search, searchLow, searchHigh, second, character};
    }
}
