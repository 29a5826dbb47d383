package ai.gateway.autoconfigure;

import ai.gateway.pipeline.Settings;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.AuthStyle;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings out of a text and some environment variables, without a context. */
public final class Configured {

    private Configured() {}

    static Settings by(String yaml) {
        return by(yaml, Map.of());
    }

    /** With what features read of it, too. */
    public static Settings by(String yaml, List<SettingsPart<?, ?>> parts) {
        return new SettingsLoader(Set.of(), List.of(), parts).load(sources(yaml, Map.of()));
    }

    static Settings by(String yaml, Map<String, Object> variables) {
        return by(yaml, variables, Set.of());
    }

    static Settings by(String yaml, Map<String, Object> variables, Set<AuthStyle> signed) {
        return new SettingsLoader(signed, List.of(), List.of()).load(sources(yaml, variables));
    }

    static MutablePropertySources sources(String yaml, Map<String, Object> variables) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        try {
            byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
            new YamlPropertySourceLoader()
                    .load("application.yml", new ByteArrayResource(bytes, "application.yml"))
                    .forEach(sources::addLast);
            return sources;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
