package ai.gateway.autoconfigure;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spring's binder drops colons and slashes from a map's keys unless they stand in brackets, and names of models are full
 * of them. Here keys that need brackets get them, so that <code>models: { "llama3:8b": … }</code> means what it says, and
 * so does <code>model-facts: { openai/gpt-5.4: { max-input: 8000 } }</code>.
 */
final class BracketedKeys {

    private static final Pattern NEEDED = Pattern.compile(
            "(ai\\.gateway\\.(?:models|providers\\.[^.]+\\.(?:models|headers|query|paths)|keys\\[\\d+]\\.tags))\\.(.*[^A-Za-z0-9_.-].*)");

    /** Something is said of each of these, by a word behind the last dot. */
    private static final Pattern DESCRIBED = Pattern.compile(
            "(ai\\.gateway\\.(?:model-?[fF]acts|meter\\.models|owners))\\.([^\\[].*)\\.([A-Za-z-]+(?:\\[\\d+])?)");

    private BracketedKeys() {}

    static PropertySource<?> in(PropertySource<?> source) {
        if (!(source instanceof EnumerablePropertySource<?> names)) {
            return source;
        }
        boolean needed = false;
        Map<String, Object> renamed = new LinkedHashMap<>();
        for (String name : names.getPropertyNames()) {
            String bracketed = bracketed(name);
            needed |= !bracketed.equals(name);
            Object value = names.getProperty(name);
            if (value != null) {
                renamed.put(bracketed, OriginTrackedValue.of(value, OriginLookup.getOrigin(source, name)));
            }
        }
        return needed ? new OriginTrackedMapPropertySource(source.getName(), renamed) : source;
    }

    private static String bracketed(String name) {
        Matcher described = DESCRIBED.matcher(name);
        if (described.matches()) {
            return described.group(1) + "[" + described.group(2) + "]." + described.group(3);
        }
        Matcher matcher = NEEDED.matcher(name);
        return matcher.matches() ? matcher.group(1) + "[" + matcher.group(2) + "]" : name;
    }
}
