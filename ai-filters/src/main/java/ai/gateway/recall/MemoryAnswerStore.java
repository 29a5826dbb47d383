package ai.gateway.recall;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Answers in the memory of this process, no more bytes of them than are allowed: who was not asked for longest goes first. */
public final class MemoryAnswerStore implements AnswerStore {

    private final long most;
    private final LongSupplier clock;
    private final Map<String, StoredAnswer> answers = new LinkedHashMap<>(256, 0.75f, /* accessOrder= */ true);
    private long bytes;

    /** @param most bytes of all answers together */
    public MemoryAnswerStore(long most, LongSupplier clock) {
        this.most = most;
        this.clock = clock;
    }

    @Override
    public Mono<StoredAnswer> find(String partition, String key) {
        return Mono.fromCallable(() -> get(name(partition, key)));
    }

    private synchronized @Nullable StoredAnswer get(String name) {
        StoredAnswer known = answers.get(name);
        if (known != null && known.until() <= clock.getAsLong()) {
            answers.remove(name);
            bytes -= known.weight();
            return null;
        }
        return known;
    }

    @Override
    public Mono<Void> keep(StoredAnswer answer) {
        return Mono.fromRunnable(() -> put(answer));
    }

    private synchronized void put(StoredAnswer answer) {
        long weight = answer.weight();
        if (weight > most) {
            return;
        }
        StoredAnswer before = answers.put(name(answer.partition(), answer.key()), answer);
        bytes += weight - (before == null ? 0 : before.weight());
        Iterator<StoredAnswer> oldest = answers.values().iterator();
        while (bytes > most && oldest.hasNext()) {
            bytes -= oldest.next().weight();
            oldest.remove();
        }
    }

    @Override
    public Mono<Long> purge(Purge which) {
        return Mono.fromCallable(() -> letGo(which));
    }

    private synchronized long letGo(Purge which) {
        long gone = 0;
        for (Iterator<StoredAnswer> all = answers.values().iterator(); all.hasNext(); ) {
            StoredAnswer each = all.next();
            if (which.means(each)) {
                bytes -= each.weight();
                all.remove();
                gone++;
            }
        }
        return gone;
    }

    @Override
    public Mono<Stock> stock() {
        return Mono.fromCallable(this::count);
    }

    private synchronized Stock count() {
        return new Stock(answers.size(), bytes);
    }

    private static String name(String partition, String key) {
        return partition + '\n' + key;
    }
}
