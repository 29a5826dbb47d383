package ai.gateway.tokens;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * OpenAI's tokenisers, where jtokkit is on the class path. Each is loaded when first asked for, by the executor, since it
 * takes some hundred milliseconds; until it is there, estimates have to do.
 */
public final class Tokenizers {

    /** None, ever. */
    public static final Tokenizers NONE = new Tokenizers(task -> {});

    private final Executor loader;
    private final Map<Vocabulary, Slot> slots = new EnumMap<>(Vocabulary.class);

    /** @param loader runs what takes long; never the thread that asks */
    public Tokenizers(Executor loader) {
        this.loader = loader;
        for (Vocabulary vocabulary : Vocabulary.values()) {
            slots.put(vocabulary, new Slot());
        }
        Families.all(); // read at the start, not by the event loop of the first request
    }

    private static final class Slot {

        private final AtomicBoolean asked = new AtomicBoolean();
        private final AtomicReference<@Nullable Tokenizer> loaded = new AtomicReference<>();
    }

    /** The tokeniser when it is there; null where there is none, or none yet. */
    @Nullable
    Tokenizer get(@Nullable Vocabulary vocabulary) {
        Slot slot = vocabulary == null ? null : slots.get(vocabulary);
        if (slot == null || vocabulary == null) {
            return null;
        }
        Tokenizer loaded = slot.loaded.get();
        if (loaded == null && slot.asked.compareAndSet(false, true)) {
            loader.execute(() -> load(vocabulary, slot));
        }
        return loaded;
    }

    private static void load(Vocabulary vocabulary, Slot slot) {
        try {
            slot.loaded.set(Jtokkit.load(vocabulary));
        } catch (LinkageError notOnTheClassPath) {
            slot.loaded.set(null);
        }
    }
}
