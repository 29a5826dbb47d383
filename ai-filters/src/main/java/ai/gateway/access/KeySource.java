package ai.gateway.access;

import ai.gateway.quota.Allowance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/**
 * Where keys are that no configuration names. It is asked every half a second; one that can tell of changes by itself is
 * asked at once when it does.
 */
public interface KeySource {

    /**
     * All keys there are. Nothing where they have not changed since; an error, or silence, where it is not known.
     *
     * @param version that the gateway has; -1 for none
     */
    Mono<Snapshot> changedSince(long version);

    /** Something may have changed. What is in it does not matter. */
    default Flux<?> hints() {
        return Flux.never();
    }

    /**
     * All of it at one time.
     *
     * @param version another one for each change
     * @param owners what each of them is allowed, by path
     */
    record Snapshot(long version, List<StoredKey> keys, Map<String, List<Allowance>> owners) {

        public Snapshot {
            keys = List.copyOf(keys);
            owners = Map.copyOf(owners);
        }
    }
}
