package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Frames;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.AwsEventStreamWriter;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes the start and the one delta of blocks that come whole: what tools of the maker's are asked and answer, pictures. */
final class ConverseWholeEvents {

    private ConverseWholeEvents() {}

    /** Whether it could be written: sounds and films are not streamed here, and an address is no source. */
    static boolean image(Content.Media media, int index, Frames out) {
        String format = ConverseFormats.format(media);
        boolean image = media.kind() == Modality.IMAGE && media.source().kind() == Source.Kind.BASE64;
        if (!image || format == null) {
            return false;
        }
        JsonWriter start =
                new JsonWriter().beginObject().field("format", format).endObject();
        JsonWriter delta = new JsonWriter().beginObject().name("source").beginObject();
        delta.field("bytes", media.source().value()).endObject().endObject();
        send("image", start, delta, index, out);
        return true;
    }

    static boolean foreign(Content.Foreign foreign, int index, Frames out) {
        if (!foreign.dialect().equals(BedrockDialect.ID)) {
            return false;
        }
        Json block = Json.parse(foreign.json().getBytes(UTF_8));
        return switch (foreign.type()) {
            case "toolUse" -> call(block.get("toolUse"), index, out);
            case "toolResult" -> result(block.get("toolResult"), index, out);
            default -> false;
        };
    }

    private static boolean call(Json call, int index, Frames out) {
        JsonWriter delta = new JsonWriter().beginObject();
        delta.field("input", call.get("input").toString()).endObject();
        send("toolUse", without(call, "input"), delta, index, out);
        return true;
    }

    private static boolean result(Json result, int index, Frames out) {
        JsonWriter delta = new JsonWriter().beginArray();
        result.get("content").items().forEach(delta::raw);
        send("toolResult", without(result, "content"), delta.endArray(), index, out);
        return true;
    }

    private static JsonWriter without(Json object, String left) {
        JsonWriter json = new JsonWriter().beginObject();
        object.members((name, value) -> {
            if (!name.equals(left)) {
                json.field(name, value);
            }
        });
        return json.endObject();
    }

    private static void send(String kind, JsonWriter start, JsonWriter delta, int index, Frames out) {
        out.add(AwsEventStreamWriter.event("contentBlockStart", event("start", kind, start, index)));
        out.add(AwsEventStreamWriter.event("contentBlockDelta", event("delta", kind, delta, index)));
    }

    private static byte[] event(String member, String kind, JsonWriter value, int index) {
        JsonWriter json = new JsonWriter().beginObject().name(member).beginObject();
        json.name(kind).raw(value.toBytes()).endObject();
        return json.field("contentBlockIndex", index).endObject().toBytes();
    }
}
