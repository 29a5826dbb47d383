package ai.gateway.models;

import ai.gateway.exchange.Usage;

import java.util.List;

/**
 * What one token costs, by what it was; amounts are {@link Usd}. What is not known is {@link Usage#ABSENT}, which is not
 * nothing: a price of nothing is zero.
 *
 * @param cacheWrite into the provider's cache, for the usual few minutes
 * @param cacheWriteHour into the provider's cache, for an hour
 * @param reasoning absent where it costs what other output costs
 * @param audioInput absent where sound costs what text costs, and so on
 */
public record Rates(
        long input,
        long output,
        long cacheRead,
        long cacheWrite,
        long cacheWriteHour,
        long reasoning,
        long audioInput,
        long audioOutput,
        long imageInput,
        long imageOutput) {

    /** As the table's file calls them, in the order of the components. */
    static final List<String> WORDS =
            List.of("in", "out", "read", "write", "hour", "think", "audio-in", "audio-out", "image-in", "image-out");

    public static final Rates NONE = of(Usage.ABSENT, Usage.ABSENT);

    public Rates {
        Amounts.check(
                WORDS,
                input,
                output,
                cacheRead,
                cacheWrite,
                cacheWriteHour,
                reasoning,
                audioInput,
                audioOutput,
                imageInput,
                imageOutput);
    }

    public static Rates of(long input, long output) {
        long[] amounts = Amounts.absent(WORDS.size());
        amounts[0] = input;
        amounts[1] = output;
        return of(amounts);
    }

    /** These, and where they say nothing, those. */
    public Rates over(Rates those) {
        return this.equals(NONE) ? those : of(Amounts.over(amounts(), those.amounts()));
    }

    static Rates of(long[] amounts) {
        return new Rates(
                amounts[0],
                amounts[1],
                amounts[2],
                amounts[3],
                amounts[4],
                amounts[5],
                amounts[6],
                amounts[7],
                amounts[8],
                amounts[9]);
    }

    long[] amounts() {
        return new long[] {
            input,
            output,
            cacheRead,
            cacheWrite,
            cacheWriteHour,
            reasoning,
            audioInput,
            audioOutput,
            imageInput,
            imageOutput
        };
    }
}
