package ai.gateway.condition;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A subject of given values, and the vocabulary that all tests read with. */
final class Facts implements Subject {

    static final Vocabulary VOCABULARY = Vocabulary.builder()
            .name("model", Kind.TEXT)
            .name("user", Kind.TEXT)
            .name("tokens", Kind.NUMBER)
            .name("max_output", Kind.NUMBER)
            .name("stream", Kind.FLAG)
            .name("tools", Kind.FLAG)
            .name("labels", Kind.TEXTS)
            .family("header", Kind.TEXT)
            .family("tag", Kind.TEXTS)
            .build();

    private final Map<String, Object> values = new HashMap<>();

    static boolean test(String condition, Facts facts) {
        return Condition.parse(condition, VOCABULARY).test(facts);
    }

    Facts with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    @Override
    public @Nullable String text(Name name) {
        return (String) value(name);
    }

    @Override
    public double number(Name name) {
        Object value = value(name);
        return value == null ? Double.NaN : ((Number) value).doubleValue();
    }

    @Override
    public @Nullable Boolean flag(Name name) {
        return (Boolean) value(name);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable List<String> texts(Name name) {
        return (List<String>) value(name);
    }

    /** Without a text made for the question. */
    private @Nullable Object value(Name name) {
        return values.get(name.last().isEmpty() ? name.base() : name.last());
    }
}
