package ai.gateway.plug;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.cloud.gateway.support.NameUtils;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The arguments of one line of a route. Spring Cloud Gateway would drop a misspelt name in silence; here it fails the
 * start, with the line's name and the argument's.
 */
public final class Arguments {

    private static final String ROOT = "args";
    private static final Set<String> SWITCHES = Set.of("enabled", "dryrun", "onother");

    private final String owner;
    private final Map<String, Object> own = new LinkedHashMap<>();
    private final Map<String, Object> switches = new LinkedHashMap<>();

    private Arguments(String owner) {
        this.owner = owner;
    }

    /** A map whose values have a type: Spring Boot 4.0 cannot validate those of a plain {@code Map}, and fails the start. */
    private static final class Raw extends LinkedHashMap<String, Object> {}

    /** What a factory has the gateway bind its arguments to: all of them, as they are written. */
    @SuppressWarnings("unchecked")
    public static Class<Map<String, Object>> type() {
        return (Class<Map<String, Object>>) (Class<?>) Raw.class;
    }

    /**
     * @param owner the filter's or predicate's name, for messages
     * @param raw as the gateway hands them over: named ones by name, the others numbered
     */
    public static Arguments of(String owner, Map<?, ?> raw, Shortcut shortcut) {
        Arguments arguments = new Arguments(owner);
        Iterator<String> fields = shortcut.fields().iterator();
        Map<String, Object> gathered = new LinkedHashMap<>();
        raw.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!name.startsWith(NameUtils.GENERATED_NAME_PREFIX)) {
                arguments.put(name, value);
            } else if (shortcut.gathers()) {
                gathered.merge(shortcut.fields().get(0), value, (all, more) -> all + "," + more);
            } else if (fields.hasNext()) {
                arguments.put(fields.next(), value);
            } else {
                throw arguments.wrong("value " + value + " is one too many (expected: at most "
                        + shortcut.fields().size() + ")");
            }
        });
        gathered.forEach(arguments::put);
        return arguments;
    }

    /** The arguments of the line's own, typed; what the record's constructor refuses, fails the start with its reason. */
    public <C extends Record> C as(Class<C> type) {
        return bind(own, type);
    }

    public Switches switches() {
        return bind(switches, Switches.class);
    }

    private void put(String name, Object value) {
        flatten(ROOT + "." + name, value, SWITCHES.contains(plain(name)) ? switches : own);
    }

    /** The gateway hands a YAML list over as a map of its indexes. */
    private static void flatten(String name, Object value, Map<String, Object> into) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((key, member) -> {
                String inner = key.toString();
                boolean index = !inner.isEmpty() && inner.chars().allMatch(c -> c >= '0' && c <= '9');
                flatten(index ? name + "[" + inner + "]" : name + "." + inner, member, into);
            });
        } else {
            into.put(name, value);
        }
    }

    private <C extends Record> C bind(Map<String, Object> values, Class<C> type) {
        Set<String> known = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            known.add(plain(component.getName()));
        }
        for (String name : values.keySet()) {
            String first = name.substring(ROOT.length() + 1).split("[.\\[]", 2)[0];
            if (!known.contains(plain(first))) {
                throw wrong("unknown argument " + first);
            }
        }
        try {
            return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(ROOT, Bindable.of(type));
        } catch (BindException e) {
            throw wrong(reason(e));
        }
    }

    private static String reason(BindException e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String name = e.getName().toString();
        String argument = name.length() > ROOT.length() ? name.substring(ROOT.length() + 1) + ": " : "";
        String message = String.valueOf(root.getMessage());
        return message.startsWith(argument) ? message : argument + message;
    }

    /** The name without what sets its spellings apart. */
    private static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(owner + ": " + why);
    }
}
