package ai.gateway.dialect.gemini;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Parts as JSON, for contents of requests and of answers alike. */
final class PartJson {

    private PartJson() {}

    /** The contents of a request that is one text. */
    static void prompt(JsonWriter json, String text) {
        json.name("contents").beginArray();
        json.beginObject().field("role", "user").name("parts").beginArray();
        json.beginObject()
                .field("text", text)
                .endObject()
                .endArray()
                .endObject()
                .endArray();
    }

    /** Texts and media of another dialect's client, one after the other. */
    static void all(JsonWriter json, List<Content> contents) {
        for (Content content : contents) {
            json.raw(
                    content instanceof Content.Media media
                            ? media(media, /* own= */ false)
                            : text(content.flow(), /* thought= */ false, null, Extras.NONE));
        }
    }

    static String text(String text, boolean thought, @Nullable String signature, Extras extras) {
        JsonWriter json = new JsonWriter(text.length() + 64).beginObject().field("text", text);
        if (thought) {
            json.field("thought", true);
        }
        return end(json, signature, extras);
    }

    /** @param id empty for none */
    static String call(String id, Content.ToolCall call, @Nullable String signature, Extras extras) {
        JsonWriter json = new JsonWriter().beginObject().name("functionCall").beginObject();
        if (!id.isEmpty()) {
            json.field("id", id);
        }
        json.field("name", call.name())
                .name("args")
                .raw(ToolResponse.arguments(call))
                .endObject();
        return end(json, signature, extras);
    }

    static String media(Content.Media media, boolean own) {
        JsonWriter json = new JsonWriter(
                        media.source().kind() == Source.Kind.BASE64
                                ? media.source().value().length() + 96
                                : 256)
                .beginObject();
        medium(json, media, own);
        return end(json, null, own ? media.notes().extras() : Extras.NONE);
    }

    /** Its name is for a client of this dialect to say: the API takes it in few places. */
    static void medium(JsonWriter json, Content.Media media, boolean own) {
        boolean inline = media.source().kind() == Source.Kind.BASE64;
        json.name(inline ? "inlineData" : "fileData").beginObject();
        if (media.type() != null || !own) {
            json.field("mimeType", FileTypes.of(media));
        }
        json.field(inline ? "data" : "fileUri", media.source().value());
        if (own && media.name() != null) {
            json.field("displayName", media.name());
        }
        json.endObject();
    }

    private static String end(JsonWriter json, @Nullable String signature, Extras extras) {
        if (signature != null) {
            json.field("thoughtSignature", signature);
        }
        extras.fields().forEach((name, value) -> json.name(name).raw(value));
        return json.endObject().toString();
    }
}
