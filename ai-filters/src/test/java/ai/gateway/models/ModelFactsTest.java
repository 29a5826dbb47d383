package ai.gateway.models;

import ai.gateway.exchange.Usage;
import org.junit.jupiter.api.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ModelFactsTest {

    private static final ModelFacts BELOW = new ModelFacts(
            1000, 100, Set.of(Ability.TOOLS, Ability.VISION), Set.of(Ability.PDF), Prices.of(Rates.of(1, 2)));

    @Test
    void can_whatNobodySaid_isUnknown() {
        assertThat(BELOW.can(Ability.TOOLS)).isEqualTo(Known.YES);
        assertThat(BELOW.can(Ability.PDF)).isEqualTo(Known.NO);
        assertThat(BELOW.can(Ability.SCHEMA)).isEqualTo(Known.UNKNOWN);
        assertThat(ModelFacts.UNKNOWN.can(Ability.TOOLS)).isEqualTo(Known.UNKNOWN);
    }

    @Test
    void over_fieldByField_keepsWhatIsNotSaid() {
        ModelFacts above = new ModelFacts(
                2000, Usage.ABSENT, Set.of(Ability.PDF), Set.of(Ability.VISION), Prices.of(Rates.of(Usage.ABSENT, 9)));

        assertThat(above.over(BELOW))
                .isEqualTo(new ModelFacts(
                        2000,
                        100,
                        Set.of(Ability.TOOLS, Ability.PDF),
                        Set.of(Ability.VISION),
                        Prices.of(Rates.of(1, 9))));
        assertThat(ModelFacts.UNKNOWN.over(BELOW)).isEqualTo(BELOW);
        assertThat(BELOW.over(ModelFacts.UNKNOWN)).isEqualTo(BELOW);
    }

    @Test
    void orBetter_ofTwoProviders_isTheMoreGenerous() {
        ModelFacts other =
                new ModelFacts(500, 200, Set.of(Ability.PDF), Set.of(Ability.TOOLS, Ability.SCHEMA), Prices.NONE);

        ModelFacts both = BELOW.withoutPrices().orBetter(other);

        assertThat(both)
                .isEqualTo(new ModelFacts(
                        1000,
                        200,
                        Set.of(Ability.TOOLS, Ability.VISION, Ability.PDF),
                        Set.of(Ability.SCHEMA),
                        Prices.NONE));
    }

    @Test
    void facts_thatCannotBe_areRefused() {
        assertThatThrownBy(() -> new ModelFacts(0, 1, Set.of(), Set.of(), Prices.NONE))
                .hasMessage("max-input: 0 (expected: > 0, or -1 where it is not known)");
        assertThatThrownBy(() -> new ModelFacts(1, -2, Set.of(), Set.of(), Prices.NONE))
                .hasMessage("max-output: -2 (expected: > 0, or -1 where it is not known)");
        assertThatThrownBy(() -> new ModelFacts(1, 1, Set.of(Ability.PDF), Set.of(Ability.PDF), Prices.NONE))
                .hasMessage("PDF: has and lacks (expected: one of them)");
    }
}
