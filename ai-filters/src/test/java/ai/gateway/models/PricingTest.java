package ai.gateway.models;

import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static ai.gateway.exchange.Usage.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

/** What calls cost by the built-in table, against figures that were worked out by hand. */
class PricingTest {

    private static final ModelTable TABLE = ModelTable.load();

    /** Tokens, and what they come to in billionths of a dollar: a dollar for a million tokens is a thousand of them for one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # model                       | service  | input  | read   | write | hour  | output | reasoning | nano dollars
            openai/gpt-4o                 | STANDARD | 1000   | 0      | 0     | 0     | 100    | 0         | 3500000
            openai/gpt-4o                 | STANDARD | 1000   | 2000   | 0     | 0     | 100    | 0         | 6000000
            openai/gpt-4o                 | BATCH    | 1000   | 0      | 0     | 0     | 100    | 0         | 1750000
            openai/gpt-4o                 | PRIORITY | 1000   | 2000   | 0     | 0     | 100    | 0         | 10200000
            openai/gpt-4o                 | FLEX     | 1000   | 0      | 0     | 0     | 100    | 0         | 3500000
            openai/gpt-5                  | FLEX     | 1000   | 1000   | 0     | 0     | 1000   | 900       | 5687500
            openai/gpt-5                  | PRIORITY | 1000   | 1000   | 0     | 0     | 1000   | 900       | 22750000
            openai/gpt-5.4                | STANDARD | 272000 | 0      | 0     | 0     | 1000   | 0         | 695000000
            openai/gpt-5.4                | STANDARD | 272001 | 0      | 0     | 0     | 1000   | 0         | 1382505000
            openai/gpt-5.4                | STANDARD | 72000  | 200001 | 0     | 0     | 1000   | 0         | 482500500
            openai/gpt-5.4                | BATCH    | 272001 | 0      | 0     | 0     | 1000   | 0         | 691252500
            anthropic/claude-sonnet-4-5   | STANDARD | 100    | 1000   | 2000  | 0     | 50     | 0         | 8850000
            anthropic/claude-sonnet-4-5   | STANDARD | 100    | 1000   | 2000  | 2000  | 50     | 0         | 13350000
            anthropic/claude-sonnet-4-5   | STANDARD | 100    | 1000   | 2000  | 500   | 50     | 0         | 9975000
            anthropic/claude-sonnet-4-5   | STANDARD | 0      | 198000 | 2001  | 2001  | 10     | 0         | 143037000
            anthropic/claude-opus-4-5     | STANDARD | 3      | 0      | 0     | 0     | 1      | 0         | 40000
            gemini/gemini-2.5-pro         | STANDARD | 200000 | 0      | 0     | 0     | 100    | 80        | 251000000
            gemini/gemini-2.5-pro         | STANDARD | 200001 | 0      | 0     | 0     | 100    | 80        | 501502500
            gemini/gemini-2.5-flash       | STANDARD | 1000   | 500    | 0     | 0     | 100    | 80        | 565000
            xai/grok-4.3                  | STANDARD | 62     | 192    | 0     | 0     | 221    | 212       | 668400
            perplexity/sonar-deep-research| STANDARD | 10     | 0      | 0     | 0     | 100    | 60        | 520000
            openai/gpt-4o                 | STANDARD | 0      | 0      | 0     | 0     | 0      | 0         | 0
            """)
    void of_tokens_costWhatTheListSays(
            String model,
            Service service,
            long input,
            long read,
            long write,
            long hour,
            long output,
            long reasoning,
            long nanos) {
        Usage usage = new Usage(input, read, write, output, reasoning).with(Besides.NONE.withCacheWriteHour(hour));

        Cost cost = cost(model, Operation.CHAT, usage, service, 0);

        assertThat(cost.unpriced()).isEmpty();
        assertThat(cost.amount()).isEqualTo(nanos * 1000);
        assertThat(cost.nanoUsd()).isEqualTo(nanos);
    }

    @Test
    void of_sound_isChargedApartFromText() {
        Usage usage = new Usage(100, ABSENT, ABSENT, 50, ABSENT).withAudio(60, 30);
        // 40 x 2.5 + 60 x 40 + 20 x 10 + 30 x 80
        assertThat(cost("openai/gpt-4o-audio-preview", Operation.CHAT, usage).nanoUsd())
                .isEqualTo(5_100_000);
        // 40 x 0.3 + 60 x 1 + 50 x 2.5: sound in the answer has no price of its own
        assertThat(cost("gemini/gemini-2.5-flash", Operation.CHAT, usage).nanoUsd())
                .isEqualTo(197_000);
    }

    @Test
    void of_pictures_areChargedByTokensWhereTheseArePriced() {
        Usage counted = new Usage(22, ABSENT, ABSENT, 12_480, ABSENT).with(Besides.NONE.withImages(0, 12_480));
        // 22 x 5 + 12480 x 40
        assertThat(cost("openai/gpt-image-1", Operation.IMAGE, counted, Service.STANDARD, 2)
                        .nanoUsd())
                .isEqualTo(499_310_000);
        // two at 0.04
        assertThat(cost("openai/dall-e-3", Operation.IMAGE, Usage.NONE, Service.STANDARD, 2)
                        .nanoUsd())
                .isEqualTo(80_000_000);
        Usage drawn = new Usage(10, ABSENT, ABSENT, 1300, ABSENT).with(Besides.NONE.withImages(ABSENT, 1290));
        // 10 x 0.3 + 10 x 2.5 + 1290 x 30
        assertThat(cost("gemini/gemini-2.5-flash-image", Operation.CHAT, drawn, Service.STANDARD, 1)
                        .nanoUsd())
                .isEqualTo(38_728_000);
    }

    @Test
    void of_searches_costByTheirSize() {
        Usage tokens = new Usage(100, ABSENT, ABSENT, 100, ABSENT);
        // 200 x 1, and a search
        assertThat(cost("perplexity/sonar", Operation.CHAT, searched(tokens, 1, "low"))
                        .nanoUsd())
                .isEqualTo(5_200_000);
        assertThat(cost("perplexity/sonar", Operation.CHAT, searched(tokens, 1, null))
                        .nanoUsd())
                .isEqualTo(8_200_000);
        assertThat(cost("perplexity/sonar", Operation.CHAT, searched(tokens, 3, "high"))
                        .nanoUsd())
                .isEqualTo(36_200_000);
        // 100 x 3 + 100 x 15, and two at 0.01
        assertThat(cost("anthropic/claude-sonnet-4-5", Operation.CHAT, searched(tokens, 2, null))
                        .nanoUsd())
                .isEqualTo(21_800_000);
    }

    @Test
    void of_whatHasNoTokens_isChargedApiece() {
        assertThat(cost("openai/whisper-1", Operation.TRANSCRIPTION, of(Units.ofMillis(12_500)))
                        .amount())
                .isEqualTo(1_250_000_000L);
        assertThat(cost("openai/tts-1", Operation.SPEECH, of(Units.ofCharacters(1000)))
                        .nanoUsd())
                .isEqualTo(15_000_000);
        assertThat(cost("cohere/rerank-v3.5", Operation.RERANK, of(new Units(ABSENT, ABSENT, 3, ABSENT, ABSENT)))
                        .nanoUsd())
                .isEqualTo(6_000_000);
        assertThat(cost("bedrock/amazon.rerank-v1:0", Operation.RERANK, Usage.NONE)
                        .nanoUsd())
                .isEqualTo(1_000_000);
        assertThat(cost("openai/omni-moderation-latest", Operation.MODERATION, Usage.NONE))
                .isEqualTo(Cost.NOTHING);
    }

    /** Cohere reads more than it bills. */
    @Test
    void of_whatIsBilled_isNotWhatWasRead() {
        Usage usage = new Usage(57, 448, ABSENT, 9, ABSENT).with(Besides.of(new Bill(ABSENT, null, null, 10, 1)));
        // 10 x 2.5 + 1 x 10
        assertThat(cost("cohere/command-r-plus", Operation.CHAT, usage).nanoUsd())
                .isEqualTo(35_000);
    }

    @Test
    void of_whatIsNotPriced_isToldByName() {
        Usage usage = new Usage(10, ABSENT, ABSENT, 10, ABSENT);

        assertThat(cost("nobody/model", Operation.CHAT, usage)).isEqualTo(new Cost(0, List.of("input", "output")));
        assertThat(cost("nobody/model", Operation.CHAT, Usage.NONE).unpriced()).containsExactly("usage");
        assertThat(cost("openai/gpt-4o", Operation.CHAT, Usage.NONE).unpriced()).containsExactly("usage");
        assertThat(cost("xai/grok-4.3", Operation.CHAT, searched(usage, 2, null)))
                .isEqualTo(new Cost(37_500_000, List.of("search")));
        assertThat(cost("openai/tts-1", Operation.SPEECH, of(Units.ofMillis(1))).unpriced())
                .containsExactly("second");
        assertThat(cost("openai/gpt-4o-transcribe", Operation.TRANSCRIPTION, of(Units.ofMillis(900)))
                        .unpriced())
                .containsExactly("second");
        assertThat(cost("vertex/claude-sonnet-4-5", Operation.CHAT, hour(usage)).unpriced())
                .containsExactly("cache-write-hour");
    }

    @Test
    void of_moreThanALongHolds_isAsMuchAsItHolds() {
        Usage usage = new Usage(Long.MAX_VALUE / 3, ABSENT, ABSENT, Long.MAX_VALUE, ABSENT);

        assertThat(cost("openai/gpt-4o", Operation.CHAT, usage).amount()).isEqualTo(Long.MAX_VALUE);
        assertThat(cost("openai/whisper-1", Operation.TRANSCRIPTION, of(Units.ofMillis(Long.MAX_VALUE)))
                        .amount())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(new Cost(Long.MAX_VALUE, List.of())
                        .timesMillionths(1_200_000)
                        .amount())
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "999, 1", "1000, 1", "1001, 2", "9223372036854775807, 9223372036854776"})
    void nanoUsd_ofFractions_isRoundedUp(long pico, long nano) {
        assertThat(Cost.of(pico).nanoUsd()).isEqualTo(nano);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1200000, 1200", "1, 1200000, 2", "7, 0, 0", "3, 333333, 1", "5000001, 1500000, 7500002"})
    void timesMillionths_ofFractions_isRoundedUp(long pico, long factor, long product) {
        assertThat(Cost.of(pico).timesMillionths(factor).amount()).isEqualTo(product);
    }

    @Test
    void most_ofARequest_isNeverLessThanWhatItCosts() {
        Prices prices = prices("anthropic/claude-sonnet-4-5");
        Forecast kept = new Forecast(200_001, 1000, Set.of(), true, Set.of(Modality.TEXT), 2, 0);

        // 200001 x 12 + 1000 x 22.5, and two searches
        assertThat(kept.most(prices).nanoUsd()).isEqualTo(2_400_012_000L + 22_500_000 + 20_000_000);
        // 1000 x 3 + 10 x 15
        assertThat(Forecast.of(1000, 10).most(prices).nanoUsd()).isEqualTo(3_150_000);
        // 1000 x 5 + 10 x 30
        assertThat(new Forecast(1000, 10, Forecast.services(Service.PRIORITY), false, Set.of(), 0, 0)
                        .most(prices("openai/gpt-5.4"))
                        .nanoUsd())
                .isEqualTo(5_300_000);
        assertThat(new Forecast(1000, 10, Forecast.services(Service.FLEX), false, Set.of(), 0, 0)
                        .most(prices("openai/gpt-5.4"))
                        .nanoUsd())
                .isEqualTo(2_650_000);
        // 100 x 1 + 10 x 2.5
        assertThat(new Forecast(100, 10, Set.of(), false, Set.of(Modality.AUDIO), 0, 0)
                        .most(prices("gemini/gemini-2.5-flash"))
                        .nanoUsd())
                .isEqualTo(125_000);
        assertThat(Forecast.of(10, 10).most(Prices.NONE).unpriced()).containsExactly("input", "output");
    }

    @Test
    void version_ofTheTable_changesWithThePrices() {
        ModelTable mine = TABLE.with(Map.of("mine/*", facts(5)));

        assertThat(TABLE.version()).matches("[0-9a-f]{8}");
        assertThat(mine.version()).startsWith(TABLE.version() + "+").hasSize(17);
        assertThat(mine).isEqualTo(TABLE.with(Map.of("mine/*", facts(5))));
        assertThat(mine.version())
                .isEqualTo(TABLE.with(Map.of("mine/*", facts(5))).version());
        assertThat(mine.version())
                .isNotEqualTo(TABLE.with(Map.of("mine/*", facts(6))).version());
    }

    private static ModelFacts facts(long price) {
        return new ModelFacts(ABSENT, ABSENT, Set.of(), Set.of(), Prices.of(Rates.of(price, price)));
    }

    private static Usage searched(Usage usage, long searches, String size) {
        return usage.with(Besides.of(Units.ofSearches(searches)).with(new Bill(ABSENT, null, size, ABSENT, ABSENT)));
    }

    private static Usage hour(Usage usage) {
        return new Usage(usage.input(), 0, 100, usage.output(), ABSENT).with(Besides.NONE.withCacheWriteHour(100));
    }

    private static Usage of(Units units) {
        return Usage.NONE.with(Besides.of(units));
    }

    private static Prices prices(String model) {
        int slash = model.indexOf('/');
        return TABLE.find(model.substring(0, slash), model.substring(slash + 1)).prices();
    }

    private static Cost cost(String model, Operation operation, Usage usage) {
        return cost(model, operation, usage, Service.STANDARD, 0);
    }

    private static Cost cost(String model, Operation operation, Usage usage, Service service, long images) {
        return Pricing.of(prices(model), new Pricing.Used(operation, usage, service, images));
    }
}
