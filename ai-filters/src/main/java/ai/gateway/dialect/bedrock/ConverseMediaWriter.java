package ai.gateway.dialect.bedrock;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes pictures, sounds, films and documents: bytes, or what lies in S3. An address is nothing that Bedrock goes to. */
final class ConverseMediaWriter {

    private static final String S3 = "s3://";

    private final ConverseScope scope;

    ConverseMediaWriter(ConverseScope scope) {
        this.scope = scope;
    }

    /** The block; null, and noted, where it cannot be written. */
    byte @Nullable [] block(Content.Media media) {
        Map<String, String> extras = scope.own() ? media.notes().extras().fields() : Map.of();
        for (String kept : new String[] {ConverseBlockReader.GUARDED, ConverseBlockReader.SEARCH_RESULT}) {
            String block = extras.get(kept);
            if (block != null) {
                return new JsonWriter()
                        .beginObject()
                        .name(kept)
                        .raw(block)
                        .endObject()
                        .toBytes();
            }
        }
        String format = ConverseFormats.format(media);
        String unsaid = format == null && !extras.containsKey(ConverseMediaReader.FORMAT) ? "" : unsaid(media);
        if (unsaid != null) {
            scope.dropped().add("messages." + word(media.kind()) + unsaid);
            return null;
        }
        JsonWriter json = new JsonWriter(media.source().value().length() + 256).beginObject();
        json.name(ConverseFormats.block(media.kind())).beginObject();
        if (format != null && !extras.containsKey(ConverseMediaReader.FORMAT) && isFormatted(media)) {
            json.field(ConverseMediaReader.FORMAT, format);
        }
        if (isDocument(media)) {
            json.field(
                    "name",
                    scope.own() && media.name() != null
                            ? media.name()
                            : scope.names().fit(media.name()));
        }
        if (!extras.containsKey(ConverseMediaReader.SOURCE)) {
            source(json.name(ConverseMediaReader.SOURCE), media.source());
        }
        extras.forEach((name, value) -> json.name(name).raw(value));
        return json.endObject().endObject().toBytes();
    }

    /** What its source is called where it cannot be written; null where it can. */
    private static @Nullable String unsaid(Content.Media media) {
        Source source = media.source();
        return switch (source.kind()) {
            case BASE64 -> null;
            case PLAIN -> isDocument(media) ? null : "";
            case URL -> source.value().startsWith(S3) ? null : "_url";
            case UPLOADED -> source.value().startsWith(S3) ? null : "_id";
        };
    }

    /** A document of this dialect's client need not say what it is. */
    private boolean isFormatted(Content.Media media) {
        return !scope.own() || !isDocument(media) || media.type() != null;
    }

    /** Plain text goes as bytes, which every model that reads documents takes. */
    private void source(JsonWriter json, Source source) {
        json.beginObject();
        if (source.kind() == Source.Kind.BASE64) {
            json.field("bytes", source.value());
        } else if (source.kind() != Source.Kind.PLAIN) {
            json.name("s3Location").beginObject().field("uri", source.value()).endObject();
        } else if (scope.own()) {
            json.field("text", source.value());
        } else {
            json.field(
                    "bytes", Base64.getEncoder().encodeToString(source.value().getBytes(UTF_8)));
        }
        json.endObject();
    }

    static boolean isDocument(Content.Media media) {
        return media.kind() == Modality.FILE || media.kind() == Modality.TEXT;
    }

    private static String word(Modality kind) {
        return kind == Modality.FILE || kind == Modality.TEXT ? "file" : ConverseFormats.block(kind);
    }
}
