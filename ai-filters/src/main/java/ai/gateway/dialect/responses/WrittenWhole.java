package ai.gateway.dialect.responses;

import ai.gateway.exchange.Content;
import ai.gateway.wire.JsonWriter;

/** An item that comes whole: a picture, or what only a provider of this dialect knows. */
final class WrittenWhole extends WrittenItem {

    private final String whole;

    private WrittenWhole(Place place, Content block, String begun, String whole) {
        super(place, block);
        this.whole = whole;
        added(begun);
    }

    static WrittenItem foreign(Place place, Content.Foreign foreign) {
        return new WrittenWhole(place, foreign, foreign.json(), foreign.json());
    }

    static WrittenItem image(Place place, Content.Media media) {
        JsonWriter begun = image(place, media, IN_PROGRESS).name("result").nullValue();
        JsonWriter whole =
                image(place, media, COMPLETED).field("result", media.source().value());
        WrittenItem item = new WrittenWhole(
                place, media, begun.endObject().toString(), whole.endObject().toString());
        item.send("response.image_generation_call.completed", json -> {});
        return item;
    }

    private static JsonWriter image(Place place, Content.Media media, String status) {
        JsonWriter json = new JsonWriter().beginObject().field("id", place.id());
        json.field("type", "image_generation_call").field("status", status);
        if (place.ours()) {
            ItemNotes.writeRest(json, media);
        }
        return json;
    }

    /** Carries the seal of a call or a text, which has no place for one. */
    static WrittenItem carrier(Place place, Content sealed, String value) {
        JsonWriter json = new JsonWriter().beginObject().field("id", place.id()).field("type", "reasoning");
        json.name("summary").beginArray().endArray().field("encrypted_content", value);
        String whole = json.endObject().toString();
        return new WrittenWhole(place, sealed, whole, whole);
    }

    @Override
    void begin(Content head) {}

    @Override
    String close(String status) {
        return done(whole);
    }
}
