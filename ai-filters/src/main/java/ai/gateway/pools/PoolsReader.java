package ai.gateway.pools;

import ai.gateway.condition.Nearest;
import ai.gateway.health.Checks;
import ai.gateway.models.ModelTable;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.pools.PoolsProperties.PoolProperties;
import ai.gateway.provider.Catalogue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Makes pools of what is written of them. */
final class PoolsReader implements SettingsPart<PoolsProperties, Pools> {

    private final ModelTable models;

    PoolsReader(ModelTable models) {
        this.models = models;
    }

    @Override
    public Class<PoolsProperties> written() {
        return PoolsProperties.class;
    }

    @Override
    public Class<Pools> type() {
        return Pools.class;
    }

    @Override
    public Pools read(PoolsProperties written, Catalogue catalogue) {
        PoolsProperties.Overload overload = written.overload();
        Checks.atLeast("overload.max-concurrent", overload.maxConcurrent(), 0);
        Checks.atLeast("overload.queue", overload.queue(), 0);
        Checks.positive("overload.patience", overload.patience());
        ModelTable known = FactsReader.table(models, written.modelFacts());
        return new Pools(
                new Reading(written, catalogue, known).all(),
                new Pools.Overload(overload.maxConcurrent(), overload.queue(), overload.patience()),
                known);
    }

    /** One reading: pools may name each other in any order, but not in a circle. */
    private static final class Reading {

        private final Map<String, PoolProperties> written;
        private final MemberReader members;
        private final Map<String, Pool> read = new HashMap<>();
        private final Set<String> under = new LinkedHashSet<>();

        Reading(PoolsProperties properties, Catalogue catalogue, ModelTable known) {
            this.written = properties.pools();
            this.members = new MemberReader(catalogue, known);
            written.keySet().forEach(name -> check(name, catalogue));
        }

        private void check(String name, Catalogue catalogue) {
            boolean taken = catalogue.find(name).isPresent() || name.equals("auto");
            if (taken || name.isEmpty() || name.indexOf('/') >= 0) {
                throw new IllegalArgumentException("pools." + name + ": " + (taken ? "a provider's name" : "not a name")
                        + " (expected: one that no provider has, without a slash)");
            }
        }

        Map<String, Pool> all() {
            Map<String, Pool> all = new LinkedHashMap<>();
            written.keySet().forEach(name -> all.put(name, pool("pools." + name, name)));
            return all;
        }

        /** @param where it is named */
        private Pool pool(String where, String name) {
            Pool known = read.get(name);
            if (known != null) {
                return known;
            }
            PoolProperties properties = written.get(name);
            if (properties == null) {
                throw new IllegalArgumentException(where + ": " + name + " (expected: "
                        + Nearest.to(name, written.keySet()).orElseGet(() -> "one of " + written.keySet()) + ")");
            }
            if (!under.add(name)) {
                throw new IllegalArgumentException(
                        where + ": " + name + " (expected: a pool that is not in itself, as in " + under + ")");
            }
            Pool pool = PoolReader.read("pools." + name + ".", name, properties, members.in(this::pool));
            under.remove(name);
            read.put(name, pool);
            return pool;
        }
    }
}
