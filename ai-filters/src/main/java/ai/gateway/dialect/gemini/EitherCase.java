package ai.gateway.dialect.gemini;

import ai.gateway.wire.Json;

import java.util.HashSet;
import java.util.Set;

/** Members under either of their names: Google's servers take camelCase and snake_case alike. */
final class EitherCase {

    private EitherCase() {}

    /** The name under which the object has that member; the camelCase one where it has none. */
    static String name(Json object, String camel) {
        Json member = object.get(camel);
        if (member.exists() && !member.isNull()) {
            return camel;
        }
        String snake = snake(camel);
        return object.get(snake).exists() ? snake : camel;
    }

    static Json get(Json object, String camel) {
        return object.get(name(object, camel));
    }

    static boolean has(Json object, String camel) {
        Json member = get(object, camel);
        return member.exists() && !member.isNull();
    }

    /** Those names, both ways. */
    static Set<String> both(String... camel) {
        Set<String> names = new HashSet<>();
        for (String name : camel) {
            names.add(name);
            names.add(snake(name));
        }
        return Set.copyOf(names);
    }

    private static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                snake.append('_').append((char) (c + 32));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
