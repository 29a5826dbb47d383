package ai.gateway.log;

import ai.gateway.ledger.Logged.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client says of its user in headers that no provider sees. They are for finding things again: what is long or strange is left
 * out.
 *
 * @param session which one names a session
 */
record UserHeaders(String session) {

    static final String OURS = "x-ai-";
    private static final String PROPERTY = "x-ai-property-";
    private static final int MOST = 16;
    private static final int LONGEST = 128;
    private static final int LONGEST_NAME = 64;

    Person in(HttpHeaders headers) {
        Map<String, String> properties = new TreeMap<>();
        headers.forEach((name, values) -> add(name, values, properties));
        String named = headers.getFirst(session);
        boolean good = named != null && isPlain(named);
        return !good && properties.isEmpty() ? Person.NOBODY : new Person(good ? named : null, properties);
    }

    private static void add(String header, List<String> values, Map<String, String> properties) {
        if (!header.regionMatches(/* ignoreCase= */ true, 0, PROPERTY, 0, PROPERTY.length())) {
            return;
        }
        String name = header.substring(PROPERTY.length()).toLowerCase(Locale.ROOT);
        String value = values.size() == 1 ? values.get(0) : null;
        if (isName(name) && value != null && isPlain(value) && properties.size() < MOST) {
            properties.put(name, value);
        }
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_');
    }

    private static boolean isPlain(@Nullable String value) {
        return value != null
                && !value.isBlank()
                && value.length() <= LONGEST
                && value.chars().allMatch(UserHeaders::isKnown);
    }

    private static boolean isKnown(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || " ._:@/+=,-".indexOf(c) >= 0;
    }
}
