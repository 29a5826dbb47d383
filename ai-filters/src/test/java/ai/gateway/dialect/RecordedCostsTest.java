package ai.gateway.dialect;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.models.Cost;
import ai.gateway.models.ModelTable;
import ai.gateway.models.Prices;
import ai.gateway.models.Pricing;
import ai.gateway.models.Usd;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** What recorded answers cost by the price list, beside what their providers say that they cost. */
class RecordedCostsTest {

    private static final ModelTable TABLE = ModelTable.load();

    /** An old price of OpenRouter's, its price of sound, which the list lacks, and a recording whose cost is made up. */
    private static final Set<String> OTHERWISE = Set.of(
            "openrouter/anthropic/claude-3.5-sonnet",
            "openrouter/chat_completions/rig__audio-analysis-prompt",
            "xai/responses/ai__xai-image-generation-tool");

    @Test
    void list_againstWhatProvidersReport_isTheSameWhereItHasTheModel() {
        List<String> same = new ArrayList<>();
        List<String> other = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        for (Recording recording : Recordings.where(each -> each.status() < 400 && each.response().length > 0)) {
            if (!recording.kind().matches("json|sse|ndjson|eventstream")) {
                continue;
            }
            AnswerFacts facts = RecordedDialectsTest.facts(recording);
            String provider = recording.provider().replace("_gateway", "");
            String model =
                    facts.model() == null ? recording.meta().path("model").asString("") : facts.model();
            Prices prices = TABLE.find(provider, model).prices();
            if (!facts.usage().isKnown() || model.isEmpty()) {
                continue;
            }
            if (prices.equals(Prices.NONE)) {
                unknown.add(provider + "/" + model);
                continue;
            }
            Cost cost = cost(prices, facts);
            long reported = facts.usage().besides().bill().cost();
            if (reported > 0 && cost.isPriced()) {
                String line = recording + " of " + provider + "/" + model + ": " + cost.amount() + " (told: " + reported
                        + ")";
                (Math.abs(cost.amount() - reported) <= rounded(provider) ? same : other).add(line);
            }
        }
        System.out.println(same.size() + " costs are those reported, not " + other);
        System.out.println(unknown.size() + " models without a price: " + String.join(" ", unknown));
        assertThat(same).hasSizeGreaterThan(20);
        assertThat(other).allSatisfy(line -> assertThat(OTHERWISE).anyMatch(line::contains));
    }

    /** Perplexity rounds to five digits after the point; of others a billionth of a dollar is near enough. */
    private static long rounded(String provider) {
        return provider.equals("perplexity") ? Usd.of("0.000005") : 999;
    }

    private static Cost cost(Prices prices, AnswerFacts facts) {
        Usage usage = facts.usage();
        Bill bill = usage.besides().bill();
        Service service = bill.service();
        if (bill.searchSize() != null && usage.besides().units().searches() < 0) {
            usage = usage.with(usage.besides().with(Units.ofSearches(1))); // Perplexity always makes one
        }
        return Pricing.of(
                prices,
                new Pricing.Used(Operation.CHAT, usage, service == null ? Service.STANDARD : service, facts.images()));
    }
}
