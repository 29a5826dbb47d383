package ai.gateway.models;

import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import org.jspecify.annotations.Nullable;

import static ai.gateway.exchange.Usage.ABSENT;
import static ai.gateway.exchange.Usage.either;

/**
 * What a call costs by its model's prices, exactly: every kind of token at its own price, those of long prompts and of other
 * services at theirs, and whatever is charged apiece.
 *
 * <p>A kind of token without a price of its own costs what the kind costs of which it is a part: text, that is. What is
 * known of no price at all is told in {@link Cost#unpriced}.
 */
public final class Pricing {

    private Pricing() {}

    /**
     * @param usage that is counted of a call
     * @param service that answered
     * @param images that were made
     */
    public record Used(Operation operation, Usage usage, Service service, long images) {

        private boolean isCounted() {
            return usage.isKnown() || usage.prompt() > 0;
        }
    }

    public static Cost of(Prices prices, Used used) {
        Sum sum = new Sum();
        Usage usage = used.usage();
        Units units = usage.besides().units();
        Rates rates = prices.rates(used.service(), usage.prompt());
        if (prices.fees().request() != ABSENT || units.questions() > 0) {
            sum.add("request", Math.max(units.questions(), 1), prices.fees().request());
        }
        if (usage.besides().bill().input() != ABSENT || usage.besides().bill().output() != ABSENT) {
            billed(sum, usage.besides().bill(), rates);
        } else {
            read(sum, usage, rates);
            written(sum, usage, rates);
        }
        pieces(sum, prices.fees(), rates, used);
        if (sum.isEmpty() && !used.isCounted() && costs(rates)) {
            sum.lacks("usage");
        }
        return sum.toCost();
    }

    /** Whether tokens may cost something: what nobody has a price of may. */
    private static boolean costs(Rates rates) {
        return rates.input() != 0 || rates.output() > 0;
    }

    private static void billed(Sum sum, Bill bill, Rates rates) {
        sum.add("input", bill.input(), rates.input());
        sum.add("output", bill.output(), rates.output());
    }

    private static void read(Sum sum, Usage usage, Rates rates) {
        long fresh = Math.max(usage.input(), 0);
        long audio = part(usage.audioInput(), fresh, rates.audioInput());
        long images = part(usage.besides().imageInput(), fresh - audio, rates.imageInput());
        sum.add("input", fresh - audio - images, rates.input());
        sum.add("audio-input", audio, rates.audioInput());
        sum.add("image-input", images, rates.imageInput());
        sum.add("cache-read", usage.cacheRead(), either(rates.cacheRead(), rates.input()));
        long written = Math.max(usage.cacheWrite(), 0);
        long hour = Math.min(Math.max(usage.besides().cacheWriteHour(), 0), written);
        sum.add("cache-write", written - hour, either(rates.cacheWrite(), rates.input()));
        sum.add("cache-write-hour", hour, hourly(rates));
    }

    /** Where it costs nothing extra to write into the cache, it does not for an hour either. */
    private static long hourly(Rates rates) {
        return rates.cacheWrite() == ABSENT ? either(rates.cacheWriteHour(), rates.input()) : rates.cacheWriteHour();
    }

    private static void written(Sum sum, Usage usage, Rates rates) {
        long all = Math.max(usage.output(), 0);
        long reasoning = part(usage.reasoning(), all, rates.reasoning());
        long audio = part(usage.audioOutput(), all - reasoning, rates.audioOutput());
        long images = part(usage.besides().imageOutput(), all - reasoning - audio, rates.imageOutput());
        sum.add("output", all - reasoning - audio - images, rates.output());
        sum.add("reasoning", reasoning, rates.reasoning());
        sum.add("audio-output", audio, rates.audioOutput());
        sum.add("image-output", images, rates.imageOutput());
    }

    /** Sound and pictures are charged apiece where they are not counted in tokens that have a price. */
    private static void pieces(Sum sum, Fees fees, Rates rates, Used used) {
        Usage usage = used.usage();
        Units units = usage.besides().units();
        boolean inTokens = usage.besides().imageOutput() > 0 && rates.imageOutput() != ABSENT;
        if (fees.image() == ABSENT ? !used.isCounted() : !inTokens) {
            sum.add("image", used.images(), fees.image());
        }
        if (!used.isCounted() || fees.picture() != ABSENT) {
            sum.add("picture", units.pictures(), fees.picture());
        }
        sum.add("search", units.searches(), search(fees, usage.besides().bill().searchSize()));
        if (!used.isCounted()) {
            sum.addMillis("second", units.millis(), fees.second());
            sum.add("character", units.characters(), fees.character());
        }
    }

    static long search(Fees fees, @Nullable String size) {
        if ("low".equals(size)) {
            return either(fees.searchLow(), fees.search());
        }
        return "high".equals(size) ? either(fees.searchHigh(), fees.search()) : fees.search();
    }

    private static long part(long count, long whole, long price) {
        return price == ABSENT ? 0 : Math.min(Math.max(count, 0), whole);
    }
}
