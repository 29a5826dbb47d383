package ai.gateway.keys;

import ai.gateway.provider.ApiKey;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Rings of keys as they are written below {@code ai.gateway}, and a catalogue with some providers. */
final class Rings {

    static final Catalogue CATALOGUE = new Catalogue(
            List.of(
                    provider("openai", AuthStyle.BEARER, Map.of()),
                    provider("anthropic", AuthStyle.X_API_KEY, Map.of()),
                    provider("local", AuthStyle.NONE, Map.of("small", "llama3:8b"))),
            Map.of("fast", "openai/gpt-5.4-mini"));

    private Rings() {}

    static KeyRing read(String yaml) {
        return read(yaml, /* hasStore= */ false);
    }

    static KeyRing read(String yaml, boolean hasStore) {
        return new KeysReader(new byte[32], hasStore, /* checksTokens= */ false).read(written(yaml), CATALOGUE);
    }

    private static KeysProperties written(String yaml) {
        Map<String, Object> values = new HashMap<>();
        try {
            new YamlPropertySourceLoader()
                    .load("keys", new ByteArrayResource(yaml.getBytes(UTF_8)))
                    .forEach(source -> {
                        EnumerablePropertySource<?> all = (EnumerablePropertySource<?>) source;
                        for (String name : all.getPropertyNames()) {
                            values.put("k." + name, String.valueOf(all.getProperty(name)));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("k", Bindable.of(KeysProperties.class));
    }

    static Target target(String provider, String model) {
        return new Target(CATALOGUE.get(provider), model, null);
    }

    private static Provider provider(String name, AuthStyle auth, Map<String, String> models) {
        List<ApiKey> keys = auth == AuthStyle.NONE ? List.of() : List.of(new ApiKey("k", "v", 1));
        return new Provider(
                name,
                Map.of("openai", URI.create("http://127.0.0.1:1/v1")),
                auth,
                keys,
                Map.of(),
                Map.of(),
                models,
                List.of());
    }
}
