package ai.gateway.guards;

import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.function.Supplier;

/** A guard of the configuration, which goes by what is written of it when it is asked. */
final class NamedGuard implements Guard {

    private final String name;
    private final Supplier<Definitions> settings;
    private final Kinds kinds;
    private volatile @Nullable Made made;

    private record Made(Definitions of, Kind kind) {}

    NamedGuard(String name, Supplier<Definitions> settings, Kinds kinds) {
        this.name = name;
        this.settings = settings;
        this.kinds = kinds;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int step() {
        Definition written = settings.get().byName().get(name);
        return written == null ? USUAL_STEP : written.stepOr(USUAL_STEP);
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        return Mono.defer(() -> kind().judge(matter)).onErrorMap(CannotTell::of);
    }

    private Kind kind() {
        Definitions now = settings.get();
        Made known = made;
        if (known == null || !known.of().equals(now)) {
            if (!now.byName().containsKey(name)) {
                throw new CannotTell("it is not defined any more");
            }
            known = new Made(now, kinds.of(name, now));
            made = known;
        }
        return known.kind();
    }

    @Override
    public String toString() {
        return "NamedGuard[" + name + "]";
    }
}
