package ai.gateway.dialect.ollama;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Writes what a model has said as one message: one text, one thought, pictures and calls. */
final class ChatMessage implements Content.AnswerVisitor {

    private final JsonWriter json;
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final List<String> images = new ArrayList<>(0);
    private final List<Content.ToolCall> calls = new ArrayList<>(0);
    private final List<Content.Thinking> thoughts = new ArrayList<>(0);

    ChatMessage(JsonWriter json) {
        this.json = json;
    }

    /** The picture's bytes, where they are there; null for anything else. */
    static @Nullable String image(Content.Media media) {
        boolean bytes = media.source().kind() == Content.Source.Kind.BASE64;
        return bytes && media.kind() == Modality.IMAGE ? media.source().value() : null;
    }

    void write(List<Content> content) {
        content.forEach(block -> block.show(this));
        json.field("content", said.toString());
        if (thought.length() > 0) {
            json.field("thinking", thought.toString());
        }
        ChatAnswerWriter.signature(json, seal());
        if (!images.isEmpty()) {
            json.name("images").beginArray();
            images.forEach(json::value);
            json.endArray();
        }
        if (!calls.isEmpty()) {
            json.name("tool_calls").beginArray();
            for (int index = 0; index < calls.size(); index++) {
                ChatAnswerWriter.call(json, calls.get(index), index);
            }
            json.endArray();
        }
    }

    /** A seal is of a thought as it was: several that became one have none. */
    private @Nullable Seal seal() {
        return thoughts.size() == 1 && !thoughts.get(0).hidden()
                ? thoughts.get(0).seal()
                : null;
    }

    @Override
    public void text(Content.Text text) {
        said.append(text.text());
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        said.append(refusal.text());
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        thought.append(thinking.text());
        thoughts.add(thinking);
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        calls.add(call);
    }

    @Override
    public void media(Content.Media media) {
        String image = image(media);
        if (image != null) {
            images.add(image);
        }
    }

    /** What a tool of the provider's own has done on the way is no part of a message here. */
    @Override
    public void foreign(Content.Foreign foreign) {}
}
