package ai.gateway.dialect.openai;

import ai.gateway.dialect.Media;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Writes what a model has said as one message: its blocks sorted into the few members that a message has here. */
final class ChatMessage implements Content.AnswerVisitor {

    private final JsonWriter json;
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder refused = new StringBuilder();
    private final List<Content.Thinking> thoughts = new ArrayList<>(0);
    private final List<Content.ToolCall> calls = new ArrayList<>(0);
    private final List<Content.Media> images = new ArrayList<>(0);
    private final List<Citation> citations = new ArrayList<>(0);
    private final List<Content.Media> sounds = new ArrayList<>(0);
    private @Nullable Seal seal;
    private boolean speaks;

    ChatMessage(JsonWriter json) {
        this.json = json;
    }

    void write(List<Content> content) {
        content.forEach(block -> block.show(this));
        boolean silent = !speaks && (!calls.isEmpty() || refused.length() > 0 || !sounds.isEmpty());
        nullable("content", silent ? null : said.toString());
        nullable("refusal", refused.length() == 0 ? null : refused.toString());
        thoughts();
        ChatMessageWriter.calls(json, calls);
        if (!images.isEmpty()) {
            pictures(json, images);
        }
        if (!sounds.isEmpty()) {
            sound(json, sounds);
        }
        if (!citations.isEmpty()) {
            json.name("annotations").beginArray();
            citations.forEach(citation -> ChatAnswerWriter.citation(json, citation));
            json.endArray();
        }
        GoogleExtra.write(json, seal);
    }

    private void nullable(String name, @Nullable String text) {
        json.name(name);
        if (text == null) {
            json.nullValue();
        } else {
            json.value(text);
        }
    }

    private void thoughts() {
        if (thought.length() > 0) {
            json.field("reasoning_content", thought.toString());
        }
        ReasoningDetails.write(json, thoughts);
    }

    /** One medium of an answer, which has members of its own here. */
    static void medium(JsonWriter json, Content.Media media) {
        if (media.kind() == Modality.AUDIO) {
            sound(json, List.of(media));
        } else {
            pictures(json, List.of(media));
        }
    }

    /** A sound that was streamed came as pieces, each encoded by itself. By its id alone nobody can ask for it again. */
    private static void sound(JsonWriter json, List<Content.Media> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Content.Media piece : pieces) {
            bytes.writeBytes(Base64.getMimeDecoder().decode(piece.source().value()));
        }
        json.name("audio")
                .beginObject()
                .field("id", String.valueOf(pieces.get(0).name()));
        json.field("data", Base64.getEncoder().encodeToString(bytes.toByteArray()))
                .field("expires_at", 0)
                .field("transcript", "")
                .endObject();
    }

    /** Where OpenRouter puts what a model has drawn. */
    private static void pictures(JsonWriter json, List<Content.Media> images) {
        json.name("images").beginArray();
        for (Content.Media image : images) {
            json.beginObject().field("type", "image_url").name("image_url").beginObject();
            json.field("url", Media.url(image, "image/png")).endObject().endObject();
        }
        json.endArray();
    }

    @Override
    public void text(Content.Text text) {
        speaks = true;
        said.append(text.text());
        citations.addAll(text.citations());
        seal = text.seal() == null ? seal : text.seal();
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        thought.append(thinking.text());
        thoughts.add(thinking);
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        refused.append(refusal.text());
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        calls.add(call);
    }

    @Override
    public void media(Content.Media media) {
        if (media.kind() == Modality.AUDIO) {
            sounds.add(media);
        } else {
            images.add(media);
        }
    }

    /** What a tool of the provider's own has done on the way is no part of a message here. */
    @Override
    public void foreign(Content.Foreign foreign) {}
}
