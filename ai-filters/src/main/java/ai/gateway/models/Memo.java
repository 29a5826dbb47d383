package ai.gateway.models;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What was found out lately. Every name has one place, and the latest of those that share it stays: so there is nothing to
 * lock, and names that clients make up neither fill the memory nor shut out the models that are really used.
 */
final class Memo {

    static final int PLACES = 4096;

    /** A name that is longer is no model's, and is not worth its memory. */
    static final int MAX_LENGTH = 256;

    private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(PLACES);

    private record Entry(String provider, String model, ModelFacts facts) {}

    @Nullable
    ModelFacts get(String provider, String model) {
        Entry entry = entries.getAcquire(place(provider, model));
        return entry != null && entry.model.equals(model) && entry.provider.equals(provider) ? entry.facts : null;
    }

    void put(String provider, String model, ModelFacts facts) {
        if (provider.length() + model.length() <= MAX_LENGTH) {
            entries.setRelease(place(provider, model), new Entry(provider, model, facts));
        }
    }

    private static int place(String provider, String model) {
        int hash = provider.hashCode() * 31 + model.hashCode();
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }
}
