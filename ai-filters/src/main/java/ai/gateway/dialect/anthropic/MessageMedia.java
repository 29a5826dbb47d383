package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Media;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Pictures and documents, both ways. */
final class MessageMedia {

    private static final String SOURCE = "source";
    private static final String PDF = "application/pdf";
    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final Set<String> TEXTS =
            Set.of("application/json", "application/xml", "application/yaml", "application/x-yaml");
    private static final Set<String> KNOWN_OF_IMAGE = Set.of("type", SOURCE, "cache_control");
    private static final Set<String> KNOWN_OF_DOCUMENT = Set.of("type", SOURCE, "title", "cache_control");
    private static final Set<String> KNOWN_OF_SOURCE = Set.of("type", "data", "media_type", "url", "file_id");

    private MessageMedia() {}

    static Content image(Json block) {
        return media(Modality.IMAGE, block, null, KNOWN_OF_IMAGE);
    }

    static Content document(Json block) {
        return media(Modality.FILE, block, Fields.string(block, "title"), KNOWN_OF_DOCUMENT);
    }

    private static Content media(Modality kind, Json block, @Nullable String name, Set<String> known) {
        Json json = Fields.requiredObject(block, SOURCE);
        String type = Fields.requiredString(json, "type");
        Source source = source(json, type);
        if (source == null) {
            return new Content.Foreign(AnthropicDialect.ID, block.get("type").text(), block.toString(), Notes.NONE);
        }
        Notes notes = MessageBlockReader.notes(block, known);
        if (!Fields.rest(json, KNOWN_OF_SOURCE).isEmpty()) {
            notes = with(notes, json);
        }
        String media = Fields.string(json, "media_type");
        boolean untyped = media == null && source.kind() == Source.Kind.PLAIN;
        return new Content.Media(kind, source, untyped ? "text/plain" : media, name, notes);
    }

    /** Null where only this dialect knows such a source. */
    private static @Nullable Source source(Json source, String type) {
        return switch (type) {
            case "base64" -> new Source(Source.Kind.BASE64, Fields.requiredString(source, "data"));
            case "text" -> new Source(Source.Kind.PLAIN, Fields.requiredString(source, "data"));
            case "url" -> new Source(Source.Kind.URL, Fields.requiredString(source, "url"));
            case "file" -> new Source(Source.Kind.UPLOADED, Fields.requiredString(source, "file_id"));
            case "content" -> texts(source.get("content"));
            default -> null;
        };
    }

    /** A document in blocks is plain text to all others, unless there are pictures in it. */
    private static @Nullable Source texts(Json content) {
        StringBuilder text = new StringBuilder(content.text());
        for (Json block : content.items()) {
            if (!block.get("text").isString()) {
                return null;
            }
            text.append(text.length() == 0 ? "" : "\n").append(block.get("text").text());
        }
        return content.isString() || content.isArray() ? new Source(Source.Kind.PLAIN, text.toString()) : null;
    }

    private static Notes with(Notes notes, Json source) {
        Map<String, String> extras = new LinkedHashMap<>(notes.extras().fields());
        extras.put(SOURCE, source.toString());
        return Notes.of(notes.cache(), new Extras(extras));
    }

    /** Begins a block of it, and leaves it open; false where there is no way to say it here. */
    static boolean write(JsonWriter json, Content.Media media, boolean ours) {
        String raw = ours ? media.notes().extras().fields().get(SOURCE) : null;
        boolean picture = isPicture(media);
        String source = raw == null ? source(media, picture, ours) : raw;
        if (source == null) {
            return false;
        }
        json.beginObject().field("type", picture ? "image" : "document");
        if (!picture && media.name() != null) {
            json.field("title", media.name());
        }
        json.name(SOURCE).raw(source);
        if (ours) {
            media.notes().extras().fields().forEach((name, value) -> {
                if (!name.equals(SOURCE)) {
                    json.name(name).raw(value);
                }
            });
        }
        return true;
    }

    private static boolean isPicture(Content.Media media) {
        return media.kind() == Modality.IMAGE
                || (media.kind() == Modality.FILE && PICTURES.contains(String.valueOf(media.type())));
    }

    private static @Nullable String source(Content.Media media, boolean picture, boolean ours) {
        if (media.kind() == Modality.AUDIO || media.kind() == Modality.VIDEO) {
            return null;
        }
        String value = media.source().value();
        return switch (media.source().kind()) {
            case BASE64 -> picture ? picture(media, ours) : bytes(media, ours);
            case URL -> isOf(media, picture) ? source("url", "url", value, null) : null;
            case UPLOADED -> ours ? source("file", "file_id", value, null) : null;
            case PLAIN -> source("text", "data", value, "text/plain");
        };
    }

    private static boolean isOf(Content.Media media, boolean picture) {
        return media.type() == null
                || (picture ? media.type().startsWith("image/") : media.type().equals(PDF));
    }

    private static @Nullable String picture(Content.Media media, boolean ours) {
        String said = media.type();
        String data = media.source().value();
        String type =
                said == null ? sniffed(data) : said.toLowerCase(Locale.ROOT).replace("image/jpg", "image/jpeg");
        return ours || PICTURES.contains(type)
                ? source("base64", "data", data, ours && said != null ? said : type)
                : null;
    }

    /** By the first bytes. */
    private static String sniffed(String base64) {
        if (base64.startsWith("/9j/")) {
            return "image/jpeg";
        }
        if (base64.startsWith("R0lG")) {
            return "image/gif";
        }
        return base64.startsWith("UklGR") ? "image/webp" : "image/png";
    }

    /** Documents are PDFs, or plain text. */
    private static @Nullable String bytes(Content.Media media, boolean ours) {
        String type = Media.type(media, PDF);
        String data = media.source().value();
        if (ours || type.equals(PDF)) {
            return source("base64", "data", data, type);
        }
        return type.startsWith("text/") || TEXTS.contains(type) ? text(data) : null;
    }

    private static @Nullable String text(String base64) {
        try {
            return source("text", "data", new String(Base64.getMimeDecoder().decode(base64), UTF_8), "text/plain");
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static String source(String type, String name, String value, @Nullable String mediaType) {
        JsonWriter json = new JsonWriter(value.length() + 64).beginObject().field("type", type);
        if (mediaType != null) {
            json.field("media_type", mediaType);
        }
        return json.field(name, value).endObject().toString();
    }
}
