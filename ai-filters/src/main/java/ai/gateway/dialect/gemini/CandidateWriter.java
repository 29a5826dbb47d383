package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.OneAtATime;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes the parts of one of the answers of a stream, one block after the other. */
final class CandidateWriter implements AnswerEvent.BlockVisitor {

    private final int index;
    private final Asked asked;
    private final Consumer<List<String>> sink;
    private final OneAtATime row = new OneAtATime();
    private final List<Citation> citations = new ArrayList<>(0);
    private final StringBuilder said = new StringBuilder();
    private Content head = Content.Text.of("");
    private @Nullable AnswerFold collected;
    private AnswerEvent.@Nullable Finished finished;
    private boolean spoken;

    /** @param sink of the parts of a chunk */
    CandidateWriter(int index, Asked asked, Consumer<List<String>> sink) {
        this.index = index;
        this.asked = asked;
        this.sink = sink;
    }

    void accept(AnswerEvent.OfBlock event) {
        row.show(event, this);
    }

    /** Whether all that is to be said of it is that the prompt was blocked. */
    boolean isBlocked(Extras ofAnswer) {
        AnswerEvent.Finished last = finished;
        return last != null && !spoken && WholeWriter.isBlocked(last.reason(), last.extras(), ofAnswer, asked);
    }

    /** What the last chunk says of it. */
    void end(JsonWriter json) {
        AnswerEvent.Finished last = finished;
        json.beginObject();
        if (last != null && last.reason() == FinishReason.CONTENT_FILTER) {
            WholeWriter.content(json, List.of());
        } else {
            WholeWriter.nothing(json);
        }
        if (last != null) {
            WholeWriter.finish(json, last.reason(), last.extras(), asked);
        }
        json.field("index", index);
        WholeWriter.grounding(json, citations, said.toString(), asked);
        json.endObject();
    }

    /** A call must be whole before it is written, and so must a part of which Google itself says more. */
    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        head = event.head();
        boolean flows = head instanceof Content.Text || head instanceof Content.Refusal;
        boolean thinks = head instanceof Content.Thinking thinking && !thinking.hidden();
        boolean plain = !WholeWriter.isOwn(asked) || head.notes().extras().isEmpty();
        collected = (flows || thinks) && plain ? null : new AnswerFold();
        collect(event);
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        boolean thought = head instanceof Content.Thinking;
        if (!thought && !(head instanceof Content.ToolCall)) {
            said.append(event.text());
        }
        if (!collect(event)) {
            send(PartJson.text(event.text(), thought, null, Extras.NONE));
        }
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        if (!collect(event)) {
            String signature = Signatures.carried(event.seal(), /* hidden= */ false);
            send(PartJson.text("", head instanceof Content.Thinking, signature, Extras.NONE));
        }
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        citations.add(event.citation());
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        AnswerFold fold = collected;
        if (fold != null) {
            AnswerParts parts = new AnswerParts(WholeWriter.isOwn(asked));
            fold.toAnswer().choices().forEach(choice -> choice.content().forEach(block -> block.show(parts)));
            parts.parts().forEach(this::send);
            collected = null;
        }
    }

    void finished(AnswerEvent.Finished event) {
        finished = event;
    }

    private boolean collect(AnswerEvent event) {
        if (collected == null) {
            return false;
        }
        collected.accept(event);
        return true;
    }

    private void send(String part) {
        spoken = true;
        sink.accept(List.of(part));
    }
}
