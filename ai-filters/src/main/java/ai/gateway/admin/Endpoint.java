package ai.gateway.admin;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that can be asked for.
 *
 * @param template below the API's path: words, {@code {name}} for any one, and {@code {name*}} at the end for the rest
 */
record Endpoint(String method, String template, Action action) {

    /** Does it. */
    interface Action {
        Mono<Reply> on(Call call);
    }

    /** What stands for the names in the template; null where the path is another one. */
    @Nullable
    Map<String, String> match(List<String> path) {
        String[] words = template.substring(1).split("/", -1);
        boolean rest = template.endsWith("*}");
        if (rest ? path.size() < words.length : path.size() != words.length) {
            return null;
        }
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (word.endsWith("*}")) {
                found.put(word.substring(1, word.length() - 2), String.join("/", path.subList(i, path.size())));
            } else if (word.startsWith("{")) {
                found.put(word.substring(1, word.length() - 1), path.get(i));
            } else if (!word.equals(path.get(i))) {
                return null;
            }
        }
        return found;
    }
}
