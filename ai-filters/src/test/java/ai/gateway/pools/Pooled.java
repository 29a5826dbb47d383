package ai.gateway.pools;

import ai.gateway.autoconfigure.Configured;
import ai.gateway.health.Breakers;
import ai.gateway.health.Healths;
import ai.gateway.models.ModelTable;
import ai.gateway.pipeline.Settings;
import ai.gateway.pipeline.Trace;

import java.util.HashMap;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Pools out of a text, put to work by a clock that the test moves. */
final class Pooled {

    /** Three providers that need no key, and one with three keys. */
    static final String PROVIDERS = """
            ai.gateway:
              providers:
                a: { dialect: openai, base-url: "http://a/v1" }
                b: { dialect: openai, base-url: "http://b/v1" }
                c: { dialect: openai, base-url: "http://c/v1" }
                d: { dialect: openai, base-url: "http://d/v1" }
                keyed:
                  dialect: openai
                  base-url: "http://k/v1"
                  api-keys: [ { name: one, value: x }, { name: two, value: y, weight: 3 }, { name: idle, value: z, weight: 0 } ]
            """;

    long now = 1;
    private final Healths healths = new Healths(Breakers.none(), () -> now);
    private final PoolStates states = new PoolStates(healths, healths, () -> now);

    /** @param yaml what stands under {@code ai.gateway}, indented by two */
    static Settings settings(String yaml) {
        return Configured.by(PROVIDERS + yaml.indent(2), List.of(new PoolsReader(ModelTable.load())));
    }

    static Pools read(String yaml) {
        return settings(yaml).part(Pools.class);
    }

    /** The pool {@code p}, of which this is written in braces. */
    static Pool pool(String written) {
        return read("pools: { p: " + written + " }").byName().get("p");
    }

    PoolState work(Pool pool) {
        return states.of(pool, new HashMap<>());
    }

    Healths healths() {
        return healths;
    }

    /** Names of the targets in the order in which they are asked. */
    static List<String> order(PoolState pool, Ask ask, DoubleSupplier chance) {
        return order(pool, ask, chance, new Trace());
    }

    static List<String> order(PoolState pool, Ask ask, DoubleSupplier chance, Trace trace) {
        return new Order(ask, trace, chance).of(pool).stream().map(Seat::name).toList();
    }
}
