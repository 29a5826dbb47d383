package ai.gateway.dialect;

import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.Vector;
import ai.gateway.exchange.Vector.Encoding;
import ai.gateway.wire.JsonWriter;

/** Vectors as values of an answer. */
public final class Vectors {

    private Vectors() {}

    public static void write(JsonWriter json, Vector vector, Encoding encoding) {
        String form = vector.form(encoding);
        if (encoding == Encoding.BASE64) {
            json.value(form);
        } else {
            json.raw(form.isEmpty() ? "[]" : form);
        }
    }

    /** All of them, as an array. */
    public static void write(JsonWriter json, Embeddings answer, Encoding encoding) {
        json.beginArray();
        answer.vectors().forEach(vector -> write(json, vector, encoding));
        json.endArray();
    }
}
