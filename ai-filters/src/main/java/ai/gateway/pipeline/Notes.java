package ai.gateway.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What filters have to tell the client beside its answer: in the head of it, or behind a stream that was promised it. Safe for
 * all threads: who thinks about an answer elsewhere may have something to tell while it is on its way.
 */
public final class Notes {

    private final Map<String, String> values = new LinkedHashMap<>(0);
    private Map<String, Predicate<Notes>> perhaps = Map.of();

    public synchronized void put(String header, String value) {
        values.put(header, value);
    }

    /** Its value will be known when the answer is over. */
    public synchronized void promise(String header) {
        values.putIfAbsent(header, "");
    }

    /** The same, if that holds of what there is to tell when the head of the answer is. */
    public synchronized void promise(String header, Predicate<Notes> when) {
        if (perhaps.isEmpty()) {
            perhaps = new LinkedHashMap<>(1);
        }
        perhaps.put(header, when);
    }

    /** Those whose value is known. */
    synchronized void told(BiConsumer<String, String> note) {
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                note.accept(name, value);
            }
        });
    }

    /** Those whose value is not known yet. */
    synchronized Map<String, String> owed() {
        Map<String, String> owed = new LinkedHashMap<>(values);
        owed.values().removeIf(value -> !value.isEmpty());
        perhaps.forEach((header, when) -> {
            if (value(header).isEmpty() && when.test(this)) {
                owed.put(header, "");
            }
        });
        return owed;
    }

    /** Empty where it is not known. */
    public synchronized String value(String header) {
        return values.getOrDefault(header, "");
    }
}
