package ai.gateway.admin;

import ai.gateway.access.Digest;
import ai.gateway.access.KeyForm;
import ai.gateway.access.KeyForms;
import ai.gateway.access.StoredKey;
import ai.gateway.admin.Changes.Change;
import ai.gateway.admin.Problem.Code;
import ai.gateway.ledger.Document;
import ai.gateway.ledger.Documents;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Gives keys out, changes and replaces them, and takes them away. */
final class KeyDesk {

    private static final Set<String> OF_NEW = with("name", "secret");
    private static final int LONGEST_NAME = 200;

    private final Changes changes;
    private final KeyForms forms;
    private final Duration grace;
    private final Clock clock;

    /** @param grace for how long an old secret is taken where nobody says otherwise */
    KeyDesk(Changes changes, KeyForms forms, Duration grace, Clock clock) {
        this.changes = changes;
        this.forms = forms;
        this.grace = grace;
        this.clock = clock;
    }

    private static Set<String> with(String... more) {
        Set<String> all = new HashSet<>(KeyFormJson.MEMBERS);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint("POST", "/keys", this::create),
                new Endpoint("PATCH", "/keys/{name}", this::change),
                new Endpoint("DELETE", "/keys/{name}", this::delete),
                new Endpoint("POST", "/keys/{name}/rotate", this::rotate),
                new Endpoint("POST", "/keys/{name}/disable", call -> turn(call, "key.disable", /* off= */ true)),
                new Endpoint("POST", "/keys/{name}/enable", call -> turn(call, "key.enable", /* off= */ false)));
    }

    private Mono<Reply> create(Call call) {
        call.query(Set.of());
        Members said = call.members(OF_NEW);
        String name = name(said.text("name", ""));
        String given = said.text("secret", "");
        String secret = given.isEmpty() ? Secrets.next() : Secrets.checked(given);
        KeyForm form = read(said, KeyForm.of(name));
        if (forms.configured().containsKey(name)) {
            throw Problem.of(Code.ALREADY_EXISTS, "key " + name + ": in the configuration (expected: another name)");
        }
        KeptKey kept = new KeptKey(form, free(secret, name), null);
        Change change = new Change("key.create", KeptKey.KIND, name, Documents.NONE, kept.body(), null, kept.shown());
        String location = call.base() + "/keys/" + UriUtils.encodePathSegment(name, UTF_8);
        return changes.make(call, change)
                .map(made -> KeyView.of(kept, made)
                        .reply(given.isEmpty() ? secret : null)
                        .created(location));
    }

    private static String name(String written) {
        String name = written.strip();
        boolean isPlain = name.chars().allMatch(c -> c >= ' ' && c != '/' && c != '\\' && c != 0x7f);
        if (name.isEmpty() || name.length() > LONGEST_NAME || !isPlain || name.equals(".") || name.equals("..")) {
            throw Problem.at(
                    "/name", "name: not one (expected: 1 to " + LONGEST_NAME + " characters, without slashes)");
        }
        return name;
    }

    /** Tells now what would else be told when it is used. Keys of providers that are not said anew stay under their seal. */
    private KeyForm read(Members said, KeyForm was) {
        KeyForm form = KeyFormJson.read(said, was);
        forms.read(form);
        return said.has("provider_keys")
                ? form.withProviderKeys(new Seal(forms.hash()).close(form.providerKeys()))
                : form;
    }

    private Digest free(String secret, String name) {
        Digest digest = forms.hash().of(secret);
        if (forms.isConfigured(digest) || changes.keys().isTaken(digest, name)) {
            throw Problem.of(Code.ALREADY_EXISTS, "secret: *** (expected: one that no other key has)");
        }
        return digest;
    }

    private Mono<Reply> change(Call call) {
        Members said = call.members(KeyFormJson.MEMBERS);
        return update(call, "key.change", kept -> kept.with(read(said, kept.form())), null);
    }

    private Mono<Reply> turn(Call call, String action, boolean off) {
        call.members(Set.of());
        return update(call, action, kept -> kept.with(kept.form().disabled(off)), null);
    }

    private Mono<Reply> rotate(Call call) {
        Members said = call.members(Set.of("secret", "grace"));
        String given = said.text("secret", "");
        String secret = given.isEmpty() ? Secrets.next() : Secrets.checked(given);
        Duration wanted = grace(said.text("grace", ""));
        String name = call.variable("name");
        return update(
                call,
                "key.rotate",
                kept -> {
                    Digest digest = free(secret, name);
                    StoredKey.Previous previous = wanted.isZero()
                            ? null
                            : new StoredKey.Previous(
                                    kept.digest(), clock.instant().plus(wanted));
                    return new KeptKey(kept.form(), digest, previous);
                },
                given.isEmpty() ? secret : null);
    }

    private Duration grace(String written) {
        if (written.isEmpty()) {
            return grace;
        }
        try {
            Duration duration = DurationStyle.detectAndParse(written);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException noDuration) {
            // told below
        }
        throw Problem.at("/grace", "grace: " + written + " (expected: a duration such as 24h, or 0s)");
    }

    /** @param secret that is shown this once; null for none */
    private Mono<Reply> update(Call call, String action, UnaryOperator<KeptKey> how, @Nullable String secret) {
        call.query(Set.of());
        return found(call).flatMap(there -> {
            Changes.match(call, there);
            KeptKey was = KeptKey.read(body(there));
            KeptKey now = how.apply(was);
            Change change =
                    new Change(action, KeptKey.KIND, there.id(), there.version(), now.body(), was.shown(), now.shown());
            return changes.make(call, change).map(made -> KeyView.of(now, made).reply(secret));
        });
    }

    private Mono<Reply> delete(Call call) {
        call.query(Set.of());
        return found(call).flatMap(there -> {
            Changes.match(call, there);
            String was = KeptKey.read(body(there)).shown();
            Change change = new Change("key.delete", KeptKey.KIND, there.id(), there.version(), null, was, null);
            return changes.make(call, change).thenReturn(Reply.NOTHING);
        });
    }

    private Mono<Document> found(Call call) {
        return changes.changeable(KeptKey.KIND, call.variable("name"), forms.configured());
    }

    static String body(Document document) {
        String body = document.body();
        if (body == null) {
            throw Changes.nothing(document.kind(), document.id());
        }
        return body;
    }
}
