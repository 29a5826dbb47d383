package ai.gateway.autoconfigure;

import ai.gateway.condition.Glob;
import ai.gateway.provider.Deployment;
import ai.gateway.provider.Provider;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the deployments of a provider of what is written of them. */
final class Deployments {

    private Deployments() {}

    /** @param template the provider's base URL as it is written */
    static List<Deployment> of(Provider provider, String template, ProviderProperties written) {
        List<Deployment> deployments = new ArrayList<>();
        written.deployments().forEach((name, deployed) -> {
            String property = "ai.gateway.providers." + provider.name() + ".deployments." + name;
            DialectId dialect = deployed.dialect();
            if (dialect == null) {
                throw InvalidSettingsException.of(
                        property + ".dialect", "missing (expected: " + BindFailures.oneOf(DialectId.class) + ")");
            }
            URI base = base(property + ".place", provider, template, deployed.place(), dialect);
            Set<String> clients = deployed.clients().stream().map(DialectId::id).collect(Collectors.toSet());
            ProviderProperties.Host host = deployed.hosting();
            deployments.add(new Deployment(
                    Glob.list(deployed.models()),
                    clients,
                    provider.speaking(dialect.id(), base, deployed.traits().toTraits()),
                    host == null ? null : host.toHosting()));
        });
        return deployments;
    }

    private static URI base(
            String property, Provider provider, String template, @Nullable String place, DialectId dialect) {
        if (place == null || place.isBlank()) {
            if (provider.speaks(dialect.id())) {
                return provider.base(dialect.id());
            }
            throw InvalidSettingsException.of(property, "missing (expected: where it speaks " + dialect.id() + ")");
        }
        try {
            return Locations.place(
                    Locations.base(Locations.fill(template, provider.settings())),
                    Locations.fill(place.trim(), provider.settings()));
        } catch (IllegalArgumentException malformed) {
            throw InvalidSettingsException.of(property, place, String.valueOf(malformed.getMessage()));
        }
    }
}
