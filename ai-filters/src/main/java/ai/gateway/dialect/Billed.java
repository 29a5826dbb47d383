package ai.gateway.dialect;

import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.Service;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonKeys;
import ai.gateway.wire.JsonMembers;
import org.jspecify.annotations.Nullable;

import static ai.gateway.exchange.Usage.ABSENT;

/** What providers of OpenAI's family tell in their accounts beside tokens: costs, searches, the length of sound. */
public final class Billed {

    private static final JsonKeys KEYS = JsonKeys.of(
            "cost",
            "cost_in_usd_ticks",
            "is_byok",
            "cost_details",
            "search_context_size",
            "num_search_queries",
            "server_tool_use",
            "server_tool_use_details",
            "server_side_tool_usage_details",
            "seconds",
            "prompt_audio_seconds",
            "service_tier");

    private long cost = ABSENT;
    private long beside = ABSENT;
    private boolean ownKey;
    private long searches = ABSENT;
    private long seconds = ABSENT;
    private @Nullable String searchSize;
    private @Nullable Service service;

    private Billed() {}

    public static Besides of(Json usage) {
        JsonMembers member = usage.members(KEYS);
        if (!member.next()) {
            return Besides.NONE;
        }
        Billed bill = new Billed();
        do {
            bill.read(member);
        } while (member.next());
        return bill.toBesides();
    }

    private void read(JsonMembers member) {
        Json value = member.value();
        switch (member.name()) {
            case "cost" -> cost = Money.dollars(value.isObject() ? value.get("total_cost") : value);
            case "cost_in_usd_ticks" -> cost = Money.ticks(value);
            case "is_byok" -> ownKey = value.flag(false);
            case "cost_details" -> beside = Money.dollars(value.get("upstream_inference_cost"));
            case "search_context_size" -> searchSize = value.isString() ? value.text() : null;
            case "num_search_queries" -> searches = Counts.of(value);
            case "server_tool_use", "server_tool_use_details" ->
                searches = Counts.first(Counts.of(value.get("web_search_requests")), searches);
            case "server_side_tool_usage_details" ->
                searches = Counts.sum(Counts.of(value.get("web_search_calls")), Counts.of(value.get("x_search_calls")));
            case "seconds", "prompt_audio_seconds" -> seconds = Counts.first(Counts.of(value), seconds);
            default -> service = Service.of(value.text());
        }
    }

    /** OpenRouter's own cost leaves out what the model's provider charges to a key that the caller has brought. */
    private Besides toBesides() {
        long all = ownKey && cost != ABSENT ? Counts.sum(cost, beside) : cost;
        Bill bill = new Bill(all, service, searchSize, ABSENT, ABSENT);
        long millis = seconds == ABSENT ? ABSENT : seconds * 1000;
        return Besides.of(new Units(searches, ABSENT, ABSENT, millis, ABSENT)).with(bill);
    }
}
