package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Writes whole messages. There is one choice: of several answers the first. */
final class MessageAnswerWriter implements Content.AnswerVisitor {

    private final JsonWriter json;
    private final boolean ours;
    private boolean refused;

    private MessageAnswerWriter(JsonWriter json, boolean ours) {
        this.json = json;
        this.ours = ours;
    }

    static byte[] whole(Answer answer, Asked asked) {
        JsonWriter json = new JsonWriter(1024).beginObject();
        boolean ours = isOurs(asked);
        json.field("id", answer.id().isEmpty() ? asked.id() : answer.id());
        json.field("type", "message").field("role", "assistant");
        json.field("model", model(answer.model(), asked)).name("content").beginArray();
        MessageAnswerWriter writer = new MessageAnswerWriter(json, ours);
        Answer.Choice choice =
                answer.choices().isEmpty() ? null : answer.choices().get(0);
        (choice == null ? List.<Content>of() : choice.content()).forEach(block -> block.show(writer));
        json.endArray();
        AnswerEvent.Finished end = end(choice);
        MessageEnd.write(json, end, writer.refused, ours);
        MessageEnd.beside(json, end, ours);
        MessageUsage.write(json, answer.usage(), answer.account(), ours);
        if (ours) {
            MessageExtras.write(json, answer.extras());
        }
        return json.endObject().toBytes();
    }

    private static AnswerEvent.@Nullable Finished end(Answer.@Nullable Choice choice) {
        return choice == null || choice.finish() == null
                ? null
                : new AnswerEvent.Finished(0, choice.finish(), choice.stopSequence(), choice.extras());
    }

    static boolean isOurs(Asked asked) {
        return asked.spoken().equals(AnthropicDialect.ID);
    }

    static String model(String said, Asked asked) {
        return said.isEmpty() ? String.valueOf(asked.request().model()) : said;
    }

    @Override
    public void text(Content.Text text) {
        json.beginObject().field("type", "text").field("text", text.text());
        MessageCitations.all(json, text.citations(), ours);
        close(text.notes());
        sealed(text);
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        refused = true;
        json.beginObject().field("type", "text").field("text", refusal.text());
        close(refusal.notes());
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        Seal seal = thinking.seal();
        String signature = seal == null ? "" : Seals.carried(seal, AnthropicDialect.ID);
        if (!thinking.hidden() || !thinking.text().isEmpty()) {
            json.beginObject().field("type", "thinking").field("thinking", thinking.text());
            json.field("signature", signature);
            close(thinking.notes());
        } else if (seal != null) {
            secret(json, signature);
            close(thinking.notes());
        }
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        json.beginObject().field("type", "tool_use").field("id", call.id()).field("name", call.name());
        json.name("input").raw(MessageBlockWriter.input(call));
        close(call.notes());
        sealed(call);
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        if (foreign.dialect().equals(AnthropicDialect.ID)) {
            json.raw(foreign.json());
        }
    }

    /** No answer has pictures or sounds here. */
    @Override
    public void media(Content.Media media) {}

    /** Texts and calls are not signed here: the seal follows in a block that clients send back unread. */
    private void sealed(Content content) {
        Seal seal = content.seal();
        if (seal != null) {
            secret(json, Seals.carriedFor(content, seal));
            json.endObject();
        }
    }

    static void secret(JsonWriter json, String data) {
        json.beginObject().field("type", "redacted_thinking").field("data", data);
    }

    private void close(Notes notes) {
        if (ours) {
            MessageExtras.write(json, notes.extras());
        }
        json.endObject();
    }
}
