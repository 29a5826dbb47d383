package ai.gateway.dialect.responses;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Media;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Source;
import ai.gateway.wire.JsonWriter;

import java.util.Locale;

/** Writes the parts of one message, or of what a tool has given. */
final class ChatPartWriter implements Content.Visitor {

    private static final String UPLOADED = "file-";

    private final JsonWriter json;
    private final boolean ours;
    private final boolean said;
    private final Dropped dropped;

    /**
     * @param ours whether what the blocks have besides is of this dialect
     * @param said whether a model said it, or is told it
     */
    ChatPartWriter(JsonWriter json, boolean ours, boolean said, Dropped dropped) {
        this.json = json;
        this.ours = ours;
        this.said = said;
        this.dropped = dropped;
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

    @Override
    public void media(Content.Media media) {
        boolean unknown = !ours
                && media.source().kind() == Source.Kind.UPLOADED
                && !media.source().value().startsWith(UPLOADED);
        if (unknown) {
            drop(media);
            return;
        }
        switch (media.kind()) {
            case IMAGE -> image(media);
            case AUDIO -> audio(media);
            case FILE, TEXT -> file(media);
            case VIDEO -> drop(media);
        }
    }

    private void image(Content.Media media) {
        json.beginObject().field("type", "input_image");
        if (media.source().kind() == Source.Kind.UPLOADED) {
            json.field("file_id", media.source().value());
        } else {
            json.field("image_url", Media.url(media, "image/png"));
        }
        end(media);
    }

    private void audio(Content.Media media) {
        if (media.source().kind() != Source.Kind.BASE64) {
            drop(media);
            return;
        }
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

    private void drop(Content.Media media) {
        dropped.add("messages." + media.kind().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        if (foreign.dialect().equals(ResponsesDialect.ID)) {
            json.raw(foreign.json());
        } else {
            dropped.add("messages." + foreign.type());
        }
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        throw new IllegalStateException("thoughts are no parts");
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        throw new IllegalStateException("calls are no parts");
    }

    @Override
    public void toolResult(Content.ToolResult result) {
        throw new IllegalStateException("results are no parts");
    }
}
