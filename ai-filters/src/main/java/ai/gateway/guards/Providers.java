package ai.gateway.guards;

import ai.gateway.pipeline.OwnCalls;
import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Target;
import ai.gateway.wire.Json;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.function.Supplier;

/** Asks configured providers for what is not a chat, with their credentials. */
record Providers(Supplier<Settings> settings, OwnCalls calls, Service service) {

    /** @param model as provider/model */
    Target ofModel(String model) {
        return catalogue().resolve(model, "");
    }

    Target named(String provider) {
        Catalogue catalogue = catalogue();
        return catalogue.resolve(catalogue.get(provider), null);
    }

    private Catalogue catalogue() {
        return settings.get().catalogue();
    }

    Mono<Json> post(Target target, String place, byte[] body) {
        URI uri = URI.create(place);
        return calls.headers(target, uri, body).flatMap(headers -> service.post(uri, headers, body));
    }
}
