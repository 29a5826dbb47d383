package ai.gateway.admin;

import ai.gateway.access.Digest;
import ai.gateway.access.KeyForms;
import ai.gateway.access.KeySource;
import ai.gateway.access.StoredKey;
import ai.gateway.ledger.Document;
import ai.gateway.ledger.Documents;
import ai.gateway.quota.Allowance;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keys and owners in the database that all gateways share. It is asked for changes only. Whoever has made a change here can
 * wait until this gateway goes by it.
 */
final class DocumentKeys implements KeySource {

    private static final Logger log = LoggerFactory.getLogger(DocumentKeys.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Documents documents;
    private final Sinks.One<KeyForms> forms = Sinks.one();
    private final Sinks.Many<String> hints = Sinks.many().multicast().directBestEffort();
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private volatile State state = new State(0, 0, Map.of(), Map.of());

    /**
     * @param read the version up to which all is known
     * @param changed the version of the last change of keys or owners
     */
    private record State(long read, long changed, Map<String, StoredKey> keys, Map<String, List<Allowance>> owners) {}

    private record Waiter(long version, Sinks.Empty<Void> done) {}

    DocumentKeys(Documents documents) {
        this.documents = documents;
    }

    /** Until then nobody can read keys: those who can are made later than sources. */
    void readBy(KeyForms reader) {
        forms.tryEmitValue(reader);
        hint();
    }

    @Override
    public Mono<Snapshot> changedSince(long version) {
        waiters.removeIf(waiter -> waiter.version() <= version && waiter.done().tryEmitEmpty() == Sinks.EmitResult.OK);
        return forms.asMono()
                .flatMap(reader -> Mono.fromFuture(() -> documents.since(state.read()))
                        .mapNotNull(changes -> snapshot(reader, changes, version)))
                .doAfterTerminate(() -> {
                    if (!waiters.isEmpty()) {
                        hint(); // to be asked again, which shows that the snapshot was taken
                    }
                });
    }

    private synchronized @Nullable Snapshot snapshot(KeyForms reader, List<Document> changes, long version) {
        State next = state;
        if (!changes.isEmpty() && changes.get(changes.size() - 1).version() > state.read()) {
            next = after(reader, changes);
            state = next;
        }
        return next.changed() == version
                ? null
                : new Snapshot(next.changed(), new ArrayList<>(next.keys().values()), next.owners());
    }

    private State after(KeyForms reader, List<Document> changes) {
        Map<String, StoredKey> keys = new TreeMap<>(state.keys());
        Map<String, List<Allowance>> owners = new TreeMap<>(state.owners());
        Seal seal = new Seal(reader.hash());
        long read = state.read();
        long changed = state.changed();
        for (Document each : changes) {
            read = each.version();
            if (each.kind().equals(KeptKey.KIND)) {
                changed = read;
                put(keys, each.id(), key(reader, seal, each));
            } else if (each.kind().equals(KeptOwner.KIND)) {
                changed = read;
                put(owners, each.id(), owner(reader, each));
            }
        }
        return new State(read, changed, keys, owners);
    }

    private static <T> void put(Map<String, T> map, String id, @Nullable T value) {
        if (value == null) {
            map.remove(id);
        } else {
            map.put(id, value);
        }
    }

    /** One that this gateway cannot read opens nothing here, and keeps none of the others out. */
    private static @Nullable StoredKey key(KeyForms reader, Seal seal, Document document) {
        try {
            return document.body() == null
                    ? null
                    : KeptKey.read(document.body()).stored(reader, seal);
        } catch (IllegalArgumentException | IllegalStateException mistake) {
            log.warn("stored key {}: not taken here ({})", document.id(), mistake.getMessage());
            return null;
        }
    }

    /** What this gateway cannot read allows nothing here. */
    private static @Nullable List<Allowance> owner(KeyForms reader, Document document) {
        try {
            return document.body() == null ? null : reader.read(KeptOwner.read(document.body()));
        } catch (IllegalArgumentException | IllegalStateException mistake) {
            log.warn("stored owner {}: may use nothing here ({})", document.id(), mistake.getMessage());
            return List.of(Allowance.concurrent("0"));
        }
    }

    @Override
    public Flux<?> hints() {
        return hints.asFlux();
    }

    private void hint() {
        hints.tryEmitNext("changed");
    }

    /** Ends when this gateway goes by that version, or after a while all the same: the change is made anyway. */
    Mono<Void> known(long version) {
        return Mono.defer(() -> {
            Waiter waiter = new Waiter(version, Sinks.empty());
            waiters.add(waiter);
            hint();
            return waiter.done().asMono().timeout(PATIENCE, Mono.empty()).doFinally(end -> waiters.remove(waiter));
        });
    }

    /** Whether another key that is stored opens with it. */
    boolean isTaken(Digest digest, String butFor) {
        return state.keys().values().stream()
                .filter(each -> !each.key().name().equals(butFor))
                .anyMatch(each -> each.digest().equals(digest)
                        || (each.previous() != null && each.previous().digest().equals(digest)));
    }
}
