package ai.gateway.admin;

import ai.gateway.admin.Problem.Code;
import ai.gateway.ledger.Deed;
import ai.gateway.ledger.Document;
import ai.gateway.ledger.Documents;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/** Changes documents, keeps who did it, and waits until this gateway goes by it. */
final class Changes {

    /** A line of JSON for each thing that was done. */
    private static final Logger AUDIT = LoggerFactory.getLogger("ai.gateway.admin.audit");

    private final Documents documents;
    private final @Nullable DocumentKeys keys;

    /** @param keys null where the host has keys stored elsewhere, which nobody can change here */
    Changes(Documents documents, @Nullable DocumentKeys keys) {
        this.documents = documents;
        this.keys = keys;
    }

    /**
     * What is to be done.
     *
     * @param action such as {@code key.create}
     * @param expected the version that is replaced, or one of the words of {@link Documents}
     * @param body from now on; null takes it away
     * @param was what was there, as anybody may see it
     * @param became what will be there, as anybody may see it
     */
    record Change(
            String action,
            String kind,
            String id,
            long expected,
            @Nullable String body,
            @Nullable String was,
            @Nullable String became) {}

    DocumentKeys keys() {
        if (keys == null) {
            throw Problem.of(
                    Code.READ_ONLY,
                    "keys: stored by the host's own KeySource, where this API has no hand (expected: to be changed there)");
        }
        return keys;
    }

    Mono<Document> make(Call call, Change change) {
        DocumentKeys source = keys();
        Deed deed = new Deed(call.who(), change.action(), call.address(), change.was(), change.became());
        return Mono.fromFuture(
                        () -> documents.change(change.kind(), change.id(), change.body(), change.expected(), deed))
                .map(made -> made.orElseThrow(() -> meanwhile(change)))
                .doOnNext(made -> tell(made.deed()))
                .map(Documents.Changed::document)
                .flatMap(made -> source.known(made.version()).thenReturn(made));
    }

    /** Keeps that something is done that changes no document: before it is, so that nothing is done that nobody knows of. */
    Mono<Void> doing(Call call, String action, String subject, String how) {
        Deed deed = new Deed(call.who(), action, call.address(), null, how);
        return Mono.fromFuture(() -> documents.did(subject, deed))
                .doOnNext(Changes::tell)
                .then();
    }

    private static void tell(Deed.@Nullable Kept kept) {
        if (kept != null) {
            AUDIT.info("{}", line(kept));
        }
    }

    private static Problem meanwhile(Change change) {
        return change.expected() == Documents.NONE
                ? Problem.of(
                        Code.ALREADY_EXISTS, change.kind() + " " + change.id() + ": there (expected: another name)")
                : Problem.of(
                        Code.CHANGED_MEANWHILE,
                        change.kind() + " " + change.id() + ": changed by somebody else (expected: to be asked again)");
    }

    Mono<Document> find(String kind, String id) {
        return Mono.fromFuture(() -> documents.find(kind, id)).flatMap(Mono::justOrEmpty);
    }

    /**
     * One that is kept here.
     *
     * @param configured those of the configuration, by their ids
     * @throws Problem where there is none, or the configuration alone has it
     */
    Mono<Document> changeable(String kind, String id, Map<String, ?> configured) {
        return find(kind, id)
                .switchIfEmpty(Mono.error(() -> configured.containsKey(id)
                        ? Problem.of(
                                Code.READ_ONLY,
                                kind + " " + id + ": in the configuration (expected: to be changed there)")
                        : nothing(kind, id)));
    }

    static Problem nothing(String kind, String id) {
        return Problem.of(Code.NOT_FOUND, kind + " " + id + ": not there (expected: one that is listed)");
    }

    Mono<List<Document>> all(String kind) {
        return Mono.fromFuture(() -> documents.all(kind));
    }

    Mono<List<Deed.Kept>> deeds(long before, int most) {
        return Mono.fromFuture(() -> documents.deeds(before, most));
    }

    /** @throws Problem where the client wants to replace another version than there is */
    static void match(Call call, Document there) {
        String wanted = call.headers().ifMatch();
        if (wanted != null && !wanted.equals("*") && !wanted.equals(tag(there))) {
            throw Problem.of(
                    Code.PRECONDITION_FAILED,
                    "if-match: " + wanted + " (expected: " + tag(there) + ", or to be looked at again)");
        }
    }

    static String tag(Document document) {
        return "\"" + document.version() + "\"";
    }

    static String line(Deed.Kept kept) {
        JsonWriter json = new JsonWriter();
        DeedDesk.write(json, kept);
        return json.toString();
    }
}
