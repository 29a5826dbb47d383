package ai.gateway.models;

import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.models.Prices.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PricesTest {

    private static final Prices TIERED = new Prices(
            Rates.of(100, 400),
            List.of(
                    new Variant(Service.STANDARD, 200_000, Rates.of(300, Usage.ABSENT)),
                    new Variant(Service.STANDARD, 100_000, Rates.of(200, 800)),
                    new Variant(Service.FLEX, 0, Rates.of(50, 200)),
                    new Variant(Service.PRIORITY, 0, Rates.of(150, Usage.ABSENT)),
                    new Variant(Service.PRIORITY, 100_000, Rates.of(310, Usage.ABSENT))),
            Fees.NONE);

    @ParameterizedTest
    @CsvSource({
        "STANDARD, 0, 100, 400",
        "STANDARD, 100000, 100, 400",
        "STANDARD, 100001, 200, 800",
        "STANDARD, 200001, 300, 800",
        "BATCH, 100, 100, 400",
        "BATCH, 100001, 200, 800",
        "FLEX, 100, 50, 200",
        "FLEX, 0, 50, 200",
        "FLEX, 100001, 100, 400",
        "FLEX, 200001, 150, 400",
        "PRIORITY, 100, 150, 400",
        "PRIORITY, 100001, 310, 800"
    })
    void rates_byServiceAndLength_areTheMostSpecificOnes(Service service, long prompt, long input, long output) {
        Rates rates = TIERED.rates(service, prompt);

        assertThat(rates.input()).isEqualTo(input);
        assertThat(rates.output()).isEqualTo(output);
        assertThat(rates.cacheRead()).isEqualTo(Usage.ABSENT);
    }

    @Test
    void estimate_longPrompt_isChargedByItsTierFromTheFirstToken() {
        assertThat(TIERED.estimate(100_000, 10)).isEqualTo(100_000 * 100 + 10 * 400);
        assertThat(TIERED.estimate(100_001, 10)).isEqualTo(100_001 * 200 + 10 * 800);
    }

    @Test
    void estimate_priceThatIsNeeded_isAbsentWhereItIsNotKnown() {
        assertThat(Prices.NONE.estimate(10, 10)).isEqualTo(Usage.ABSENT);
        assertThat(Prices.NONE.estimate(0, 0)).isEqualTo(Usage.ABSENT);
        assertThat(Prices.of(Rates.of(5, Usage.ABSENT)).estimate(10, 1)).isEqualTo(Usage.ABSENT);
        assertThat(Prices.of(Rates.of(5, Usage.ABSENT)).estimate(10, 0)).isEqualTo(50);
        assertThat(Prices.of(Rates.of(5, 6)).estimate(Usage.ABSENT, Usage.ABSENT))
                .isZero();
        assertThat(Prices.of(Rates.of(0, 0)).estimate(10, 10)).isZero();
    }

    @Test
    void estimate_feeOfTheRequest_isPartOfIt() {
        Prices prices = new Prices(
                Rates.of(0, 0),
                List.of(),
                TableLine.of("p,m,,,,request=0.002").facts().prices().fees());

        assertThat(prices.estimate(100, 0)).isEqualTo(Usd.of("0.002"));
    }

    @Test
    void estimate_moreThanALongHolds_isTheMost() {
        Prices prices = Prices.of(Rates.of(1_000_000_000_000L, 1));

        assertThat(prices.estimate(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(prices.estimate(9_000_000, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void over_pricesOfOnesOwn_holdUnderAllCircumstances() {
        Prices prices = Prices.of(Rates.of(7, Usage.ABSENT)).over(TIERED);

        assertThat(prices.rates(Service.STANDARD, 250_000).input()).isEqualTo(7);
        assertThat(prices.rates(Service.FLEX, 250_000).input()).isEqualTo(7);
        assertThat(prices.rates(Service.STANDARD, 250_000).output()).isEqualTo(800);
        assertThat(prices.rates(Service.FLEX, 1).output()).isEqualTo(200);
    }

    @Test
    void over_aVariantOfOnesOwn_goesBeforeTheSameOneBelow() {
        Prices mine = new Prices(
                Rates.of(7, Usage.ABSENT),
                List.of(
                        new Variant(Service.STANDARD, 100_000, Rates.of(8, Usage.ABSENT)),
                        new Variant(Service.BATCH, 0, Rates.of(3, 4))),
                Fees.NONE);

        Prices prices = mine.over(TIERED);

        assertThat(prices.rates(Service.STANDARD, 100_001)).isEqualTo(Rates.of(8, 800));
        assertThat(prices.rates(Service.BATCH, 1)).isEqualTo(Rates.of(3, 4));
        assertThat(prices.variants())
                .containsExactly(
                        new Variant(Service.STANDARD, 100_000, Rates.of(8, 800)),
                        new Variant(Service.BATCH, 0, Rates.of(3, 4)),
                        new Variant(Service.FLEX, 0, Rates.of(Usage.ABSENT, 200)));
    }

    @Test
    void over_nothing_changesNothing() {
        assertThat(Prices.NONE.over(TIERED)).isEqualTo(TIERED);
        assertThat(TIERED.over(Prices.NONE)).isEqualTo(TIERED);
    }

    @Test
    void rates_negativePrice_isRefused() {
        assertThatThrownBy(() -> Rates.of(1, -2)).hasMessage("out: -2 (expected: >= 0, or -1 where it is not known)");
        assertThatThrownBy(() -> new Variant(Service.STANDARD, -1, Rates.NONE))
                .hasMessage("above: -1 (expected: >= 0)");
    }
}
