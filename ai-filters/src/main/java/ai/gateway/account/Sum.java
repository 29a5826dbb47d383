package ai.gateway.account;

import ai.gateway.exchange.Usage;
import ai.gateway.pipeline.Spent;

import java.util.List;
import java.util.function.Function;

/** Adds up what the attempts of a call came to. */
final class Sum {

    /** Known to be nothing, which is more than not known. */
    private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0, 0);

    private Usage usage = Usage.NONE;
    private long nanoUsd;
    private long savedNanoUsd;
    private String from = "none";
    private boolean estimated;
    private int asked;
    private int recalled;
    private int charged;

    private Sum() {}

    /** @param pricing what one of them came to, or would have */
    static Total of(List<Spent> attempts, Function<Spent, Pricing.Price> pricing) {
        Sum sum = new Sum();
        for (Spent spent : attempts) {
            sum.add(spent.kind(), pricing.apply(spent));
        }
        return sum.total();
    }

    private void add(Spent.Kind kind, Pricing.Price price) {
        switch (kind) {
            case ASKED, MIRROR -> {
                asked++;
                charge(price);
            }
            case RECALLED -> {
                recalled++;
                savedNanoUsd += price.nanoUsd();
            }
            case RECALLED_AND_CHARGED -> {
                recalled++;
                savedNanoUsd += price.nanoUsd();
                charge(price);
            }
        }
    }

    private void charge(Pricing.Price price) {
        usage = charged++ == 0 ? price.usage() : usage.plus(price.usage());
        nanoUsd += price.nanoUsd();
        estimated |= price.estimated();
        from = price.from().equals("none") ? from : price.from();
    }

    /** What came to nothing at all was not recalled, and counts: it is a call. */
    private Total total() {
        boolean isCharged = charged > 0 || recalled == 0;
        Usage used = isCharged ? usage : NOTHING;
        return new Total(used, nanoUsd, savedNanoUsd, from, estimated, asked, recalled, isCharged);
    }
}
