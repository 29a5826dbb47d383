package ai.gateway.admin;

import ai.gateway.access.Digest;
import ai.gateway.access.KeyForm;
import ai.gateway.access.KeyForms;
import ai.gateway.access.StoredKey;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A key in a document: what is written of it, and by what it is found.
 *
 * @param form with the keys of providers under seal
 */
record KeptKey(KeyForm form, Digest digest, StoredKey.@Nullable Previous previous) {

    static final String KIND = "key";

    static KeptKey read(String body) {
        Json json = Json.ours(body.getBytes(UTF_8));
        Json written = json.get("form");
        KeyForm form = KeyFormJson.read(
                Members.ours(written), KeyForm.of(written.get("name").text()));
        Json previous = json.get("previous");
        return new KeptKey(
                form,
                Digest.ofHex(json.get("digest").text()),
                previous.isObject()
                        ? new StoredKey.Previous(
                                Digest.ofHex(previous.get("digest").text()),
                                Instant.parse(previous.get("until").text()))
                        : null);
    }

    String body() {
        JsonWriter json = new JsonWriter().beginObject().name("form").beginObject();
        KeyFormJson.keep(json, form);
        json.endObject().field("digest", digest.hex());
        if (previous != null) {
            json.name("previous")
                    .beginObject()
                    .field("digest", previous.digest().hex())
                    .field("until", previous.until().toString())
                    .endObject();
        }
        return json.endObject().toString();
    }

    KeptKey with(KeyForm other) {
        return new KeptKey(other, digest, previous);
    }

    /** @throws IllegalArgumentException where this gateway cannot read it, as when another seal was used */
    StoredKey stored(KeyForms forms, Seal seal) {
        KeyForm open = form.withProviderKeys(seal.open(form.providerKeys()));
        return new StoredKey(forms.read(open), digest, previous);
    }

    /** As anybody may see it. */
    String shown() {
        JsonWriter json = new JsonWriter().beginObject();
        show(json);
        return json.endObject().toString();
    }

    void show(JsonWriter json) {
        KeyFormJson.show(json, form);
        json.name("previous_until");
        if (previous == null) {
            json.nullValue();
        } else {
            json.value(previous.until().toString());
        }
    }
}
