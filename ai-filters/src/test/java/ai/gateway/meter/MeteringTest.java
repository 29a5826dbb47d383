package ai.gateway.meter;

import ai.gateway.autoconfigure.Configured;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Principal;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.models.Forecast;
import ai.gateway.models.ModelTable;
import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

import static ai.gateway.exchange.Usage.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an attempt comes to, by what is written of costs. */
class MeteringTest {

    private static final Principal GOLD = Principal.of("k", "acme", Map.of("plan", "gold"));

    private static final Usage USAGE = new Usage(1000, ABSENT, ABSENT, 100, ABSENT);

    @Test
    void of_whatTheListPrices_isFromTheList() {
        Metered metered = by("").of(call("openai/gpt-4o", Operation.CHAT, whole(USAGE)));

        assertThat(metered).isEqualTo(new Metered(USAGE, false, 3_500_000, Origin.LIST, List.of()));
        assertThat(metered.origin().word()).isEqualTo("list");
    }

    @Test
    void of_theServiceThatAnswered_countsNotTheOneThatWasAskedFor() {
        Usage flex = USAGE.with(Besides.of(Bill.of(Service.BATCH)));

        assertThat(by("").of(call("openai/gpt-4o", Operation.CHAT, whole(flex))).nanoUsd())
                .isEqualTo(1_750_000);
    }

    @Test
    void of_whatTheProviderReports_winsWhereItIsBelieved() {
        Usage told = USAGE.with(Besides.of(new Bill(1_234_567, null, null, ABSENT, ABSENT)));

        assertThat(by("").of(call("openrouter/openai/gpt-4o", Operation.CHAT, whole(told))))
                .isEqualTo(new Metered(told, false, 1235, Origin.REPORTED, List.of()));
        assertThat(by("").of(call("openai/gpt-4o", Operation.CHAT, whole(told))).origin())
                .isEqualTo(Origin.LIST);
        assertThat(by("meter: { reported: [] }")
                        .of(call("openrouter/openai/gpt-4o", Operation.CHAT, whole(told)))
                        .origin())
                .isEqualTo(Origin.LIST);
        assertThat(by("meter: { reported: openai/gpt-4* }")
                        .of(call("openai/gpt-4o", Operation.CHAT, whole(told)))
                        .nanoUsd())
                .isEqualTo(1235);
    }

    @Test
    void of_nobodysPrice_isUnpricedAndNeverSilent() {
        assertThat(by("").of(call("ollama/no-such-model", Operation.CHAT, whole(USAGE))))
                .isEqualTo(new Metered(USAGE, false, 0, Origin.UNPRICED, List.of("input", "output")));
        Usage searched = USAGE.with(Besides.of(Units.ofSearches(1)));
        assertThat(by("").of(call("xai/grok-4.3", Operation.CHAT, whole(searched))))
                .isEqualTo(new Metered(searched, false, 1_500_000, Origin.UNPRICED, List.of("search")));
    }

    @Test
    void of_nobodysPriceWhereItIsForFree_isNotUnpriced() {
        Metering metering = by("meter: { models: { ollama/*: { unpriced: zero } } }");

        assertThat(metering.of(call("ollama/no-such-model", Operation.CHAT, whole(USAGE))))
                .isEqualTo(new Metered(USAGE, false, 0, Origin.LIST, List.of("input", "output")));
        assertThat(metering.of(call("openai/no-such-model", Operation.CHAT, whole(USAGE)))
                        .origin())
                .isEqualTo(Origin.UNPRICED);
    }

    @Test
    void of_aDeployment_isPricedByTheModelThatAnswered() {
        AnswerFacts facts = whole(USAGE);
        facts.model("gpt-4o");

        assertThat(by("").of(call("azure/our-deployment", Operation.CHAT, facts))
                        .nanoUsd())
                .isEqualTo(3_500_000);
    }

    @Test
    void of_aStreamThatBrokeOff_isChargedForWhatWasSeen() {
        AnswerFacts facts = new AnswerFacts();
        facts.use(new Usage(1000, ABSENT, ABSENT, 1, ABSENT));
        facts.saw(400);

        Metered metered = by("").of(call("openai/gpt-4o", Operation.CHAT, facts));

        assertThat(metered.estimated()).isTrue();
        assertThat(metered.usage().output()).isEqualTo(100);
        assertThat(metered.nanoUsd()).isEqualTo(3_500_000);
    }

    @Test
    void of_anAnswerWithoutUsage_isChargedByOurCounts() {
        AnswerFacts facts = new AnswerFacts();
        facts.saw(401);
        facts.finish(FinishReason.STOP);

        Metered metered = by("").of(call("openai/gpt-4o", Operation.CHAT, facts, true, 1000, null));

        assertThat(metered.usage()).isEqualTo(new Usage(1000, ABSENT, ABSENT, 101, ABSENT));
        assertThat(metered.estimated()).isTrue();
        assertThat(metered.nanoUsd()).isEqualTo(3_510_000);
    }

    @Test
    void of_aWholeAnswer_isNotGuessedAt() {
        AnswerFacts facts = whole(USAGE);
        facts.saw(100_000);

        assertThat(by("").of(call("openai/gpt-4o", Operation.CHAT, facts)).estimated())
                .isFalse();
    }

    @Test
    void of_whoNeverBegan_isNothing() {
        assertThat(by("").of(call("openai/gpt-4o", Operation.CHAT, new AnswerFacts(), false, 1000, null)))
                .isEqualTo(new Metered(Usage.NONE, false, 0, Origin.NONE, List.of()));
        assertThat(by("").of(call("openai/gpt-4o", Operation.MODELS, new AnswerFacts()))
                        .origin())
                .isEqualTo(Origin.NONE);
    }

    @Test
    void of_whoDidNotCountItsSearch_hasMadeOneWhereItSaysSo() {
        AnswerFacts facts = whole(USAGE);
        facts.cite();
        // 1000 x 0.15 + 100 x 0.6, and one at 0.0275
        assertThat(by("").of(call("openai/gpt-4o-mini-search-preview", Operation.CHAT, facts))
                        .nanoUsd())
                .isEqualTo(27_710_000);
        AnswerFacts low = whole(USAGE.with(Besides.of(new Bill(ABSENT, null, "low", ABSENT, ABSENT))));
        // 1100 x 1, and one at 0.005
        assertThat(by("meter: { reported: [] }")
                        .of(call("perplexity/sonar", Operation.CHAT, low))
                        .nanoUsd())
                .isEqualTo(6_100_000);
        // a document may be cited, too
        assertThat(by("").of(call("openai/gpt-4o", Operation.CHAT, facts)).origin())
                .isEqualTo(Origin.LIST);
    }

    @Test
    void of_multipliers_areThoseOfTheModelAndOfTheKeysTags() {
        Metering metering = by("""
                meter:
                  multiplier: 1.2
                  models: { openai/*: { multiplier: 2 }, openai/gpt-4o: { multiplier: 1.5 } }
                  tags: [ { tag: plan=gold, multiplier: 0.9 } ]
                """);

        assertThat(metering.of(call("openai/gpt-4o", Operation.CHAT, whole(USAGE)))
                        .nanoUsd())
                .isEqualTo(5_250_000);
        assertThat(metering.of(call("openai/gpt-4o", Operation.CHAT, whole(USAGE), true, 0, GOLD))
                        .nanoUsd())
                .isEqualTo(4_725_000);
        // 1000 x 1.25 + 100 x 10
        assertThat(metering.of(call("openai/gpt-5", Operation.CHAT, whole(USAGE)))
                        .nanoUsd())
                .isEqualTo(4_500_000);
        // 1000 x 1.25 + 100 x 2.5
        assertThat(metering.of(call("xai/grok-4.3", Operation.CHAT, whole(USAGE)))
                        .nanoUsd())
                .isEqualTo(1_800_000);
        assertThat(metering.most(target("openai/gpt-4o"), Forecast.of(1000, 100), GOLD))
                .isEqualTo(4_725_000);
    }

    @Test
    void admits_unpriced_isAsIsWritten() {
        Metering metering = by("meter: { unpriced: reject, models: { ollama/*: { unpriced: zero } } }");
        Forecast forecast = Forecast.of(10, 10);

        assertThat(metering.admits(target("openai/no-such-model"), () -> forecast))
                .isFalse();
        assertThat(metering.admits(target("openai/gpt-4o"), () -> forecast)).isTrue();
        assertThat(metering.admits(target("ollama/no-such-model"), () -> forecast))
                .isTrue();
        assertThat(metering.unpriced(target("ollama/no-such-model"))).isEqualTo(Unpriced.ZERO);
        assertThat(by("").admits(target("openai/no-such-model"), () -> forecast))
                .isTrue();
        assertThat(by("").unpriced(target("openai/gpt-4o"))).isEqualTo(Unpriced.WARN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            meter: { multiplier: -1 }                          | ai.gateway.meter.multiplier: -1 (expected: 0 to 1000, at most six digits after the point)
            meter: { multiplier: 1.1234567 }                   | ai.gateway.meter.multiplier: 1.1234567 (expected: 0 to 1000, at most six digits after the point)
            meter: { models: { gpt: { multiplier: 2 } } }      | ai.gateway.meter.models.gpt: no provider (expected: provider/model)
            meter: { models: { a/m.1: { multiplier: 1001 } } } | ai.gateway.meter.models.a/m.1.multiplier: 1001 (expected: 0 to 1000, at most six digits after the point)
            meter: { tags: [ { tag: gold, multiplier: 2 } ] }  | ai.gateway.meter.tags[0].tag: gold (expected: name=value)
            meter: { unprized: zero }                          | ai.gateway.meter.unprized: unknown (expected: unpriced)
            """)
    void read_mistakes_areTold(String yaml, String message) {
        assertThatThrownBy(() -> settings(yaml)).hasMessageContaining(message);
    }

    private static Settings settings(String yaml) {
        return Configured.by(
                "ai.gateway:\n" + (yaml.isEmpty() ? "  response-headers: true" : yaml.indent(2)),
                List.of(new MeterReader()));
    }

    private static Metering by(String yaml) {
        return new Metering(settings(yaml).part(MeterSettings.class), ModelTable.load());
    }

    private static Target target(String name) {
        int slash = name.indexOf('/');
        return new Target(settings("").catalogue().get(name.substring(0, slash)), name.substring(slash + 1), null);
    }

    private static AnswerFacts whole(Usage usage) {
        AnswerFacts facts = new AnswerFacts();
        facts.use(usage);
        facts.finish(FinishReason.STOP);
        facts.end();
        return facts;
    }

    private static MeteredCall call(String target, Operation operation, AnswerFacts facts) {
        return call(target, operation, facts, true, ABSENT, null);
    }

    private static MeteredCall call(
            String target, Operation operation, AnswerFacts facts, boolean begun, long prompt, Principal who) {
        return new MeteredCall(target(target), operation, facts, begun, prompt, who);
    }
}
