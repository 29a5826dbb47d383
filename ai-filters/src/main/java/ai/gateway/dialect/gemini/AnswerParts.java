package ai.gateway.dialect.gemini;

import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;

import java.util.ArrayList;
import java.util.List;

/** The blocks of an answer as parts for a client, and what they rest on. */
final class AnswerParts implements Content.AnswerVisitor {

    private final boolean own;
    private final List<String> parts = new ArrayList<>();
    private final List<Citation> citations = new ArrayList<>(0);
    private final StringBuilder said = new StringBuilder();

    /** @param own whether a provider of this dialect has answered */
    AnswerParts(boolean own) {
        this.own = own;
    }

    List<String> parts() {
        return parts;
    }

    List<Citation> citations() {
        return citations;
    }

    String said() {
        return said.toString();
    }

    @Override
    public void text(Content.Text text) {
        said.append(text.text());
        citations.addAll(text.citations());
        String signature = Signatures.carried(text.seal(), /* hidden= */ false);
        parts.add(PartJson.text(text.text(), /* thought= */ false, signature, extras(text.notes())));
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        String signature = Signatures.carried(thinking.seal(), thinking.hidden());
        parts.add(PartJson.text(thinking.text(), /* thought= */ true, signature, extras(thinking.notes())));
    }

    /** A call that was cut off among its arguments is none: Gemini leaves it out as well, and says that it was cut. */
    @Override
    public void toolCall(Content.ToolCall call) {
        if (ToolResponse.isCut(call)) {
            return;
        }
        String signature = Signatures.carried(call.seal(), /* hidden= */ false);
        parts.add(PartJson.call(call.id(), call, signature, extras(call.notes())));
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        text(Content.Text.of(refusal.text()));
    }

    @Override
    public void media(Content.Media media) {
        parts.add(PartJson.media(media, own));
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        if (foreign.dialect().equals(GeminiDialect.ID)) {
            parts.add(foreign.json());
        }
    }

    private Extras extras(Notes notes) {
        return own ? notes.extras() : Extras.NONE;
    }
}
