package ai.gateway.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What filters have to tell the client beside its answer: in the head of it, or behind a stream that was promised it. */
public final class Notes {

    private final Map<String, String> values = new LinkedHashMap<>(0);

    public void put(String header, String value) {
        values.put(header, value);
    }

    /** Its value will be known when the answer is over. */
    public void promise(String header) {
        values.putIfAbsent(header, "");
    }

    /** Those whose value is known. */
    void told(BiConsumer<String, String> note) {
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                note.accept(name, value);
            }
        });
    }

    /** Those whose value is not known yet. */
    Map<String, String> owed() {
        Map<String, String> owed = new LinkedHashMap<>(values);
        owed.values().removeIf(value -> !value.isEmpty());
        return owed;
    }

    /** Empty where it is not known. */
    String value(String header) {
        return values.getOrDefault(header, "");
    }
}
