package ai.gateway.pools;

import ai.gateway.health.Standings;
import ai.gateway.pipeline.Settings;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at the pools of the settings in force for somebody who does not know pools. */
final class PoolStandings implements Standings {

    private final WorkingPools working;
    private final Supplier<Settings> settings;

    PoolStandings(WorkingPools working, Supplier<Settings> settings) {
        this.working = working;
        this.settings = settings;
    }

    @Override
    public List<Standing> now() {
        return working.of(settings.get()).states().values().stream()
                .map(state -> new Standing(state.pool().name(), best(state), targets(state)))
                .toList();
    }

    private static Map<String, How> targets(PoolState state) {
        Map<String, How> targets = new HashMap<>();
        state.nodes().forEach(node -> node.seats().forEach(seat -> targets.put(seat.name(), breaker(seat))));
        return targets;
    }

    /** As well as the best of all that could be asked. */
    private static How best(PoolState state) {
        return state.nodes().stream()
                .flatMap(PoolStandings::all)
                .min(Comparator.naturalOrder())
                .orElse(How.WELL);
    }

    private static Stream<How> all(Node node) {
        PoolState below = node.pool();
        return below != null
                ? Stream.of(best(below))
                : node.seats().stream().map(seat -> seat.reluctance() == null ? breaker(seat) : How.OUT);
    }

    private static How breaker(Seat seat) {
        return switch (seat.health().breaker().state()) {
            case CLOSED -> How.WELL;
            case HALF_OPEN -> How.UNSURE;
            case OPEN -> How.OUT;
        };
    }
}
