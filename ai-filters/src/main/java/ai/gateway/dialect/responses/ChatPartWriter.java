package ai.gateway.dialect.responses;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Media;
import ai.gateway.dialect.PartVisitor;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Source;
import ai.gateway.wire.JsonWriter;

import java.util.List;
import java.util.Locale;

/** Writes the parts of one message, or of what a tool has given. */
final class ChatPartWriter implements PartVisitor {

    private static final String UPLOADED = "file-";

    private final JsonWriter json;
    private final Traits traits;
    private final Dropped dropped;
    private final boolean ours;
    private boolean said;

    /** @param ours whether what the blocks have besides is of this dialect */
    ChatPartWriter(JsonWriter json, Traits traits, Dropped dropped, boolean ours) {
        this.json = json;
        this.traits = traits;
        this.dropped = dropped;
        this.ours = ours;
    }

    /**
     * Writes those that it takes.
     *
     * @param byModel whether a model said it, or is told it
     */
    void write(List<Content> parts, boolean byModel) {
        said = byModel;
        json.beginArray();
        parts.forEach(part -> part.show(this));
        json.endArray();
    }

    @Override
    public void text(Content.Text text) {
        json.beginObject().field("type", said ? "output_text" : "input_text").field("text", text.text());
        if (said) {
            Annotations.write(json, text.citations(), ours);
        }
        end(text);
    }

    /** Only a model refuses. */
    @Override
    public void refusal(Content.Refusal refusal) {
        if (said) {
            json.beginObject().field("type", "refusal").field("refusal", refusal.text());
        } else {
            json.beginObject().field("type", "input_text").field("text", refusal.text());
        }
        end(refusal);
    }

    /** Whether there is a part for it; what there is none for is noted. */
    boolean takes(Content block) {
        if (!(block instanceof Content.Media media)) {
            return true;
        }
        boolean known = ours
                || media.source().kind() != Source.Kind.UPLOADED
                || media.source().value().startsWith(UPLOADED);
        boolean taken = switch (media.kind()) {
            case IMAGE, FILE, TEXT -> known;
            case AUDIO -> media.source().kind() == Source.Kind.BASE64 && traits.has("input=input_audio");
            case VIDEO -> false;
        };
        if (!taken) {
            dropped.add("messages." + media.kind().name().toLowerCase(Locale.ROOT));
        }
        return taken;
    }

    @Override
    public void media(Content.Media media) {
        switch (media.kind()) {
            case IMAGE -> image(media);
            case AUDIO -> audio(media);
            case FILE, TEXT, VIDEO -> file(media);
        }
    }

    private void image(Content.Media media) {
        json.beginObject().field("type", "input_image");
        if (media.source().kind() == Source.Kind.UPLOADED) {
            json.field("file_id", media.source().value());
        } else {
            json.field("image_url", Media.url(media, "image/png"));
        }
        if (!ours) {
            json.field("detail", "auto"); // the API's description demands one
        }
        end(media);
    }

    private void audio(Content.Media media) {
        String format = Media.format(Media.type(media, "audio/wav"));
        json.beginObject().field("type", "input_audio").name("input_audio").beginObject();
        json.field("data", media.source().value());
        json.field("format", format.equals("mpeg") ? "mp3" : format).endObject();
        end(media);
    }

    private void file(Content.Media media) {
        Source source = media.source();
        if (source.kind() == Source.Kind.PLAIN) {
            text(Content.Text.of(source.value()));
            return;
        }
        json.beginObject().field("type", "input_file");
        switch (source.kind()) {
            case UPLOADED -> json.field("file_id", source.value());
            case URL -> json.field("file_url", source.value());
            case BASE64, PLAIN -> {
                boolean bare = ours && media.type() == null;
                json.field("file_data", bare ? source.value() : Media.url(media, "application/pdf"));
            }
        }
        named(media);
        end(media);
    }

    /** Data wants a name: by its ending it is known what the file is. */
    private void named(Content.Media media) {
        if (media.name() != null) {
            json.field("filename", media.name());
        } else if (!ours && media.source().kind() == Source.Kind.BASE64) {
            json.field("filename", "file." + Media.format(Media.type(media, "application/pdf")));
        }
    }

    private void end(Content block) {
        if (ours) {
            ItemNotes.writePart(json, block);
        }
        json.endObject();
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        if (foreign.dialect().equals(ResponsesDialect.ID)) {
            json.raw(foreign.json());
        } else {
            dropped.add("messages." + foreign.type());
        }
    }
}
