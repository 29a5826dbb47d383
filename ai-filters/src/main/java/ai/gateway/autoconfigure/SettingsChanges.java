package ai.gateway.autoconfigure;

import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Provider;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What differs between two settings, in words for a log: names only, never values. */
final class SettingsChanges {

    private SettingsChanges() {}

    static List<String> between(Settings before, Settings after) {
        List<String> changes = new ArrayList<>();
        Map<String, Provider> old = byName(before);
        Map<String, Provider> now = byName(after);
        old.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> changes.add("provider " + name + " removed"));
        now.forEach((name, provider) -> {
            Provider was = old.get(name);
            if (was == null) {
                changes.add("provider " + name + " added");
            } else if (!was.equals(provider)) {
                changes.add("provider " + name + " changed (" + components(was, provider) + ")");
            }
        });
        if (changes.isEmpty() && !List.copyOf(old.keySet()).equals(List.copyOf(now.keySet()))) {
            changes.add("order of providers changed");
        }
        changed(
                changes,
                "models",
                before.catalogue().aliases(),
                after.catalogue().aliases());
        changed(changes, "limits", before.limits(), after.limits());
        changed(changes, "timeouts", before.timeouts(), after.timeouts());
        changed(changes, "response-headers", before.responseHeaders(), after.responseHeaders());
        after.parts().forEach((type, part) -> {
            Object was = before.parts().get(type);
            changed(changes, type.getSimpleName().toLowerCase(Locale.ROOT), was == null ? "" : was, part);
        });
        return changes;
    }

    private static void changed(List<String> changes, String what, Object before, Object after) {
        if (!before.equals(after)) {
            changes.add(what + " changed");
        }
    }

    private static Map<String, Provider> byName(Settings settings) {
        return settings.catalogue().providers().stream()
                .collect(Collectors.toMap(Provider::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    private static String components(Provider before, Provider after) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : Provider.class.getRecordComponents()) {
            try {
                Object was = component.getAccessor().invoke(before);
                if (!Objects.equals(was, component.getAccessor().invoke(after))) {
                    names.add(component.getName());
                }
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return String.join(", ", names);
    }
}
