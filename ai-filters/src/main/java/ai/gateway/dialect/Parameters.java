package ai.gateway.dialect;

import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Writes the parameters of a request by the names that the provider has for them. What the client has not said is not
 * written; what it has said and the provider does not know is noted as dropped.
 */
public final class Parameters {

    private final JsonWriter json;
    private final Traits traits;
    private final Dropped dropped;

    public Parameters(JsonWriter json, Traits traits, Dropped dropped) {
        this.json = json;
        this.traits = traits;
        this.dropped = dropped;
    }

    public void text(String name, @Nullable String value) {
        if (value != null && allows(name)) {
            json.field(traits.nameOf(name), value);
        }
    }

    public void count(String name, long value) {
        if (value != Usage.ABSENT && allows(name)) {
            json.field(traits.nameOf(name), value);
        }
    }

    public void decimal(String name, @Nullable Double value) {
        if (value != null && allows(name)) {
            json.field(traits.nameOf(name), value);
        }
    }

    public void flag(String name, @Nullable Boolean value) {
        if (value != null && allows(name)) {
            json.field(traits.nameOf(name), value);
        }
    }

    public void number(String name, @Nullable Long value) {
        if (value != null && allows(name)) {
            json.field(traits.nameOf(name), value);
        }
    }

    public void raw(String name, @Nullable String value) {
        if (value != null && allows(name)) {
            json.name(traits.nameOf(name)).raw(value);
        }
    }

    public void texts(String name, List<String> values) {
        if (!values.isEmpty() && allows(name)) {
            json.name(traits.nameOf(name)).beginArray();
            values.forEach(json::value);
            json.endArray();
        }
    }

    public void texts(String name, Map<String, String> values) {
        if (!values.isEmpty() && allows(name)) {
            json.name(traits.nameOf(name)).beginObject();
            values.forEach(json::field);
            json.endObject();
        }
    }

    /** To be asked only about what the client has said. */
    public boolean allows(String name) {
        dropped.note(name, !traits.has(name));
        return traits.has(name);
    }
}
