package ai.gateway.ledger;

import ai.gateway.exchange.Usage;
import ai.gateway.quota.Charge;

import java.util.List;
import java.util.Map;

/** Entries to try things with. */
final class Entries {

    static final long NOON = 1_800_000_000_000L;

    private Entries() {}

    static Entry full(String id) {
        return new Entry(
                id,
                NOON,
                new Entry.Who("alice", "acme/search/web", Map.of("team", "s\"e'a\\rch", "ключ", "値\n")),
                new Entry.What("llm", "openai", "chat", "gpt-small", "anthropic", "claude-5"),
                new Entry.How("failed", 502, "upstream_unavailable", 3, true, "miss", 120, 3400, true),
                new Usage(100, 20, 3, 400, 50, 6, 7),
                new Entry.Cost(123_456_789_012L, "list", 9_876_543_210L),
                List.of(
                        new Charge("tokens/1m/key:alice", NOON, NOON + 60_000, 573),
                        new Charge("usd/lifetime/acme", 0, Long.MAX_VALUE, 123_456_789_012L)));
    }

    static Entry sparse(String id) {
        return new Entry(
                id,
                NOON + 1,
                Entry.Who.NOBODY,
                new Entry.What("llm", "anthropic", "models", null, null, null),
                new Entry.How("complete", 200, null, 0, false, null, -1, 0, false),
                Usage.NONE,
                Entry.Cost.NONE,
                List.of());
    }

    /** Of somebody, at some time, for so much. */
    static Entry of(String id, long at, Entry.Who who, String model, long nanoUsd) {
        Entry like = full(id);
        Entry.What what = new Entry.What("llm", "openai", "chat", model, "openai", model);
        Entry.How how = new Entry.How("complete", 200, null, 1, false, null, 10, 20, false);
        return new Entry(id, at, who, what, how, like.usage(), new Entry.Cost(nanoUsd, "list"), List.of());
    }

    /** One that a cache has answered, or has not. */
    static Entry cached(String id, String cache, long nanoUsd, long savedNanoUsd) {
        Entry like = sparse(id);
        Entry.How how = new Entry.How("complete", 200, null, 0, false, cache, 1, 2, false);
        Entry.Cost cost = new Entry.Cost(nanoUsd, "none", savedNanoUsd);
        return new Entry(id, like.at(), like.who(), full(id).what(), how, like.usage(), cost, List.of());
    }

    static Entry charged(String id, Charge... charges) {
        Entry like = sparse(id);
        return new Entry(
                id, like.at(), like.who(), like.what(), like.how(), like.usage(), like.cost(), List.of(charges));
    }

    static Charge charge(String counter, long used) {
        return new Charge(counter, 0, Long.MAX_VALUE, used);
    }
}
