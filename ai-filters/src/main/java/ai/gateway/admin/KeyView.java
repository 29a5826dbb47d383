package ai.gateway.admin;

import ai.gateway.access.KeyForm;
import ai.gateway.access.KeyForms;
import ai.gateway.ledger.Document;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.time.Instant;

/**
 * A key as administrators see it.
 *
 * @param kept null for one of the configuration
 * @param document where it is kept
 */
record KeyView(
        KeyForm form, @Nullable KeptKey kept, @Nullable Document document) {

    /** @throws Problem where there is none, neither in the store nor in the configuration */
    static Mono<KeyView> find(Changes changes, KeyForms forms, String name) {
        return changes.find(KeptKey.KIND, name)
                .map(KeyView::of)
                .switchIfEmpty(
                        Mono.fromSupplier(() -> forms.configured().get(name)).map(KeyView::configured))
                .switchIfEmpty(Mono.error(() -> Changes.nothing(KeptKey.KIND, name)));
    }

    static KeyView of(Document document) {
        return of(KeptKey.read(KeyDesk.body(document)), document);
    }

    static KeyView of(KeptKey kept, Document document) {
        return new KeyView(kept.form(), kept, document);
    }

    static KeyView configured(KeyForm form) {
        return new KeyView(form, null, null);
    }

    void write(JsonWriter json) {
        json.beginObject();
        members(json);
        json.endObject();
    }

    private void members(JsonWriter json) {
        if (kept == null) {
            KeyFormJson.show(json, form);
        } else {
            kept.show(json);
        }
        origin(json, document);
    }

    /** Whether it is of the configuration or of the store, and since when. */
    static void origin(JsonWriter json, @Nullable Document document) {
        json.field("source", document == null ? "configuration" : "store");
        if (document != null) {
            json.field("version", document.version());
            json.field("changed_at", Instant.ofEpochMilli(document.changedAt()).toString());
        }
    }

    /** @param secret that is shown this once; null for none */
    Reply reply(@Nullable String secret) {
        JsonWriter json = new JsonWriter().beginObject();
        members(json);
        if (secret != null) {
            json.field("secret", secret);
        }
        Reply reply = Reply.ok(json.endObject());
        return document == null ? reply : reply.with("etag", Changes.tag(document));
    }
}
