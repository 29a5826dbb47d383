package ai.gateway.dialect.ollama;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.OneAnswerWriter;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Writes an answer as lines. Texts come in pieces, calls and pictures whole; the last line says that it is done. */
final class ChatLineWriter extends OneAnswerWriter {

    private AnswerEvent.Began began = new AnswerEvent.Began("", "", Usage.ABSENT, Extras.NONE);
    private AnswerEvent.Finished finished = new AnswerEvent.Finished(0, FinishReason.OTHER, null, Extras.NONE);
    private @Nullable Content head;
    private @Nullable Seal seal;
    private final StringBuilder arguments = new StringBuilder();
    private int calls;

    ChatLineWriter(Asked asked) {
        super(asked, "application/x-ndjson");
    }

    @Override
    public void began(AnswerEvent.Began event) {
        began = event;
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        head = event.head();
        seal = null;
        arguments.setLength(0);
        if (head instanceof Content.Media media) {
            String image = ChatMessage.image(media);
            if (image != null) {
                send(message("").name("images").beginArray().value(image).endArray());
            }
        }
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        if (head instanceof Content.ToolCall) {
            arguments.append(event.text());
        } else if (head instanceof Content.Thinking) {
            send(message("").field("thinking", event.text()));
        } else {
            send(message(event.text()));
        }
    }

    /** Of a call. A thought's would have to be of all thoughts, which nobody can know before they have come. */
    @Override
    public void sealed(AnswerEvent.Sealed event) {
        seal = event.seal();
    }

    /** A text has no sources here. */
    @Override
    public void cited(AnswerEvent.Cited event) {}

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        if (head instanceof Content.ToolCall call) {
            JsonWriter json = message("").name("tool_calls").beginArray();
            Content.ToolCall whole = new Content.ToolCall(
                    call.id(), call.name(), arguments.toString(), call.custom(), seal, call.notes());
            ChatAnswerWriter.call(json, whole, calls++);
            send(json.endArray());
        }
        head = null;
    }

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        JsonWriter json = message("").endObject();
        ChatAnswerWriter.likelihoods(json, event.json());
        line(json.field("done", false));
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        finished = event;
    }

    @Override
    protected void fail(Failure failure) {
        out.add(OllamaDialect.line(OllamaDialect.failure(failure)));
    }

    @Override
    protected void end() {
        JsonWriter json = message("").endObject();
        ChatAnswerWriter.done(json, finished, asked);
        ChatAnswerWriter.used(json, new AnswerEvent.Used(usage(), account()), asked);
        line(json);
    }

    private JsonWriter message(String content) {
        JsonWriter json = ChatAnswerWriter.head(began, asked).name("message").beginObject();
        return json.field("role", "assistant").field("content", content);
    }

    private void send(JsonWriter message) {
        line(message.endObject().field("done", false));
    }

    private void line(JsonWriter json) {
        out.add(OllamaDialect.line(json.endObject().toBytes()));
    }
}
