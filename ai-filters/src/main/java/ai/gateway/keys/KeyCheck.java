package ai.gateway.keys;

import ai.gateway.access.Scope;
import ai.gateway.access.VirtualKey;
import ai.gateway.account.Accounts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Routes;
import ai.gateway.pipeline.Shown;
import ai.gateway.plug.Decision;
import ai.gateway.plug.Gathering;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Asks who calls: by the key that is shown, or by a token that was checked before. */
final class KeyCheck implements Gathering {

    private static final Logger log = LoggerFactory.getLogger(KeyCheck.class);

    /** One for all who are not let in, so that nobody learns how near they were. */
    private static final Failure REFUSED = Failure.of(
            FailureCode.INVALID_API_KEY,
            "key: not a good one (expected: one that was given out for this gateway, where your SDK puts its API key)");

    private static final Failure UNKNOWN = Failure.of(
            FailureCode.KEY_STORE_UNAVAILABLE, "key: nobody can tell at the moment whether it is good (try again)");

    private final Set<Shown.Place> places;
    private final ClientAddress addresses;
    private final StoredKeys stored;
    private final TokenBearers bearers;
    private final Tools tools;

    /**
     * What it works with.
     *
     * @param accounts of what the key and its owners are allowed; null where nobody keeps any
     * @param millis the time, since 1970
     */
    record Tools(AiExchanges exchanges, @Nullable Accounts accounts, LongSupplier millis) {}

    KeyCheck(Set<Shown.Place> places, ClientAddress addresses, StoredKeys stored, TokenBearers bearers, Tools tools) {
        this.places = places;
        this.addresses = addresses;
        this.stored = stored;
        this.bearers = bearers;
        this.tools = tools;
    }

    @Override
    public boolean readsRequest() {
        return false; // nobody's body is read before it is known who that is
    }

    @Override
    public Mono<Decision> decide(ServerWebExchange web, AiExchange ai) {
        KeyRing ring = ai.settings().part(KeyRing.class);
        Shown shown = Shown.in(web.getRequest(), places);
        if (shown.isNothing() && ai.rights() instanceof KeyRights known) {
            return admitted(web, ai, known, shown); // by the same filter before: it has hidden what was shown
        }
        KeysProperties.Jwt claims = ring.jwt();
        if (claims == null || bearers == TokenBearers.NONE) {
            return byKey(web, ai, ring, shown);
        }
        return bearers.of(web, claims)
                .flatMap(key -> byToken(web, ai, key, shown))
                .switchIfEmpty(Mono.defer(() -> byKey(web, ai, ring, shown)));
    }

    private Mono<Decision> byToken(ServerWebExchange web, AiExchange ai, VirtualKey key, Shown shown) {
        KeyRing ring = ai.settings().part(KeyRing.class);
        KeyHolder holder = KeyHolder.of(key);
        StoredKeys.Copy copy = stored.copy(ring.keep());
        return holder.isGood(tools.millis().getAsLong())
                ? admitted(web, ai, new KeyRights(holder, ring.owners(), copy.owners()), shown)
                : refused(ai, REFUSED, "a token without a name, or over", shown::hiddenIn);
    }

    /** What the key and its owners are allowed is held for the call. */
    @Override
    public Mono<ServerWebExchange> get(ServerWebExchange web, AiExchange ai) {
        return tools.accounts() == null ? Mono.just(web) : tools.accounts().reserve(web, ai);
    }

    /** The same work whatever becomes of it. */
    private Mono<Decision> byKey(ServerWebExchange web, AiExchange ai, KeyRing ring, Shown shown) {
        StoredKeys.Copy copy = stored.copy(ring.keep());
        Lookup found =
                Lookup.of(shown.value(), ring, copy.keys(), tools.millis().getAsLong());
        boolean good = found.isGood() && !shown.differs() && !shown.isNothing();
        UnaryOperator<ServerWebExchange> onward = found.isKnown() ? shown::hiddenIn : UnaryOperator.identity();
        if (good) {
            return admitted(web, ai, new KeyRights(found.holder(), ring.owners(), copy.owners()), shown);
        }
        boolean nobodyKnows = !found.isKnown() && !shown.isNothing() && !shown.differs() && stored.isLost();
        return refused(ai, nobodyKnows ? UNKNOWN : REFUSED, found.isKnown() ? "not good" : "unknown", onward);
    }

    private static Mono<Decision> refused(
            AiExchange ai, Failure failure, String why, UnaryOperator<ServerWebExchange> onward) {
        log.debug("{} AiKey: {}: {}", ai.id(), failure.code().wire(), why);
        return Mono.just(new Decision(
                "refuse " + failure.code().wire() + ": " + why,
                () -> {
                    throw failure.asException();
                },
                onward));
    }

    private Mono<Decision> admitted(ServerWebExchange web, AiExchange ai, KeyRights rights, Shown shown) {
        KeyHolder holder = rights.holder();
        String forbidden = forbidden(web, ai, holder.key());
        if (forbidden != null) {
            Failure failure = Failure.of(FailureCode.NOT_PERMITTED, forbidden);
            return refused(ai, failure, forbidden, shown::hiddenIn);
        }
        VirtualKey key = holder.key();
        if (key.defaults().isEmpty() && key.overrides().isEmpty()) {
            return Mono.just(new Decision(
                    holder.principal().key(), () -> ai.calledBy(holder.principal(), rights), shown::hiddenIn));
        }
        return tools.exchanges()
                .readFor(web)
                .map(readable -> new Decision(
                        holder.principal().key() + " with parameters",
                        () -> {
                            ai.calledBy(holder.principal(), rights);
                            set(key, ai.request());
                        },
                        before -> shown.hiddenIn(readable)));
    }

    /** What can be told without knowing who will be asked. */
    private @Nullable String forbidden(ServerWebExchange web, AiExchange ai, VirtualKey key) {
        Scope scope = key.scope();
        Operation operation = ai.call().operation();
        if (!scope.operations().isEmpty() && !scope.operations().contains(operation)) {
            return "operation: " + operation.word() + " is not for key " + key.name() + " (expected: one of "
                    + scope.operations().stream().map(Operation::word).sorted().toList() + ")";
        }
        String id = Routes.id(web);
        if (!Scope.meets(scope.routes(), id)) {
            return "route: " + id + " is not for key " + key.name() + " (expected: another path)";
        }
        if (!scope.addresses().isEmpty()) {
            InetAddress address = addresses.of(web);
            if (address == null || scope.addresses().stream().noneMatch(range -> range.contains(address))) {
                return "address: not one from where key " + key.name() + " is taken";
            }
        }
        return null;
    }

    /** Parameters of chats, which are nonsense anywhere else. */
    private static void set(VirtualKey key, AiRequest request) {
        if (!request.isReadable() || !request.call().operation().isWritten()) {
            return;
        }
        key.defaults().forEach((name, value) -> {
            Json present = request.parameter(name);
            if (!present.exists() || present.isNull()) {
                request.set(name, value);
            }
        });
        key.overrides().forEach((name, value) -> {
            if (!request.parameter(name).toString().equals(value)) {
                request.set(name, value);
            }
        });
    }
}
