package ai.gateway.mask;

import java.util.HashMap;
import java.util.Map;

/** {@code <EMAIL_1>}: numbers by type, in the order in which things come in the request. */
final class Numbered implements Names {

    private final Map<String, Integer> last = new HashMap<>();

    @Override
    public String of(String type, String original, int attempt) {
        return "<" + type + '_' + last.merge(type, 1, Integer::sum) + '>';
    }
}
