package ai.gateway.keys;

import ai.gateway.pipeline.Callers;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.pipeline.Shown;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.util.EnumSet;
import java.util.function.LongSupplier;

/**
 * By the keys and tokens that are good now, wherever SDKs show them.
 *
 * @param millis the time, since 1970
 */
record KnownCallers(StoredKeys stored, TokenBearers bearers, SettingsHolder settings, LongSupplier millis)
        implements Callers {

    @Override
    public Mono<String> of(ServerWebExchange web) {
        KeyRing ring = settings.current().part(KeyRing.class);
        KeysProperties.Jwt claims = ring.jwt();
        Mono<String> byKey = Mono.defer(() -> byKey(web, ring));
        if (claims == null || bearers == TokenBearers.NONE) {
            return byKey;
        }
        return bearers.of(web, claims)
                .map(KeyHolder::of)
                .filter(holder -> holder.isGood(millis.getAsLong()))
                .map(holder -> holder.key().name())
                .switchIfEmpty(byKey);
    }

    private Mono<String> byKey(ServerWebExchange web, KeyRing ring) {
        Shown shown = Shown.in(web.getRequest(), EnumSet.allOf(Shown.Place.class));
        Lookup found = Lookup.of(shown.value(), ring, stored.copy(ring.keep()).keys(), millis.getAsLong());
        boolean good = found.isGood() && !shown.differs() && !shown.isNothing();
        return good ? Mono.just(found.holder().key().name()) : Mono.empty();
    }
}
