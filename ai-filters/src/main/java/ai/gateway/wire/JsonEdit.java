package ai.gateway.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Changes to a text as splices: what is not touched stays byte for byte. Of two edits of one node the later one wins; an
 * edit of a node wipes those inside it; an edit inside a node that has been replaced is a mistake of the caller.
 */
public final class JsonEdit {

    private final Json root;
    /** New text by the node it replaces. The nodes never overlap. */
    private final TreeMap<Integer, byte[]> replaced = new TreeMap<>();
    /** Objects that gain or lose members. */
    private final TreeMap<Integer, Members> members = new TreeMap<>();

    private JsonEdit(Json root) {
        this.root = root;
    }

    /** Edits that value; of a whole document also the white space around it is kept. */
    public static JsonEdit of(Json root) {
        return new JsonEdit(root);
    }

    public JsonEdit replace(Json node, String rawJson) {
        return replace(node, rawJson.getBytes(UTF_8));
    }

    public JsonEdit replace(Json node, byte[] rawJson) {
        requireOpen(node);
        clearInside(node);
        members.remove(node.node());
        members.values().forEach(changes -> changes.removed.remove(node.node()));
        replaced.put(node.node(), rawJson);
        return this;
    }

    /** Replaces the member of that name, or appends it as the last one. */
    public JsonEdit put(Json object, String name, String rawJson) {
        return put(object, name, rawJson.getBytes(UTF_8));
    }

    /** Replaces the member of that name, or appends it as the last one. */
    public JsonEdit put(Json object, String name, byte[] rawJson) {
        Members changes = changes(object);
        Json member = object.get(name);
        if (!member.exists()) {
            changes.added.put(name, rawJson);
            return this;
        }
        return replace(member, rawJson);
    }

    /** Gives the member of that name another one; nothing happens when there is none. */
    public JsonEdit rename(Json object, String name, String to) {
        Members changes = changes(object);
        for (int entry : Members.names(root.tape(), object.node())) {
            if (root.tape().same(entry, name)) {
                changes.renamed.put(entry, JsonWriter.quoteBytes(to));
            }
        }
        return this;
    }

    /** Takes the member of that name away, with its comma; nothing happens when there is none. */
    public JsonEdit remove(Json object, String name) {
        Members changes = changes(object);
        changes.added.remove(name);
        Json member = object.get(name);
        if (member.exists()) {
            replace(member, new byte[0]);
            replaced.remove(member.node());
            changes.removed.add(member.node());
        }
        return this;
    }

    public boolean isEmpty() {
        return replaced.isEmpty() && members.values().stream().allMatch(Members::isEmpty);
    }

    /** The text with all edits made. */
    public byte[] toBytes() {
        TreeMap<Integer, Splice> splices = new TreeMap<>();
        replaced.forEach((node, raw) -> {
            Json value = new Json(root.tape(), node);
            splices.put(value.start(), new Splice(value.end(), raw));
        });
        members.forEach((object, changes) -> changes.splice(root.tape(), object, splices));
        boolean whole = root.node() == 0;
        int at = whole ? root.tape().from : root.start();
        int end = whole ? root.tape().to : root.end();
        byte[] document = root.document();
        Bytes out = new Bytes(end - at + 64);
        for (Map.Entry<Integer, Splice> splice : splices.entrySet()) {
            out.add(document, at, splice.getKey()).add(splice.getValue().raw());
            at = splice.getValue().to();
        }
        return out.add(document, at, end).toBytes();
    }

    private Members changes(Json object) {
        if (!object.isObject()) {
            throw new IllegalArgumentException(object.kind() + " (expected: an object)");
        }
        requireOpen(object);
        if (replaced.containsKey(object.node())) {
            throw new IllegalArgumentException(object.pointer() + " (expected: an object that is not replaced)");
        }
        return members.computeIfAbsent(object.node(), key -> new Members());
    }

    /** The node belongs to what is edited, and nothing around it has been replaced or removed. */
    private void requireOpen(Json node) {
        if (!node.exists() || node.tape() != root.tape() || node.start() < root.start() || node.end() > root.end()) {
            throw new IllegalArgumentException(node.kind() + " (expected: a value of the edited text)");
        }
        Integer outer = replaced.lowerKey(node.node());
        boolean inside = outer != null && root.tape().next(outer) > node.node();
        for (Map.Entry<Integer, Members> object : members.headMap(node.node()).entrySet()) {
            inside |= object.getValue().hasRemovedAround(root.tape(), node.node());
        }
        if (inside) {
            throw new IllegalArgumentException(node.pointer() + " (expected: outside of replaced values)");
        }
    }

    private void clearInside(Json node) {
        int next = root.tape().next(node.node());
        replaced.subMap(node.node(), false, next, false).clear();
        members.subMap(node.node(), false, next, false).clear();
    }

    /** What stands up to {@code to} becomes {@code raw}; never compared with another. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Splice(int to, byte[] raw) {}

    /** What one object gains and loses. */
    private static final class Members {

        private final Map<String, byte[]> added = new LinkedHashMap<>();
        private final Set<Integer> removed = new HashSet<>();
        private final Map<Integer, byte[]> renamed = new TreeMap<>();

        private boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && renamed.isEmpty();
        }

        private boolean hasRemovedAround(Tape tape, int node) {
            return removed.stream().anyMatch(value -> value < node && tape.next(value) > node);
        }

        /**
         * A removed member goes with the comma behind it; those at the end go with the comma before them, together with
         * which the new members come.
         */
        private void splice(Tape tape, int object, Map<Integer, Splice> splices) {
            List<Integer> names = names(tape, object);
            int kept = names.size();
            while (kept > 0 && removed.contains(names.get(kept - 1) + 2)) {
                kept--;
            }
            for (int i = 0; i < kept; i++) {
                if (removed.contains(names.get(i) + 2)) {
                    splices.put(tape.start(names.get(i)), new Splice(tape.start(names.get(i + 1)), new byte[0]));
                }
            }
            renamed.forEach((name, raw) -> {
                if (!removed.contains(name + 2)) {
                    splices.put(tape.start(name), new Splice(tape.end(name), raw));
                }
            });
            int start = tape.start(object) + 1;
            int from = kept == 0 ? start : tape.end(names.get(kept - 1) + 2);
            int to = names.isEmpty() ? start : tape.end(names.get(names.size() - 1) + 2);
            if (kept < names.size() || !added.isEmpty()) {
                splices.put(from, new Splice(to, tail(kept > 0)));
            }
        }

        private byte[] tail(boolean afterMember) {
            Bytes out = new Bytes(64);
            boolean comma = afterMember;
            for (Map.Entry<String, byte[]> member : added.entrySet()) {
                if (comma) {
                    out.add(',');
                }
                out.add(JsonWriter.quoteBytes(member.getKey())).add(':').add(member.getValue());
                comma = true;
            }
            return out.toBytes();
        }

        private static List<Integer> names(Tape tape, int object) {
            List<Integer> names = new ArrayList<>();
            for (int name = tape.first(object); name < tape.next(object); name = tape.next(name + 2)) {
                names.add(name);
            }
            return names;
        }
    }
}
