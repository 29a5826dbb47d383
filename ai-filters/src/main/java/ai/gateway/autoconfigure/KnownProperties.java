package ai.gateway.autoconfigure;

import ai.gateway.condition.Nearest;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds every property under {@code ai.gateway} against the records that describe the configuration: a name that nobody
 * reads is a mistake, and silence about it costs somebody an afternoon.
 *
 * <p>Environment variables are left alone: a Kubernetes service that is called {@code ai-gateway} puts
 * {@code AI_GATEWAY_PORT} and more into every pod.
 */
final class KnownProperties {

    static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("ai.gateway");

    /** Sections of {@code ai.gateway} that other rooms read and check. */
    private static final Set<String> FOREIGN = Set.of(
            "audit",
            "breaker",
            "cache",
            "console",
            "admin",
            "edge",
            "embeddings",
            "guard",
            "ledger",
            "log",
            "mask",
            "observe",
            "prompts",
            "redis",
            "security",
            "stand-in",
            "store",
            "stores");

    private KnownProperties() {}

    /** @param described the records that say what may stand below {@code ai.gateway} */
    static void check(
            Iterable<ConfigurationPropertySource> sources, List<? extends Class<? extends Record>> described) {
        for (ConfigurationPropertySource source : sources) {
            if (source instanceof IterableConfigurationPropertySource names && !isEnvironment(source)) {
                names.stream()
                        .filter(ROOT::isAncestorOf)
                        .filter(name -> !FOREIGN.contains(dashed(name, ROOT.getNumberOfElements())))
                        .forEach(name -> check(name, source, described));
            }
        }
    }

    private static boolean isEnvironment(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
    }

    private static void check(
            ConfigurationPropertyName name,
            ConfigurationPropertySource source,
            List<? extends Class<? extends Record>> described) {
        List<RecordComponent> top = described.stream()
                .flatMap(record -> Arrays.stream(record.getRecordComponents()))
                .toList();
        Type type = component(top, name, ROOT.getNumberOfElements(), source);
        for (int i = ROOT.getNumberOfElements() + 1; i < name.getNumberOfElements(); i++) {
            if (type instanceof Class<?> record && record.isRecord()) {
                type = component(List.of(record.getRecordComponents()), name, i, source);
            } else if (type instanceof ParameterizedType generic && isMap(generic)) {
                type = generic.getActualTypeArguments()[1];
                if (type == String.class) {
                    return;
                }
            } else if (type instanceof ParameterizedType generic && name.isNumericIndex(i)) {
                type = generic.getActualTypeArguments()[0];
            } else {
                throw unknown(name, source, "nothing below " + name.chop(i));
            }
        }
    }

    private static boolean isMap(ParameterizedType type) {
        return type.getRawType() == Map.class;
    }

    private static Type component(
            List<RecordComponent> components,
            ConfigurationPropertyName name,
            int at,
            ConfigurationPropertySource source) {
        String uniform = name.getElement(at, Form.UNIFORM);
        for (RecordComponent component : components) {
            if (component.getName().toLowerCase(Locale.ROOT).equals(uniform)) {
                return component.getGenericType();
            }
        }
        List<String> known = components.stream()
                .map(component -> dashed(component.getName()))
                .toList();
        String expected = Nearest.to(dashed(name, at), known).orElseGet(() -> "one of " + new TreeSet<>(known));
        throw unknown(name, source, expected);
    }

    private static InvalidSettingsException unknown(
            ConfigurationPropertyName name, ConfigurationPropertySource source, String expected) {
        Origin origin = Origin.from(source.getConfigurationProperty(name));
        String where = origin == null ? "" : ", in " + origin;
        return InvalidSettingsException.of(name.toString(), "unknown (expected: " + expected + ")" + where);
    }

    private static String dashed(ConfigurationPropertyName name, int at) {
        return dashed(name.getElement(at, Form.ORIGINAL));
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
