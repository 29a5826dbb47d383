package ai.gateway.dialect;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Modality;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Pictures, sounds and files as dialects write them: data URLs, media types, names of formats. */
public final class Media {

    private static final String BASE64 = ";base64,";

    private Media() {}

    /** What an address leads to; a data URL is the thing itself. */
    public static Content.Media ofUrl(Modality kind, String url, @Nullable String name, Notes notes) {
        int data = url.startsWith("data:") ? url.indexOf(BASE64) : -1;
        if (data < 0) {
            return new Content.Media(kind, new Source(Source.Kind.URL, url), null, name, notes);
        }
        String type = url.substring("data:".length(), data);
        Source source = new Source(Source.Kind.BASE64, url.substring(data + BASE64.length()));
        return new Content.Media(kind, source, type.isEmpty() ? null : type, name, notes);
    }

    /** As an address, for dialects that take nothing else. */
    public static String url(Content.Media media, String usualType) {
        return switch (media.source().kind()) {
            case BASE64 ->
                "data:" + type(media, usualType) + BASE64 + media.source().value();
            case URL, UPLOADED, PLAIN -> media.source().value();
        };
    }

    public static String type(Content.Media media, String usualType) {
        return media.type() == null ? usualType : media.type();
    }

    /** What kind of medium a media type is of. */
    public static Modality kind(String type) {
        int slash = type.indexOf('/');
        return switch (slash < 0 ? type : type.substring(0, slash).toLowerCase(Locale.ROOT)) {
            case "image" -> Modality.IMAGE;
            case "audio" -> Modality.AUDIO;
            case "video" -> Modality.VIDEO;
            default -> Modality.FILE;
        };
    }

    /** The format in a media type, by which some dialects go: {@code png}, {@code wav}, {@code pdf}. */
    public static String format(String type) {
        String format = type.substring(type.indexOf('/') + 1).toLowerCase(Locale.ROOT);
        int parameter = format.indexOf(';');
        return parameter < 0 ? format : format.substring(0, parameter);
    }
}
