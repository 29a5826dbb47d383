package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Hosting;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import org.springframework.http.HttpHeaders;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A request to a cloud that hosts another vendor's API.
 *
 * @param carrier the dialect of the answer's frames and failures
 * @param body as the cloud wants it
 */
record Hosted(Hosting hosting, Dialect carrier, byte[] body) {

    /**
     * The vendor's body as the cloud wants it. What is not touched stays byte for byte.
     *
     * @param client whose headers may belong into the body
     */
    static byte[] body(Hosting hosting, Operation operation, Json body, HttpHeaders client) {
        if (!body.isObject()) {
            return body.document();
        }
        JsonEdit edit = JsonEdit.of(body);
        if (hosting.namesModel(operation)) {
            edit.remove(body, "model");
        }
        hosting.without().forEach(name -> edit.remove(body, name));
        hosting.adds().forEach((name, value) -> edit.put(body, name, JsonWriter.quote(value)));
        hosting.lists().forEach((header, name) -> {
            List<String> values = client.getValuesAsList(header);
            if (!values.isEmpty()) {
                edit.put(body, name, list(body.get(name), values));
            }
        });
        return edit.toBytes();
    }

    /** One of our own writing. */
    static byte[] body(Hosting hosting, Operation operation, byte[] written) {
        return body(hosting, operation, Json.ours(written), new HttpHeaders());
    }

    /** Whether a header went into the body. */
    boolean holds(String header) {
        return hosting.lists().containsKey(header);
    }

    /** What the body had, and what the headers add. */
    private static byte[] list(Json had, List<String> added) {
        Set<String> values = new LinkedHashSet<>();
        had.items().forEach(value -> values.add(value.text()));
        values.addAll(added);
        JsonWriter json = new JsonWriter().beginArray();
        values.forEach(json::value);
        return json.endArray().toBytes();
    }
}
