package ai.gateway.models;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UsdTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.75, 750000",
        "15, 15000000",
        "0.000001, 1",
        "3.000001, 3000001",
        "600, 600000000",
        ".5, 500000"
    })
    void perMillion_aPrice_isExactByTheToken(String dollars, long amount) {
        assertThat(Usd.perMillion(dollars)).isEqualTo(amount);
    }

    @Test
    void of_aPrice_isExact() {
        assertThat(Usd.of("0.039")).isEqualTo(39_000_000_000L);
        assertThat(Usd.of("0.000000000001")).isEqualTo(1);
        assertThat(Usd.of("999999")).isEqualTo(999_999_000_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-1", "1e3", "1,5", "1.2.3", " 1", "0.0000001", "1000000000000"})
    void perMillion_whatIsNoSuchPrice_isRefused(String dollars) {
        assertThatThrownBy(() -> Usd.perMillion(dollars))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("price: " + dollars + " (expected:");
    }

    @Test
    void of_moreThanALongHolds_isRefused() {
        assertThatThrownBy(() -> Usd.of("10000000")).isInstanceOf(IllegalArgumentException.class);
    }
}
