package ai.gateway.quota;

import ai.gateway.quota.Allowance.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.ZoneId;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AllowanceTest {

    @Test
    void tokens_ofEachKind_areCounted() {
        Window day = new Window.Sliding(86_400_000);
        assertThat(Allowance.tokens("1000000 / 1d")).isEqualTo(new Allowance(Unit.TOKENS, 1_000_000, day));
        assertThat(Allowance.tokens("1_000 input / 1d")).isEqualTo(new Allowance(Unit.INPUT_TOKENS, 1_000, day));
        assertThat(Allowance.tokens(" 5 output/1d ")).isEqualTo(new Allowance(Unit.OUTPUT_TOKENS, 5, day));
    }

    @Test
    void requestsAndConcurrent_areCounted() {
        assertThat(Allowance.requests("100 / fixed 1m"))
                .isEqualTo(new Allowance(Unit.REQUESTS, 100, new Window.Fixed(60_000)));
        assertThat(Allowance.concurrent("5")).isEqualTo(new Allowance(Unit.CONCURRENT, 5, new Window.AtOnce()));
    }

    @ParameterizedTest
    @CsvSource({
        "100 USD / 30d, 100000000000",
        "0.000000001 USD / 30d, 1",
        "99.50 usd / 30d, 99500000000",
        "9223372036.854775807 USD / 30d, 9223372036854775807",
        "0 USD / 30d, 0"
    })
    void budget_money_isExact(String text, long nanos) {
        assertThat(Allowance.budget(text))
                .isEqualTo(new Allowance(Unit.NANO_USD, nanos, new Window.Sliding(30 * 86_400_000L)));
    }

    @Test
    void windows_ofEachKind_areRead() {
        assertThat(Windows.read("250ms")).isEqualTo(new Window.Sliding(250));
        assertThat(Windows.read("2h")).isEqualTo(new Window.Sliding(7_200_000));
        assertThat(Windows.read("2w")).isEqualTo(new Window.Sliding(1_209_600_000));
        assertThat(Windows.read("fixed 10s")).isEqualTo(new Window.Fixed(10_000));
        assertThat(Windows.read("lifetime")).isEqualTo(new Window.Lifetime());
        assertThat(Windows.read("week")).isEqualTo(new Window.Calendar(Window.Calendar.Span.WEEK, ZoneId.of("UTC")));
    }

    @Test
    void budget_inAZone_keepsItsSlash() {
        assertThat(Allowance.budget("50 USD / month Europe/Berlin"))
                .isEqualTo(new Allowance(
                        Unit.NANO_USD,
                        50_000_000_000L,
                        new Window.Calendar(Window.Calendar.Span.MONTH, ZoneId.of("Europe/Berlin"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100 / 30d",
                "100 EUR / 30d",
                "USD / 30d",
                "0.0000000001 USD / 30d",
                "9223372036.854775808 USD / 30d",
                "-1 USD / 30d",
                "100 USD"
            })
    void budget_thatIsNone_isTold(String text) {
        assertThatThrownBy(() -> Allowance.budget(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000",
                "many / 1m",
                "-1 / 1m",
                "1000 / 0m",
                "1000 / 1",
                "1000 / m",
                "1000 / fixed",
                "1000 / fixed month",
                "1000 / month Nowhere/Never",
                "1000 / 99999999999w",
                "1000 / lifetimes",
                "99999999999999999999 / 1m"
            })
    void tokens_thatAreNone_areTold(String text) {
        assertThatThrownBy(() -> Allowance.tokens(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }

    @Test
    void all_oneIsWrong_saysWhere() {
        assertThatThrownBy(() -> Allowance.all("keys[0].tokens", List.of("1 / 1m", "x / 1m"), Allowance::tokens))
                .hasMessage("keys[0].tokens: x / 1m (expected: a whole number >= 0)");
    }
}
