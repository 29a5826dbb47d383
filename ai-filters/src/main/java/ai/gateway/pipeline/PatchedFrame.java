package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A frame of a stream, or a whole answer, with the texts that it is to have. What is no text stays byte for byte. */
final class PatchedFrame {

    /** A text that is said in pieces, and the last piece of it that has come. */
    static final class Place {

        private final Json node;
        private final Role role;
        private final int run;
        private String text;
        private boolean open;

        private Place(Json node, Role role, int run, String text) {
            this.node = node;
            this.role = role;
            this.run = run;
            this.text = text;
        }

        Role role() {
            return role;
        }

        int run() {
            return run;
        }

        void open() {
            open = true;
        }

        /** The text goes on elsewhere, or nowhere. */
        void close(String rest) {
            text += rest;
            open = false;
        }

        private boolean isChanged() {
            return !text.equals(node.text());
        }
    }

    private final Dialect dialect;
    private final Json json;
    private final List<Place> places = new ArrayList<>(1);
    private final boolean zeroesUsage;
    private final @Nullable PatchedFrame packed;

    private PatchedFrame(Dialect dialect, Json json, boolean zeroesUsage, @Nullable PatchedFrame packed) {
        this.dialect = dialect;
        this.json = json;
        this.zeroesUsage = zeroesUsage;
        this.packed = packed;
    }

    /** A whole answer. */
    static PatchedFrame whole(Dialect dialect, Json json, TextFlows flows, boolean zeroesUsage) {
        byte[] event = dialect.unpacked(json);
        PatchedFrame packed = event == null ? null : whole(dialect, Json.ours(event), flows, zeroesUsage);
        PatchedFrame frame = new PatchedFrame(dialect, json, zeroesUsage, packed);
        if (flows.isEmpty()) {
            return frame;
        }
        Set<Integer> seen = new HashSet<>();
        dialect.answerTexts(json, (role, run, node) -> frame.put(seen, node, role, flows.whole(role, node.text())));
        frame.beside(json, seen, flows);
        return frame;
    }

    /** Is told what becomes of a piece of a text. */
    @FunctionalInterface
    interface Pieces {
        void piece(Place place);
    }

    /** A frame of a stream; null where it is no JSON. */
    static @Nullable PatchedFrame of(
            Dialect dialect, byte[] bytes, TextFlows flows, boolean zeroesUsage, Pieces pieces) {
        try {
            Json json = Json.parse(bytes, 0, bytes.length, JsonLimits.DEFAULT);
            byte[] event = dialect.unpacked(json);
            PatchedFrame packed = event == null ? null : of(dialect, event, flows, zeroesUsage, pieces);
            PatchedFrame frame = new PatchedFrame(dialect, json, zeroesUsage, packed);
            return flows.isEmpty() ? frame : frame.pieces(flows, pieces);
        } catch (JsonException notOurs) {
            return null;
        }
    }

    private PatchedFrame pieces(TextFlows flows, Pieces pieces) {
        Set<Integer> seen = new HashSet<>();
        dialect.answerTexts(json, (role, run, node) -> {
            if (run == TextVisitor.REPEATED) {
                put(seen, node, role, flows.whole(role, node.text()));
            } else if (seen.add(node.start())) {
                Place place = new Place(node, role, run, flows.piece(role, run, node.text()));
                places.add(place);
                pieces.piece(place);
            }
        });
        beside(json, seen, flows);
        return this;
    }

    private void put(Set<Integer> seen, Json node, Role role, String text) {
        if (seen.add(node.start())) {
            places.add(new Place(node, role, TextVisitor.REPEATED, text));
        }
    }

    private void beside(Json value, Set<Integer> seen, TextFlows flows) {
        if (value.isString() && !seen.contains(value.start())) {
            String text = flows.beside(value.text());
            if (!text.equals(value.text())) {
                places.add(new Place(value, Role.ASSISTANT, TextVisitor.REPEATED, text));
            }
        }
        for (Json item : value.items()) {
            beside(item, seen, flows);
        }
        value.members((name, member) -> beside(member, seen, flows));
    }

    /** Whether some of its texts are not known to their end. */
    boolean isOpen() {
        for (Place place : places) {
            if (place.open) {
                return true;
            }
        }
        return packed != null && packed.isOpen();
    }

    /** The texts of which something is held back. */
    List<Place> openPlaces() {
        List<Place> open = new ArrayList<>(packed == null ? List.of() : packed.openPlaces());
        places.stream().filter(place -> place.open).forEach(open::add);
        return open;
    }

    /** As it goes out; null where it is as it came. */
    byte @Nullable [] bytes() {
        JsonEdit edit = JsonEdit.of(json);
        for (Place place : places) {
            if (place.isChanged()) {
                edit.replace(place.node, JsonWriter.quote(place.text));
            }
        }
        if (zeroesUsage) {
            dialect.answerCounts(json, count -> edit.replace(count, "0"));
        }
        byte[] event = packed == null ? null : packed.bytes();
        if (event != null) {
            dialect.repack(json, event, edit);
        }
        return edit.isEmpty() ? null : edit.toBytes();
    }
}
