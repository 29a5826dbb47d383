package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads pictures, sounds, films and documents. */
final class ConverseMediaReader {

    static final String FORMAT = "format";
    static final String SOURCE = "source";

    private static final Set<String> KNOWN = Set.of(FORMAT, SOURCE);
    private static final Set<String> KNOWN_OF_DOCUMENT = Set.of(FORMAT, SOURCE, "name");

    private ConverseMediaReader() {}

    /** A source or a format of which the exchange cannot say all is kept as it came, too. */
    static Content.Media read(Modality kind, Json medium) {
        boolean document = kind == Modality.FILE;
        Json from = Fields.requiredObject(medium, SOURCE);
        Source source = source(from);
        String format = document ? Fields.string(medium, FORMAT) : Fields.requiredString(medium, FORMAT);
        String type = format == null ? null : ConverseFormats.type(kind, format);
        String name = document ? Fields.string(medium, "name") : null;
        Content.Media media = new Content.Media(kind, source, type, name, Notes.NONE);
        Map<String, String> extras = new LinkedHashMap<>(
                Fields.rest(medium, document ? KNOWN_OF_DOCUMENT : KNOWN).fields());
        if (format != null && !format.equals(ConverseFormats.format(media))) {
            extras.put(FORMAT, medium.get(FORMAT).toString());
        }
        if (!isSimple(from)) {
            extras.put(SOURCE, from.toString());
        }
        return new Content.Media(kind, source, type, name, Notes.of(null, new Extras(extras)));
    }

    private static Source source(Json source) {
        String bytes = Fields.string(source, "bytes");
        if (bytes != null) {
            return new Source(Source.Kind.BASE64, bytes);
        }
        Json s3 = Fields.object(source, "s3Location");
        if (s3.exists()) {
            return new Source(Source.Kind.UPLOADED, Fields.requiredString(s3, "uri"));
        }
        String text = plain(source);
        if (text == null) {
            throw Fields.wrong(source, "bytes, s3Location, text or content");
        }
        return new Source(Source.Kind.PLAIN, text);
    }

    private static @Nullable String plain(Json source) {
        Json content = Fields.array(source, "content");
        if (!content.exists()) {
            return Fields.string(source, "text");
        }
        StringBuilder text = new StringBuilder();
        for (Json part : content.items()) {
            text.append(text.length() == 0 ? "" : "\n").append(Fields.stringOr(Fields.object(part), "text", ""));
        }
        return text.toString();
    }

    private static boolean isSimple(Json source) {
        Json s3 = source.get("s3Location");
        return source.size() == 1 && !source.get("content").exists() && (!s3.exists() || s3.size() == 1);
    }
}
