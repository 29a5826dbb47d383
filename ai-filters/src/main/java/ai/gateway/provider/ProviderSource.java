package ai.gateway.provider;

import java.util.List;

/** Adds providers that no configuration names. Beans of this type are asked each time the configuration is read. */
@FunctionalInterface
public interface ProviderSource {

    /**
     * What to add behind the configured providers; nothing when none is needed.
     *
     * @param configured the catalogue without any additions
     */
    List<Provider> provide(Catalogue configured);
}
