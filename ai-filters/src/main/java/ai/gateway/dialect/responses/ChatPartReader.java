package ai.gateway.dialect.responses;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Media;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the parts of a message, or of what a tool has given. */
final class ChatPartReader {

    private static final Set<String> KNOWN_OF_TEXT = Set.of("type", "text", "annotations");
    private static final Set<String> KNOWN_OF_REFUSAL = Set.of("type", "refusal");
    private static final Set<String> KNOWN_OF_IMAGE = Set.of("type", "image_url", "file_id");
    private static final Set<String> KNOWN_OF_FILE = Set.of("type", "file_id", "file_data", "file_url", "filename");
    private static final Set<String> KNOWN_OF_AUDIO = Set.of("type", "input_audio");

    private ChatPartReader() {}

    /** Of what belongs to no turn of the model. */
    static List<Content> parts(Json content) {
        return parts(content, Map.of(), Map.of());
    }

    /** @param kept of the item, by its first part */
    static List<Content> parts(Json content, Map<String, String> kept) {
        return parts(content, kept, ItemNotes.more());
    }

    private static List<Content> parts(Json content, Map<String, String> kept, Map<String, String> more) {
        List<Content> parts = new ArrayList<>();
        if (content.isString()) {
            parts.add(new Content.Text(content.text(), List.of(), null, ItemNotes.notes(kept)));
            return parts;
        }
        if (content.exists() && !content.isNull() && !content.isArray()) {
            throw Fields.wrong(content, "a string or an array");
        }
        for (Json part : content.items()) {
            parts.add(part(Fields.object(part), parts.isEmpty() ? kept : more));
        }
        return parts;
    }

    private static Content part(Json part, Map<String, String> kept) {
        String type = Fields.requiredString(part, "type");
        return switch (type) {
            case "input_text", "output_text", "text" ->
                new Content.Text(
                        Fields.requiredString(part, "text"), citations(part), null, notes(part, kept, KNOWN_OF_TEXT));
            case "refusal" ->
                new Content.Refusal(Fields.requiredString(part, "refusal"), notes(part, kept, KNOWN_OF_REFUSAL));
            case "input_image" -> image(part, notes(part, kept, KNOWN_OF_IMAGE));
            case "input_file" -> file(part, notes(part, kept, KNOWN_OF_FILE));
            case "input_audio" -> audio(part, notes(part, kept, KNOWN_OF_AUDIO));
            default ->
                new Content.Foreign(
                        ResponsesDialect.ID,
                        type,
                        ItemNotes.line(part),
                        ItemNotes.notes(ItemNotes.marked(kept, ItemNotes.PART)));
        };
    }

    private static Notes notes(Json part, Map<String, String> kept, Set<String> known) {
        return ItemNotes.notes(kept, ItemNotes.rest(part, known));
    }

    private static List<Citation> citations(Json part) {
        List<Citation> citations = new ArrayList<>(0);
        for (Json annotation : Fields.array(part, "annotations").items()) {
            citations.add(Annotations.read(Fields.object(annotation)));
        }
        return citations;
    }

    private static Content image(Json part, Notes notes) {
        String id = Fields.string(part, "file_id");
        if (id != null) {
            return uploaded(Modality.IMAGE, id, null, notes);
        }
        Json address = part.get("image_url");
        String url =
                address.isObject() ? Fields.requiredString(address, "url") : Fields.requiredString(part, "image_url");
        return Media.ofUrl(Modality.IMAGE, url, null, notes);
    }

    private static Content file(Json part, Notes notes) {
        String name = Fields.string(part, "filename");
        String id = Fields.string(part, "file_id");
        if (id != null) {
            return uploaded(Modality.FILE, id, name, notes);
        }
        String url = Fields.string(part, "file_url");
        if (url != null) {
            return new Content.Media(Modality.FILE, new Source(Source.Kind.URL, url), null, name, notes);
        }
        String data = Fields.requiredString(part, "file_data");
        return data.startsWith("data:")
                ? Media.ofUrl(Modality.FILE, data, name, notes)
                : new Content.Media(Modality.FILE, new Source(Source.Kind.BASE64, data), null, name, notes);
    }

    private static Content uploaded(Modality kind, String id, @Nullable String name, Notes notes) {
        return new Content.Media(kind, new Source(Source.Kind.UPLOADED, id), null, name, notes);
    }

    private static Content audio(Json part, Notes notes) {
        Json audio = Fields.requiredObject(part, "input_audio");
        String format = Fields.stringOr(audio, "format", "wav");
        return new Content.Media(
                Modality.AUDIO,
                new Source(Source.Kind.BASE64, Fields.requiredString(audio, "data")),
                format.equals("mp3") ? "audio/mpeg" : "audio/" + format,
                null,
                notes);
    }
}
