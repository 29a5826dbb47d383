package ai.gateway.models;

import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is found under which name. Numbers are those of the price lists in the table. */
class ModelTableTest {

    private final ModelTable table = ModelTable.load();

    @ParameterizedTest
    @CsvSource({
        // provider, model, input, output, dollars a million read and written
        "openai, gpt-5.4-mini, 400000, 128000, 0.75, 4.5",
        "openai, gpt-4o, 128000, 16384, 2.5, 10",
        "openai, o3, 200000, 100000, 2, 8",
        "anthropic, claude-sonnet-4-5, 200000, 64000, 3, 15",
        "anthropic, claude-haiku-4-5-20251001, 200000, 64000, 1, 5",
        "gemini, gemini-2.5-pro, 1048576, 65535, 1.25, 10",
        "vertex, claude-sonnet-4-5@20250929, 200000, 64000, 3, 15",
        "bedrock, amazon.nova-pro-v1:0, 300000, 10000, 0.8, 3.2",
        "azure, gpt-5.4, 1050000, 128000, 2.5, 15",
        "groq, llama-3.3-70b-versatile, 128000, 32768, 0.59, 0.79",
        "deepseek, deepseek-chat, 131072, 8192, 0.28, 0.42",
        "cohere, command-a-03-2025, 256000, 8000, 2.5, 10",
        "alibaba, qwen3-coder-plus, 997952, 65536, 1, 5"
    })
    void find_wellKnownModels_areKnown(
            String provider, String model, long maxInput, long maxOutput, String input, String output) {
        ModelFacts facts = table.find(provider, model);

        assertThat(facts.maxInput()).isEqualTo(maxInput);
        assertThat(facts.maxOutput()).isEqualTo(maxOutput);
        assertThat(facts.prices().standard().input()).isEqualTo(Usd.perMillion(input));
        assertThat(facts.prices().standard().output()).isEqualTo(Usd.perMillion(output));
        assertThat(facts.can(Ability.TOOLS)).isEqualTo(Known.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-5.4-mini-2026-03-01, gpt-5.4-mini",
        "openai, openai/gpt-5.4-mini, gpt-5.4-mini",
        "openai, GPT-5.4-mini, gpt-5.4-mini",
        "openai, ft:gpt-4o-2024-08-06:acme::id, ft:gpt-4o-2024-08-06",
        "anthropic, claude-haiku-4-5-latest, claude-haiku-4-5",
        "anthropic, claude-haiku-4-5-20260101, claude-haiku-4-5",
        "anthropic, claude-opus-4, claude-opus-4-20250514",
        "groq, groq/llama-3.3-70b-versatile, llama-3.3-70b-versatile",
        "gemini, models/gemini-2.5-pro, gemini-2.5-pro",
        "gemini, gemini-2.5-pro-001, gemini-2.5-pro",
        "vertex, google/gemini-2.5-pro, gemini-2.5-pro",
        "vertex, projects/p/locations/global/publishers/google/models/gemini-2.5-pro, gemini-2.5-pro",
        "vertex, claude-haiku-4-5, claude-haiku-4-5@20251001",
        "vertex, claude-sonnet-4-5@20260101, claude-sonnet-4-5",
        "vertex, claude-sonnet-4-5@default, claude-sonnet-4-5",
        "bedrock, eu.amazon.titan-embed-text-v2:0, amazon.titan-embed-text-v2:0",
        "bedrock, apac.cohere.command-r-v1:0, cohere.command-r-v1:0",
        "bedrock, anthropic.claude-sonnet-4-5, anthropic.claude-sonnet-4-5-20250929-v1:0",
        "bedrock, anthropic.claude-sonnet-4-5-20250929, anthropic.claude-sonnet-4-5-20250929-v1:0",
        "bedrock, anthropic.claude-3-5-sonnet, anthropic.claude-3-5-sonnet-20241022-v2:0",
        "bedrock, us.deepseek.r1, us.deepseek.r1-v1:0",
        "bedrock, arn:aws:bedrock:eu-west-1:1:inference-profile/eu.amazon.nova-pro-v1:0, eu.amazon.nova-pro-v1:0",
        "bedrock, arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0, amazon.nova-pro-v1:0",
        "fireworks, accounts/fireworks/models/llama-v3p3-70b-instruct, llama-v3p3-70b-instruct"
    })
    void find_otherNamesOfAModel_areTheModel(String provider, String name, String model) {
        Prices prices = table.find(provider, model).prices();

        assertThat(prices).isNotEqualTo(Prices.NONE);
        assertThat(table.find(provider, name).prices()).isEqualTo(prices);
    }

    /** A region's own price goes before the usual one. */
    @Test
    void find_aRegionsLine_goesBeforeTheOneWithoutARegion() {
        String model = "anthropic.claude-haiku-4-5-20251001-v1:0";

        assertThat(table.find("bedrock", "eu." + model).prices().standard().input())
                .isEqualTo(1_100_000);
        assertThat(table.find("bedrock", "us." + model).prices().standard().input())
                .isEqualTo(1_100_000);
        assertThat(table.find("bedrock", "global." + model).prices().standard().input())
                .isEqualTo(1_000_000);
        assertThat(table.find("bedrock", model).prices().standard().input()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "my-vllm, gpt-oss-120b",
        "my-vllm, openai/gpt-oss-120b",
        "ollama, gpt-oss:120b",
        "openrouter, openai/gpt-oss-120b:free",
        "my-claude, claude-haiku-4.5",
        "github-models, anthropic/claude-haiku-4-5",
        "fireworks, accounts/acme/models/llama-v3p3-70b-instruct"
    })
    void find_aModelOfOthers_hasTheirLimitsAndNotTheirPrices(String provider, String model) {
        ModelFacts facts = table.find(provider, model);

        assertThat(facts.maxInput()).isGreaterThanOrEqualTo(128_000);
        assertThat(facts.prices()).isEqualTo(Prices.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, nobody-knows-me",
        "nobody, my-deployment",
        "bedrock, arn:aws:bedrock:x",
        "openai, ''",
        "openai, -",
        "x, ft:"
    })
    void find_whatNobodyKnows_isUnknown(String provider, String model) {
        assertThat(table.find(provider, model)).isEqualTo(ModelFacts.UNKNOWN);
    }

    /** A later version of a model is another model, and so is one that merely begins with the same words. */
    @ParameterizedTest
    @CsvSource({"bedrock, amazon.titan-embed-text-v9:0", "openai, gpt-5.4-mini-turbo", "mistral, mistral-large-9912"})
    void find_anotherModelOfTheProvider_hasNoPrices(String provider, String model) {
        assertThat(table.find(provider, model).prices()).isEqualTo(Prices.NONE);
    }

    @Test
    void find_longContextAndServices_haveTheirPrices() {
        Prices sonnet = table.find("anthropic", "claude-sonnet-4-5").prices();
        Prices gpt = table.find("openai", "gpt-5.4-mini").prices();

        assertThat(sonnet.rates(Service.STANDARD, 200_001))
                .isEqualTo(new Rates(6_000_000, 22_500_000, 600_000, 7_500_000, 12_000_000, -1, -1, -1, -1, -1));
        assertThat(sonnet.fees().search()).isEqualTo(Usd.of("0.01"));
        assertThat(gpt.rates(Service.BATCH, 1))
                .isEqualTo(new Rates(375_000, 2_250_000, 75_000, -1, -1, -1, -1, -1, -1, -1));
        assertThat(gpt.rates(Service.PRIORITY, 1).output()).isEqualTo(9_000_000);
        assertThat(table.find("openai", "whisper-1").prices().fees().second()).isEqualTo(Usd.of("0.0001"));
        assertThat(table.find("cohere", "rerank-v3.5").prices().estimate(100, 0))
                .isEqualTo(Usd.of("0.002"));
    }

    @Test
    void with_factsOfOnesOwn_lieOverTheBuiltInOnes() {
        ModelTable own = table.with(Map.of("openai/gpt-5.4-mini", priced(7)));

        ModelFacts facts = own.find("openai", "gpt-5.4-mini");
        assertThat(facts.prices().standard().input()).isEqualTo(7);
        assertThat(facts.prices().standard().output()).isEqualTo(4_500_000);
        assertThat(facts.maxInput()).isEqualTo(400_000);
        assertThat(own.find("azure", "gpt-5.4-mini")).isEqualTo(table.find("azure", "gpt-5.4-mini"));
        assertThat(table.find("openai", "gpt-5.4-mini").prices().standard().input())
                .isEqualTo(750_000);
    }

    @Test
    void with_severalThatHold_theMoreSpecificOneWins() {
        Map<String, ModelFacts> facts = new HashMap<>();
        facts.put("*/*", new ModelFacts(11, 12, Set.of(), Set.of(Ability.PDF), Prices.NONE));
        facts.put("mine/llama*", priced(3));
        facts.put("mine/l*a-*-8b", priced(4));
        facts.put("mine/llama-8b", priced(5));
        ModelTable own = table.with(facts);

        assertThat(own.find("mine", "llama-8b").prices().standard().input()).isEqualTo(5);
        assertThat(own.find("mine", "llama-70b").prices().standard().input()).isEqualTo(3);
        assertThat(own.find("mine", "lla-9-8b").prices().standard().input()).isEqualTo(4);
        assertThat(own.find("mine", "x").prices()).isEqualTo(Prices.NONE);
        assertThat(own.find("mine", "llama-8b").maxInput()).isEqualTo(11);
        assertThat(own.find("mine", "org/llama-8b").can(Ability.PDF)).isEqualTo(Known.NO);
    }

    @Test
    void with_again_goesBeforeWhatWasSaidBefore() {
        ModelTable own = table.with(Map.of("mine/m", priced(3))).with(Map.of("mine/*", priced(4)));

        assertThat(own.find("mine", "m").prices().standard().input()).isEqualTo(4);
    }

    /** A reload that changes nothing is known by that. */
    @Test
    void equals_sameStatements_isTheSame() {
        ModelTable own = table.with(Map.of("mine/m", priced(3)));

        assertThat(own)
                .isEqualTo(table.with(Map.of("mine/m", priced(3))))
                .hasSameHashCodeAs(table.with(Map.of("mine/m", priced(3))));
        assertThat(own).isNotEqualTo(table.with(Map.of("mine/m", priced(4)))).isNotEqualTo(table);
        assertThat(table).isEqualTo(ModelTable.load());
    }

    @Test
    void with_aNameWithoutAProvider_isRefused() {
        Map<String, ModelFacts> facts = Map.of("gpt-5", ModelFacts.UNKNOWN);

        assertThatThrownBy(() -> table.with(facts)).hasMessage("model: gpt-5 (expected: provider/model)");
    }

    @Test
    void find_byManyThreads_givesAllTheSame() {
        Set<ModelFacts> found = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 20_000).parallel().forEach(i -> {
            table.find("openai", "made-up-" + i);
            found.add(table.find("openai", "gpt-5.4-mini"));
        });

        assertThat(found).containsExactly(ModelTable.load().find("openai", "gpt-5.4-mini"));
    }

    private static ModelFacts priced(long input) {
        return new ModelFacts(Usage.ABSENT, Usage.ABSENT, Set.of(), Set.of(), Prices.of(Rates.of(input, Usage.ABSENT)));
    }
}
