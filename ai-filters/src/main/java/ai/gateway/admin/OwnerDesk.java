package ai.gateway.admin;

import ai.gateway.access.Amounts;
import ai.gateway.access.KeyForms;
import ai.gateway.admin.Changes.Change;
import ai.gateway.admin.Problem.Code;
import ai.gateway.ledger.Document;
import ai.gateway.ledger.Documents;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Says what owners may use, by their paths. */
record OwnerDesk(Changes changes, KeyForms forms) {

    private static final int LONGEST_PATH = 400;

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint("GET", "/owners", this::list),
                new Endpoint("GET", "/owners/{path*}", this::get),
                new Endpoint("PUT", "/owners/{path*}", this::put),
                new Endpoint("DELETE", "/owners/{path*}", this::delete));
    }

    /** @param document null for one of the configuration */
    private record View(
            String path, Amounts amounts, @Nullable Document document) {

        static View of(Document document) {
            return new View(document.id(), KeptOwner.read(KeyDesk.body(document)), document);
        }

        void write(JsonWriter json) {
            json.beginObject().field("path", path);
            KeyFormJson.write(json, amounts);
            KeyView.origin(json, document);
            json.endObject();
        }

        Reply reply() {
            JsonWriter json = new JsonWriter();
            write(json);
            Reply reply = Reply.ok(json);
            return document == null ? reply : reply.with("etag", Changes.tag(document));
        }
    }

    /** One that is in both has the allowances of both. */
    private Mono<Reply> list(Call call) {
        Page page = Page.of(call.query(Set.of("after", "limit")));
        return changes.all(KeptOwner.KIND).map(documents -> {
            TreeMap<String, View> all = new TreeMap<>();
            forms.configuredOwners().forEach((path, amounts) -> all.put(path + "/", new View(path, amounts, null)));
            documents.forEach(each -> all.put(each.id(), View.of(each)));
            return page.reply("owners", all, View::write);
        });
    }

    private Mono<Reply> get(Call call) {
        call.query(Set.of());
        String path = call.variable("path");
        return changes.find(KeptOwner.KIND, path)
                .map(View::of)
                .switchIfEmpty(Mono.fromSupplier(() -> forms.configuredOwners().get(path))
                        .map(amounts -> new View(path, amounts, null)))
                .switchIfEmpty(Mono.error(() -> Changes.nothing(KeptOwner.KIND, path)))
                .map(View::reply);
    }

    private Mono<Reply> put(Call call) {
        call.query(Set.of());
        String path = path(call.variable("path"));
        Amounts amounts = KeyFormJson.amounts(call.members(KeyFormJson.AMOUNTS), Amounts.NONE);
        forms.read(amounts);
        String body = KeptOwner.body(amounts);
        return changes.find(KeptOwner.KIND, path)
                .map(there -> replacing(call, there, body))
                .defaultIfEmpty(new Change("owner.put", KeptOwner.KIND, path, Documents.NONE, body, null, body))
                .flatMap(change -> changes.make(call, change))
                .map(made -> View.of(made).reply());
    }

    private static Change replacing(Call call, Document there, String body) {
        Changes.match(call, there);
        return new Change("owner.put", KeptOwner.KIND, there.id(), there.version(), body, there.body(), body);
    }

    private static String path(String written) {
        boolean isPath = !written.isEmpty()
                && written.length() <= LONGEST_PATH
                && !written.startsWith("/")
                && !written.endsWith("/")
                && !written.contains("//")
                && written.chars().allMatch(c -> c >= ' ' && c != 0x7f);
        if (!isPath) {
            throw Problem.of(Code.INVALID_REQUEST, "owner: not a path (expected: such as customer/team/project)");
        }
        return written;
    }

    private Mono<Reply> delete(Call call) {
        call.query(Set.of());
        String path = call.variable("path");
        return changes.changeable(KeptOwner.KIND, path, forms.configuredOwners())
                .flatMap(there -> {
                    Changes.match(call, there);
                    Change change =
                            new Change("owner.delete", KeptOwner.KIND, path, there.version(), null, there.body(), null);
                    return changes.make(call, change);
                })
                .thenReturn(Reply.NOTHING);
    }
}
