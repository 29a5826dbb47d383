package ai.gateway.dialect;

import ai.gateway.wire.Json;

import java.math.BigDecimal;
import java.math.RoundingMode;

import static ai.gateway.exchange.Usage.ABSENT;

/** Amounts of money as answers report them, in millionths of a millionth of a US dollar. */
public final class Money {

    private static final int DECIMALS = 12;

    /** A number with more digits than that is none that anybody wrote on purpose. */
    private static final int LONGEST = 64;

    /** More than any call costs: beyond it a number is not a price in dollars. */
    private static final double MOST = 1_000_000;

    private Money() {}

    /** Of a number of dollars; what is less than the smallest part of one counts as that. */
    public static long dollars(Json number) {
        double about = number.decimal(ABSENT);
        if (about < 0 || about > MOST || number.end() - number.start() > LONGEST) {
            return ABSENT;
        }
        if (about < 1e-12) {
            return about > 0 ? 1 : 0;
        }
        return new BigDecimal(number.toString())
                .movePointRight(DECIMALS)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** xAI counts ten billion ticks to a dollar. */
    public static long ticks(Json number) {
        long ticks = Counts.of(number);
        return ticks == ABSENT ? ABSENT : ticks * 100;
    }
}
