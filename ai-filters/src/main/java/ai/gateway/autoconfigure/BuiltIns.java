package ai.gateway.autoconfigure;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The providers that come with the gateway, as the lowest layer of its configuration. */
final class BuiltIns {

    private static final String PREFIX = "ai.gateway.providers.";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

    private final EnumerablePropertySource<?> source;
    private final List<String> names;

    private BuiltIns(EnumerablePropertySource<?> source) {
        this.source = source;
        names = Arrays.stream(source.getPropertyNames())
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length(), name.indexOf('.', PREFIX.length())))
                .distinct()
                .toList();
    }

    static BuiltIns load() {
        ClassPathResource file = new ClassPathResource("ai/gateway/providers.yml", BuiltIns.class.getClassLoader());
        try {
            PropertySource<?> source = new YamlPropertySourceLoader()
                    .load("ai.gateway built-in providers", file)
                    .get(0);
            return new BuiltIns((EnumerablePropertySource<?>) source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    PropertySource<?> source() {
        return source;
    }

    /** In the order of preference. */
    List<String> names() {
        return names;
    }

    /** The ids of the dialects of the provider that {@code property} names, its own first; none where it is not built in. */
    List<String> dialects(String property) {
        String prefix = property + ".dialects.";
        return Arrays.stream(source.getPropertyNames())
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /** The environment variables from which a provider's setting is taken, first one first. */
    List<String> variables(String name, String setting) {
        Object value = source.getProperty(PREFIX + name + "." + setting);
        return value == null
                ? List.of()
                : VARIABLE.matcher(value.toString())
                        .results()
                        .map(match -> match.group(1))
                        .toList();
    }
}
