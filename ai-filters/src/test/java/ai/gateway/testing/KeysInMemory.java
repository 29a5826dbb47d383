package ai.gateway.testing;

import ai.gateway.access.KeySource;
import ai.gateway.access.StoredKey;
import ai.gateway.quota.Allowance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store of keys that can be lost: it fails, or says nothing. */
public final class KeysInMemory implements KeySource {

    private final Map<String, StoredKey> keys = new TreeMap<>();
    private final Map<String, List<Allowance>> owners = new TreeMap<>();
    private final Sinks.Many<String> hints = Sinks.many().multicast().directBestEffort();
    private long version;
    private int looks;
    private boolean failing;
    private boolean hanging;

    @Override
    public synchronized Mono<Snapshot> changedSince(long known) {
        looks++;
        if (failing) {
            return Mono.error(new IllegalStateException("store: lost"));
        }
        if (hanging) {
            return Mono.never();
        }
        return known == version
                ? Mono.empty()
                : Mono.just(new Snapshot(version, new ArrayList<>(keys.values()), owners));
    }

    @Override
    public Flux<?> hints() {
        return hints.asFlux();
    }

    public synchronized void put(StoredKey key) {
        keys.put(key.key().name(), key);
        version++;
    }

    public synchronized void remove(String name) {
        keys.remove(name);
        version++;
    }

    public synchronized void allow(String owner, Allowance allowance) {
        owners.put(owner, List.of(allowance));
        version++;
    }

    public void hint() {
        hints.tryEmitNext("changed");
    }

    public synchronized void fail(boolean fails) {
        failing = fails;
    }

    public synchronized void hang(boolean hangs) {
        hanging = hangs;
    }

    public synchronized int looks() {
        return looks;
    }
}
