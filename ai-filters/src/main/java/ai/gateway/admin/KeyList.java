package ai.gateway.admin;

import ai.gateway.access.KeyForms;
import ai.gateway.ledger.Document;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Answers which keys there are, in the store and in the configuration. */
record KeyList(Changes changes, KeyForms forms) {

    /** No name in the store has a slash. */
    private static final String OF_CONFIGURATION = "/";

    List<Endpoint> endpoints() {
        return List.of(new Endpoint("GET", "/keys", this::list), new Endpoint("GET", "/keys/{name}", this::get));
    }

    private Mono<Reply> list(Call call) {
        Query query = call.query(Set.of("after", "limit", "owner"));
        Page page = Page.of(query);
        Predicate<KeyView> wanted = ofOwner(query.one("owner"));
        return changes.all(KeptKey.KIND).map(documents -> {
            TreeMap<String, KeyView> all = views(documents);
            all.values().removeIf(wanted.negate());
            return page.reply("keys", all, KeyView::write);
        });
    }

    /** Whoever it belongs to, at any depth. */
    private static Predicate<KeyView> ofOwner(String owner) {
        return each -> owner.isEmpty()
                || each.form().owner().equals(owner)
                || each.form().owner().startsWith(owner + "/");
    }

    private TreeMap<String, KeyView> views(List<Document> documents) {
        TreeMap<String, KeyView> all = new TreeMap<>();
        forms.configured().forEach((name, form) -> all.put(name + OF_CONFIGURATION, KeyView.configured(form)));
        documents.forEach(each -> all.put(each.id(), KeyView.of(each)));
        return all;
    }

    private Mono<Reply> get(Call call) {
        call.query(Set.of());
        return KeyView.find(changes, forms, call.variable("name")).map(view -> view.reply(null));
    }
}
