package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.CallArguments;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Writes what a model has said as the blocks of a whole answer. Empty texts, which a client could not send back, are none. */
final class ConverseAnswerBlockWriter implements Content.AnswerVisitor {

    private final JsonWriter json;
    private final Asked asked;
    private int position;

    private ConverseAnswerBlockWriter(JsonWriter json, Asked asked) {
        this.json = json;
        this.asked = asked;
    }

    static void write(JsonWriter json, List<Content> content, Asked asked) {
        ConverseAnswerBlockWriter writer = new ConverseAnswerBlockWriter(json, asked);
        for (Content block : content) {
            block.show(writer);
            writer.position++;
        }
    }

    @Override
    public void text(Content.Text text) {
        boolean own = ConverseAnswerWriter.isOwn(asked);
        if (!text.citations().isEmpty()) {
            ConverseCitations.writeBlock(json, text.text(), text.citations(), own);
        } else if (!text.text().isEmpty()) {
            json.beginObject().field("text", text.text());
            ConverseAnswerWriter.extras(json, text.notes().extras(), asked);
            json.endObject();
        }
        carry(text, text.seal());
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        if (!refusal.text().isEmpty()) {
            json.beginObject().field("text", refusal.text()).endObject();
        }
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        Seal seal = thinking.seal();
        if (thinking.hidden()) {
            if (seal != null) {
                redacted(ConverseSeals.redacted(seal));
            }
        } else if (seal != null || !thinking.text().isEmpty()) {
            json.beginObject().name("reasoningContent").beginObject();
            json.name("reasoningText").beginObject().field("text", thinking.text());
            if (seal != null) {
                json.field("signature", Seals.carried(seal, BedrockDialect.ID));
            }
            json.endObject().endObject().endObject();
        }
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        json.beginObject().name("toolUse").beginObject();
        json.field("toolUseId", id(call, asked, position)).field("name", call.name());
        json.name("input").raw(CallArguments.object(call.arguments(), call.custom()));
        ConverseAnswerWriter.extras(json, call.notes().extras(), asked);
        json.endObject().endObject();
        carry(call, call.seal());
    }

    /** A result finds its call by the id, so that one without gets one that no other turn has. */
    static String id(Content.ToolCall call, Asked asked, int position) {
        return call.id().isEmpty() ? "tooluse_" + asked.id() + "_" + position : call.id();
    }

    private void carry(Content sealed, @Nullable Seal seal) {
        if (seal != null) {
            redacted(ConverseSeals.redactedFor(sealed, seal));
        }
    }

    private void redacted(String base64) {
        json.beginObject().name("reasoningContent").beginObject();
        json.field("redactedContent", base64).endObject().endObject();
    }

    @Override
    public void media(Content.Media media) {
        String format = ConverseFormats.format(media);
        boolean document = media.kind() == Modality.FILE || media.kind() == Modality.TEXT;
        if (format == null || document || media.source().kind() != Source.Kind.BASE64) {
            return; // an address is no source here
        }
        json.beginObject()
                .name(ConverseFormats.block(media.kind()))
                .beginObject()
                .field("format", format);
        json.name("source").beginObject().field("bytes", media.source().value()).endObject();
        json.endObject().endObject();
    }

    /** What a tool of another provider's own has done on the way is no part of an answer here. */
    @Override
    public void foreign(Content.Foreign foreign) {
        if (foreign.dialect().equals(BedrockDialect.ID)) {
            json.raw(foreign.json());
        }
    }
}
