package ai.gateway.dialect.responses;

import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.JsonWriter;

import java.util.function.Consumer;

/**
 * An item of the output while it is written: it tells each step in events, and is a JSON text in the end that says the same.
 */
abstract class WrittenItem {

    /** Only the last item of an answer that was cut is not. */
    static final String COMPLETED = "completed";

    static final String IN_PROGRESS = "in_progress";

    private final Place place;
    private final Content first;

    WrittenItem(Place place, Content first) {
        this.place = place;
        this.first = first;
    }

    /**
     * Where an item stands.
     *
     * @param id the item's own, or one that was made for it
     * @param ours whether notes and extras are of this dialect
     */
    record Place(EventFrames events, int index, String id, boolean ours) {}

    /** Whether the block goes on with this item, and does not begin one of its own. */
    boolean takes(Content block) {
        return false;
    }

    /** A block begins; the first one with the item. */
    abstract void begin(Content head);

    void piece(String text) {}

    void cite(Citation citation) {}

    /** @param tokens JSON values with commas between them */
    void likely(String tokens) {}

    /** Whether the seal has a place in this item. */
    boolean seal(Seal seal) {
        return false;
    }

    void endBlock() {}

    /** The item is over: its JSON text. */
    abstract String close(String status);

    final boolean ours() {
        return place.ours();
    }

    final String id() {
        return place.id();
    }

    final Content first() {
        return first;
    }

    /** An event about the item. */
    final void send(String type, Consumer<JsonWriter> members) {
        place.events().send(type, json -> {
            json.field("item_id", place.id()).field("output_index", place.index());
            members.accept(json);
        });
    }

    final void added(String item) {
        item("response.output_item.added", item);
    }

    final String done(String item) {
        item("response.output_item.done", item);
        return item;
    }

    private void item(String type, String item) {
        place.events()
                .send(
                        type,
                        json -> json.field("output_index", place.index())
                                .name("item")
                                .raw(item));
    }

    /** An item with its id, type and own members. */
    final JsonWriter item(String type) {
        JsonWriter json = new JsonWriter(256).beginObject().field("id", place.id());
        json.field("type", type);
        if (ours()) {
            ItemNotes.writeRest(json, first);
        }
        return json;
    }
}
