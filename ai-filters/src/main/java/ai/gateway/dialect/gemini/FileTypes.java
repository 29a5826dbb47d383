package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Media;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Modality;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;

import static java.util.Map.entry;

/** What kind of file an address leads to, where nobody said: Vertex takes none without its media type. */
final class FileTypes {

    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            entry("png", "image/png"),
            entry("jpg", "image/jpeg"),
            entry("jpeg", "image/jpeg"),
            entry("gif", "image/gif"),
            entry("webp", "image/webp"),
            entry("heic", "image/heic"),
            entry("pdf", "application/pdf"),
            entry("txt", "text/plain"),
            entry("md", "text/markdown"),
            entry("html", "text/html"),
            entry("csv", "text/csv"),
            entry("json", "application/json"),
            entry("mp3", "audio/mpeg"),
            entry("wav", "audio/wav"),
            entry("flac", "audio/flac"),
            entry("ogg", "audio/ogg"),
            entry("m4a", "audio/mp4"),
            entry("mp4", "video/mp4"),
            entry("mov", "video/quicktime"),
            entry("webm", "video/webm"));

    private FileTypes() {}

    /** Whether it was given to Google before, and can be read by nobody else. */
    static boolean isUploaded(String uri) {
        return uri.startsWith("gs://")
                || uri.contains("generativelanguage.googleapis.com/")
                || uri.startsWith("files/");
    }

    static Modality kind(@Nullable String type, Source source) {
        String known = type == null ? guessed(source.value()) : type;
        return known == null ? Modality.FILE : Media.kind(known);
    }

    /** The media type of what goes to the API. */
    static String of(Content.Media media) {
        String said = media.type();
        boolean inline = media.source().kind() == Source.Kind.BASE64;
        String guessed = said == null && !inline ? guessed(media.source().value()) : said;
        if (guessed != null) {
            return guessed;
        }
        return switch (media.kind()) {
            case IMAGE -> "image/jpeg";
            case AUDIO -> "audio/wav";
            case VIDEO -> "video/mp4";
            case TEXT -> "text/plain";
            case FILE -> "application/pdf";
        };
    }

    private static @Nullable String guessed(String uri) {
        if (uri.contains("youtube.com/") || uri.contains("youtu.be/")) {
            return "video/mp4";
        }
        int end = uri.indexOf('?');
        String path = end < 0 ? uri : uri.substring(0, end);
        int dot = path.lastIndexOf('.');
        return dot < 0 || path.length() - dot > 6
                ? null
                : BY_ENDING.get(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
