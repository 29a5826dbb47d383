package ai.gateway.account;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Usage;
import ai.gateway.pipeline.Pick;
import ai.gateway.pipeline.Spent;
import ai.gateway.pipeline.Spent.Kind;
import ai.gateway.quota.Allowance;
import ai.gateway.quota.Charge;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SumTest {

    /** Each of them is priced at 37. */
    private static Total of(Kind... kinds) {
        List<Spent> attempts = new ArrayList<>();
        for (Kind kind : kinds) {
            attempts.add(new Spent(null, new AnswerFacts(), Pick.Result.ANSWERED, kind, null));
        }
        return Sum.of(attempts, spent -> new Pricing.Price(new Usage(7, -1, -1, 3, -1), true, 37, "list"));
    }

    private static List<Charge> charges(Total total) {
        Window window = new Window.Sliding(60_000);
        List<Demand> demands = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (Allowance.Unit unit : new Allowance.Unit[] {Allowance.Unit.REQUESTS, Allowance.Unit.TOKENS}) {
            Demand demand = new Demand("of", new Allowance(unit, 100, window), Terms.USUAL);
            demands.add(demand);
            claims.add(demand.claim(new Forecast(7, 3, 37, null)));
        }
        return new Hold("id", demands, claims, 0, 0).charges(total);
    }

    @ParameterizedTest
    @CsvSource({
        "ASKED,                     37, 0,  1, 0, true",
        "MIRROR,                    37, 0,  1, 0, true",
        "RECALLED,                  0,  37, 0, 1, false",
        "RECALLED_AND_CHARGED,      37, 37, 0, 1, true",
        "ASKED RECALLED,            37, 37, 1, 1, true",
        "RECALLED RECALLED,         0,  74, 0, 2, false",
        "RECALLED_AND_CHARGED ASKED, 74, 37, 1, 1, true"
    })
    void of_attempts_isWhatIsChargedAndWhatWasSaved(
            String kinds, long cost, long saved, int asked, int recalled, boolean charged) {
        Total total =
                of(List.of(kinds.split(" ", -1)).stream().map(Kind::valueOf).toArray(Kind[]::new));

        assertThat(total.nanoUsd()).isEqualTo(cost);
        assertThat(total.savedNanoUsd()).isEqualTo(saved);
        assertThat(total.asked()).isEqualTo(asked);
        assertThat(total.recalled()).isEqualTo(recalled);
        assertThat(total.isCharged()).isEqualTo(charged);
        assertThat(total.from()).isEqualTo(charged ? "list" : "none");
        assertThat(total.estimated()).isEqualTo(charged);
        assertThat(total.usage().input()).isEqualTo(cost / 37 * 7);
        assertThat(charges(total))
                .extracting(Charge::used)
                .isEqualTo(charged ? List.of(1L, cost / 37 * 10) : List.of());
    }

    /** Refused before anybody could be asked. */
    @Test
    void of_noAttempts_countsAsACall_ofWhichNothingIsKnown() {
        Total total = of();

        assertThat(total.isCharged()).isTrue();
        assertThat(total.usage()).isEqualTo(Usage.NONE);
        assertThat(charges(total)).extracting(Charge::used).containsExactly(1L, 0L);
    }

    @Test
    void of_whatWasRecalled_isKnownToBeNothing() {
        assertThat(of(Kind.RECALLED).usage()).isEqualTo(new Usage(0, 0, 0, 0, 0, 0, 0));
    }
}
