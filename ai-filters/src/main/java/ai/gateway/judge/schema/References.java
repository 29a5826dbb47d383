package ai.gateway.judge.schema;

import ai.gateway.wire.Json;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What {@code $ref} may name: a place in the same document, by its pointer or its anchor. */
final class References {

    private final Json root;
    private final String id;
    private final Map<String, Json> anchors = new HashMap<>();

    References(Json root) {
        this.root = root;
        this.id = bare(root.get("$id"));
        anchors(root);
    }

    /** Without the sign of a fragment that is empty. */
    static String bare(Json uri) {
        String text = uri.text();
        return text.endsWith("#") ? text.substring(0, text.length() - 1) : text;
    }

    /** Values that are no schemas have none. */
    private void anchors(Json value) {
        Json anchor = value.get("$anchor");
        if (anchor.isString() && anchors.put(anchor.text(), value) != null) {
            throw Terms.refused(anchor, "is there twice");
        }
        value.items().forEach(this::anchors);
        value.members((name, member) -> {
            if (!name.equals("enum") && !name.equals("const") && !name.equals("default") && !name.equals("examples")) {
                anchors(member);
            }
        });
    }

    Json named(Json ref) {
        String text = ref.text();
        String local = !id.isEmpty() && text.startsWith(id) ? text.substring(id.length()) : text;
        if (!ref.isString() || !(local.isEmpty() || local.startsWith("#")) || text.isEmpty()) {
            throw Terms.refused(ref, "expected: # and a pointer, or an anchor, in the same document");
        }
        String name = local.isEmpty() ? "" : decoded(ref, local.substring(1));
        Json found = name.isEmpty() || name.startsWith("/") ? pointed(name) : anchors.getOrDefault(name, Json.MISSING);
        if (!found.exists()) {
            throw Terms.refused(ref, "is not there");
        }
        return found;
    }

    private static String decoded(Json ref, String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("schema: " + ref.pointer() + ": " + e.getMessage(), e);
        }
    }

    private Json pointed(String pointer) {
        Json found = root;
        for (int start = 0; start < pointer.length() && found.exists(); ) {
            int end = pointer.indexOf('/', start + 1);
            end = end < 0 ? pointer.length() : end;
            String name = pointer.substring(start + 1, end).replace("~1", "/").replace("~0", "~");
            found = found.isArray() ? found.at(index(name)) : found.get(name);
            start = end;
        }
        return found;
    }

    private static int index(String name) {
        boolean digits = !name.isEmpty() && name.length() < 8 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(name) : -1;
    }
}
