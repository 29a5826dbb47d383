package ai.gateway.autoconfigure;

import ai.gateway.pipeline.Settings;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.provider.ProviderSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.MutablePropertySources;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes settings of property sources: the application's own, with the built-in providers below them. */
final class SettingsLoader {

    private static final ConfigurationPropertyName PROVIDERS = KnownProperties.ROOT.append("providers");

    private final BuiltIns builtIns = BuiltIns.load();
    private final Set<AuthStyle> signed;
    private final List<ProviderSource> additions;
    private final List<SettingsPart<?, ?>> parts;

    /** @param signed the styles for which there is a signer */
    SettingsLoader(Set<AuthStyle> signed, List<ProviderSource> additions, List<SettingsPart<?, ?>> parts) {
        this.signed = Set.copyOf(signed);
        this.additions = List.copyOf(additions);
        this.parts = List.copyOf(parts);
    }

    /** @throws InvalidSettingsException for the first mistake in them */
    Settings load(MutablePropertySources application) {
        KnownProperties.check(
                ConfigurationPropertySources.from(
                        application.stream().map(BracketedKeys::in).toList()),
                Stream.concat(Stream.of(GatewayProperties.class), parts.stream().map(SettingsPart::written))
                        .toList());
        GatewayProperties properties = bind(application, KnownProperties.ROOT, GatewayProperties.class);
        Catalogue catalogue = added(catalogue(properties, mentioned(application)));
        Map<Class<?>, Object> read = new HashMap<>();
        parts.forEach(part -> read.put(part.type(), read(part, application, catalogue)));
        return new Settings(
                catalogue,
                valid("ai.gateway.limits.", () -> properties.limits().toLimits()),
                valid("ai.gateway.timeouts.", () -> properties.timeouts().toTimeouts()),
                properties.responseHeaders(),
                read);
    }

    private <W extends Record, S> S read(
            SettingsPart<W, S> part, MutablePropertySources application, Catalogue catalogue) {
        W written = bind(application, KnownProperties.ROOT, part.written());
        return valid("ai.gateway.", () -> part.read(written, catalogue));
    }

    /** The part that says how the rest is read again. */
    GatewayProperties.Reload reload(MutablePropertySources application) {
        return bind(application, KnownProperties.ROOT.append("reload"), GatewayProperties.Reload.class);
    }

    private <T> T bind(MutablePropertySources application, ConfigurationPropertyName name, Class<T> type) {
        Layers layers = new Layers(application, builtIns.source());
        Binder binder = new Binder(ConfigurationPropertySources.get(layers), layers::resolve);
        try {
            return binder.bindOrCreate(name.toString(), type);
        } catch (BindException failed) {
            throw BindFailures.explain(failed);
        }
    }

    private Catalogue catalogue(GatewayProperties properties, Set<String> mentioned) {
        ProviderAssembler assembler = new ProviderAssembler(builtIns, signed, mentioned);
        List<Provider> providers = new ArrayList<>();
        inOrder(properties.providers()).forEach((name, written) -> providers.add(assembler.assemble(name, written)));
        return valid("ai.gateway.models.", () -> new Catalogue(providers, properties.models()));
    }

    /**
     * Built-in ones first. A relaxed spelling of a built-in name, such as the {@code githubmodels} of an environment
     * variable, was bound to the same properties and is dropped.
     */
    private Map<String, ProviderProperties> inOrder(Map<String, ProviderProperties> bound) {
        Map<String, ProviderProperties> ordered = new LinkedHashMap<>();
        Set<String> relaxed = new HashSet<>();
        for (String name : builtIns.names()) {
            ProviderProperties written = bound.get(name);
            if (written != null) {
                ordered.put(name, written);
            }
            relaxed.add(uniform(name));
        }
        bound.forEach((name, written) -> {
            if (!relaxed.contains(uniform(name)) || builtIns.names().contains(name)) {
                ordered.putIfAbsent(name, written);
            }
        });
        return ordered;
    }

    private Catalogue added(Catalogue configured) {
        List<Provider> more = new ArrayList<>();
        additions.forEach(source -> more.addAll(source.provide(configured)));
        return more.isEmpty() ? configured : valid("ai.gateway.", () -> configured.with(more));
    }

    /** The built-in providers of which the application's own configuration speaks. */
    private Set<String> mentioned(MutablePropertySources application) {
        Set<String> uniform = new LinkedHashSet<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.from(application)) {
            if (source instanceof IterableConfigurationPropertySource names) {
                names.stream()
                        .filter(PROVIDERS::isAncestorOf)
                        .forEach(name -> uniform.add(name.getElement(PROVIDERS.getNumberOfElements(), Form.UNIFORM)));
            }
        }
        Set<String> mentioned = new HashSet<>(builtIns.names());
        mentioned.removeIf(name -> !uniform.contains(uniform(name)));
        return mentioned;
    }

    private static String uniform(String name) {
        return name.replace("-", "");
    }

    private static <T> T valid(String prefix, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException invalid) {
            String message = prefix + invalid.getMessage();
            int colon = message.indexOf(": ");
            throw InvalidSettingsException.of(message.substring(0, colon), message.substring(colon + 2));
        }
    }
}
