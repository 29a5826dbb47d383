package ai.gateway.dialect.bedrock;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Modality;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The names that Converse has for the formats of media, and the media types that they stand for. */
final class ConverseFormats {

    private static final Map<String, String> IMAGES =
            table("png", "image/png", "jpeg", "image/jpeg", "gif", "image/gif", "webp", "image/webp");

    private static final Map<String, String> SOUNDS = table(
            "mp3", "audio/mpeg",
            "opus", "audio/opus",
            "wav", "audio/wav",
            "aac", "audio/aac",
            "flac", "audio/flac",
            "mp4", "audio/mp4",
            "ogg", "audio/ogg",
            "mkv", "audio/x-matroska",
            "mka", "audio/x-matroska",
            "x-aac", "audio/x-aac",
            "m4a", "audio/m4a",
            "mpeg", "audio/mpeg",
            "mpga", "audio/mpeg",
            "pcm", "audio/pcm",
            "webm", "audio/webm");

    private static final Map<String, String> FILMS = table(
            "mp4", "video/mp4",
            "mkv", "video/x-matroska",
            "mov", "video/quicktime",
            "webm", "video/webm",
            "flv", "video/x-flv",
            "mpeg", "video/mpeg",
            "mpg", "video/mpeg",
            "wmv", "video/x-ms-wmv",
            "three_gp", "video/3gpp");

    private static final Map<String, String> FILES = table(
            "pdf", "application/pdf",
            "csv", "text/csv",
            "doc", "application/msword",
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xls", "application/vnd.ms-excel",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "html", "text/html",
            "txt", "text/plain",
            "md", "text/markdown");

    private static final Map<String, String> ALIASES = Map.of(
            "image/jpg", "jpeg",
            "audio/mp3", "mp3",
            "audio/x-wav", "wav",
            "audio/wave", "wav",
            "audio/x-m4a", "m4a",
            "application/json", "txt",
            "application/xml", "txt",
            "application/yaml", "txt",
            "text/x-markdown", "md");

    private ConverseFormats() {}

    /** The media type that a format stands for. */
    static String type(Modality kind, String format) {
        String type = formats(kind).get(format);
        return type == null ? prefix(kind) + format : type;
    }

    /** The format of a medium by its type, or else by its name; null where Converse has none for it. */
    static @Nullable String format(Content.Media media) {
        String type = media.type();
        String name = media.name();
        String format = type == null ? null : format(media.kind(), type);
        if (format == null && name != null) {
            String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            format = formats(media.kind()).containsKey(extension) ? extension : null;
        }
        return format == null && type == null ? usual(media) : format;
    }

    private static @Nullable String format(Modality kind, String type) {
        int parameter = type.indexOf(';');
        String bare =
                (parameter < 0 ? type : type.substring(0, parameter)).strip().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> format : formats(kind).entrySet()) {
            if (format.getValue().equals(bare)) {
                return format.getKey();
            }
        }
        String alias = ALIASES.get(bare);
        if (alias != null && formats(kind).containsKey(alias)) {
            return alias;
        }
        return kind == Modality.FILE && bare.startsWith("text/") ? "txt" : null;
    }

    /** Nobody said: what it most often is. */
    private static String usual(Content.Media media) {
        return switch (media.kind()) {
            case IMAGE -> "png";
            case AUDIO -> "wav";
            case VIDEO -> "mp4";
            case FILE, TEXT -> media.source().kind() == Content.Source.Kind.PLAIN ? "txt" : "pdf";
        };
    }

    /** The name of its block. */
    static String block(Modality kind) {
        return switch (kind) {
            case IMAGE -> "image";
            case AUDIO -> "audio";
            case VIDEO -> "video";
            case FILE, TEXT -> "document";
        };
    }

    private static String prefix(Modality kind) {
        return kind == Modality.FILE ? "application/" : block(kind) + "/";
    }

    private static Map<String, String> formats(Modality kind) {
        return switch (kind) {
            case IMAGE -> IMAGES;
            case AUDIO -> SOUNDS;
            case VIDEO -> FILMS;
            case FILE, TEXT -> FILES;
        };
    }

    private static Map<String, String> table(String... pairs) {
        Map<String, String> table = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            table.put(pairs[i], pairs[i + 1]);
        }
        return table;
    }
}
