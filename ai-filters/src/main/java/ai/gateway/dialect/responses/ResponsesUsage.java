package ai.gateway.dialect.responses;

import ai.gateway.dialect.Billed;
import ai.gateway.dialect.Counts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;

import java.util.function.Consumer;

import static ai.gateway.exchange.Usage.ABSENT;

/** What a response says that it used: its tokens, and the searches that stand among the items of its output. */
final class ResponsesUsage {

    private ResponsesUsage() {}

    static Usage of(Json response) {
        Json usage = response.get("usage");
        Besides told = Billed.of(usage);
        Besides besides = told.with(
                told.bill().with(Service.of(response.get("service_tier").text())));
        long searches = searches(response, told.units().searches());
        if (searches != ABSENT) {
            besides = besides.with(told.units().updatedBy(Units.ofSearches(searches)));
        }
        return usage.isObject() ? counts(usage).with(besides) : Usage.NONE.with(besides);
    }

    static void showCounts(Json response, Consumer<Json> visitor) {
        Counts.show(response.get("usage"), visitor);
        Counts.show(response.get("tool_usage"), visitor);
    }

    /** One more search of a stream under way. */
    static void search(Json item, AnswerFacts facts) {
        if (isSearch(item)) {
            long known = Math.max(facts.usage().besides().units().searches(), 0);
            facts.use(Usage.NONE.with(Besides.of(Units.ofSearches(known + 1))));
        }
    }

    private static Usage counts(Json usage) {
        Json details = usage.get("input_tokens_details");
        long input = Counts.of(usage.get("input_tokens"));
        long cacheRead = Counts.within(Counts.of(details.get("cached_tokens")), input);
        long fresh = Counts.without(input, cacheRead);
        long cacheWrite = Counts.within(Counts.of(details.get("cache_write_tokens")), fresh);
        return new Usage(
                Counts.without(fresh, cacheWrite),
                cacheRead,
                cacheWrite,
                Counts.of(usage.get("output_tokens")),
                Counts.of(usage.get("output_tokens_details").get("reasoning_tokens")));
    }

    /** The provider's own count, or else the searches themselves; to open a page that was found is none. */
    private static long searches(Json response, long counted) {
        long requests = Counts.first(
                Counts.of(response.get("tool_usage").get("web_search").get("num_requests")), counted);
        if (requests != ABSENT) {
            return requests;
        }
        long found = 0;
        for (Json item : response.get("output").items()) {
            found += isSearch(item) ? 1 : 0;
        }
        return found == 0 ? ABSENT : found;
    }

    static boolean isSearch(Json item) {
        Json action = item.get("action").get("type");
        return item.get("type").is("web_search_call") && (!action.exists() || action.is("search"));
    }
}
