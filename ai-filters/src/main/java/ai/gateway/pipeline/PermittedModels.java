package ai.gateway.pipeline;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Model;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;

import java.net.URI;
import java.util.List;

/** Those of all models that a caller may ask. */
final class PermittedModels {

    private final AiExchange ai;
    private final Catalogue catalogue;
    private final Itineraries itineraries;

    PermittedModels(AiExchange ai, Itineraries itineraries) {
        this.ai = ai;
        this.catalogue = ai.settings().catalogue();
        this.itineraries = itineraries;
    }

    /** @param provider of whom, under the names that it gives them; empty for all */
    List<Model> of(List<Model> all, String provider) {
        if (ai.rights() == Rights.ALL) {
            return all;
        }
        String prefix = provider.isEmpty() ? "" : provider + "/";
        return all.stream()
                .filter(model -> model.id().startsWith(prefix) && has(model.id()))
                .map(model -> model.as(model.id().substring(prefix.length())))
                .toList();
    }

    /** Whether the caller may ask some of a provider's models at most, so that it cannot be the provider who lists them. */
    boolean isOnlyPartOf(URI uri) {
        Provider provider = AiUri.isAi(uri) && ai.rights() != Rights.ALL
                ? catalogue.find(uri.getHost()).orElse(null)
                : null;
        return provider != null && ai.rights().forbids(new Target(provider, null, null), null) != null;
    }

    /** @param id an alias, a pool, or provider/model */
    private boolean has(String id) {
        String meant = catalogue.aliases().getOrDefault(id, id);
        if (itineraries.names(ai.settings()).contains(meant)) {
            return itineraries.offers(ai.settings(), meant, target -> may(target, id));
        }
        int slash = id.indexOf('/');
        Provider named =
                slash < 0 ? null : catalogue.find(id.substring(0, slash)).orElse(null);
        if (named != null && meant.equals(id)) {
            return ai.rights().forbids(new Target(named, named.nameOf(id.substring(slash + 1)), null), null) == null;
        }
        try {
            return may(catalogue.resolve(id, ai.dialect().id()), id);
        } catch (AiException nobodyHasIt) {
            return false;
        }
    }

    private boolean may(Target target, String asked) {
        return ai.rights().forbids(target, asked) == null;
    }
}
