package ai.gateway.dialect.responses;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes the output of one answer, item after item; to be fed with blocks in a row. An item is over when the next one
 * begins or the answer is finished: only then is it known whether it was cut.
 */
final class OutputWriter implements Consumer<AnswerEvent>, Content.AnswerVisitor {

    private final Asked asked;
    private final boolean ours;
    private final EventFrames events;
    private final List<String> items = new ArrayList<>();
    private final Map<Content, String> carried = new LinkedHashMap<>(0);
    private @Nullable WrittenItem current;
    private @Nullable Content head;
    private String likely = "";

    OutputWriter(Asked asked, EventFrames events) {
        this.asked = asked;
        this.ours = asked.spoken().equals(ResponsesDialect.ID);
        this.events = events;
    }

    /** The items that are over, as JSON texts. */
    List<String> items() {
        return items;
    }

    @Override
    public void accept(AnswerEvent event) {
        if (event instanceof AnswerEvent.BlockBegan began) {
            begin(began.head());
        } else if (event instanceof AnswerEvent.Likelihoods likelihoods) {
            likely(likelihoods.json());
        } else if (head != null && current != null) {
            go(event, head, current);
        }
    }

    private void go(AnswerEvent event, Content block, WrittenItem item) {
        if (event instanceof AnswerEvent.Piece piece) {
            item.piece(piece.text());
        } else if (event instanceof AnswerEvent.Cited cited) {
            item.cite(cited.citation());
        } else if (event instanceof AnswerEvent.Sealed sealed && !item.seal(sealed.seal())) {
            carried.put(block, Seals.carriedFor(block, sealed.seal()));
        } else if (event instanceof AnswerEvent.BlockEnded) {
            item.endBlock();
            head = null;
        }
    }

    private void begin(Content block) {
        boolean more = current != null && carried.isEmpty() && current.takes(block);
        if (!more) {
            close(WrittenItem.COMPLETED);
            block.show(this);
        }
        head = current == null ? null : block;
        if (current != null) {
            current.begin(block);
            tellLikely();
        }
    }

    private void likely(String json) {
        String tokens = Json.parse(json.getBytes(UTF_8)).get("content").toString();
        String bare = tokens.startsWith("[")
                ? tokens.substring(1, tokens.length() - 1).strip()
                : "";
        likely = likely.isEmpty() || bare.isEmpty() ? likely + bare : likely + "," + bare;
        tellLikely();
    }

    /** They belong to what is said: when that is yet to come, they wait for it. */
    private void tellLikely() {
        if (current instanceof WrittenMessage message && !likely.isEmpty()) {
            String tokens = likely;
            likely = "";
            message.likely(tokens);
        }
    }

    /** The item is over, and so is the answer unless another one begins. */
    void close(String status) {
        if (current != null) {
            items.add(current.close(status));
            current = null;
            head = null;
        }
        carried.forEach((block, value) -> {
            WrittenItem item = WrittenWhole.carrier(place("rs", null), block, value);
            items.add(item.close(WrittenItem.COMPLETED));
        });
        carried.clear();
    }

    private WrittenItem.Place place(String kind, @Nullable Content block) {
        String given = ours && block != null ? ItemNotes.id(block) : null;
        int index = items.size();
        String id = Objects.requireNonNullElseGet(given, () -> ItemIds.of(kind, asked, index));
        return new WrittenItem.Place(events, index, id, ours);
    }

    @Override
    public void text(Content.Text text) {
        message(text);
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        message(refusal);
    }

    private void message(Content first) {
        boolean waits = Boolean.TRUE.equals(asked.request().sampling().logprobs());
        current = new WrittenMessage(place("msg", first), first, waits);
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        current = new WrittenThoughts(place("rs", thinking), thinking);
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        current = new WrittenCall(place(call.custom() ? "ctc" : "fc", call), call);
    }

    /** A sound has no place here: what it says is told as text. */
    @Override
    public void media(Content.Media media) {
        if (media.kind() == Modality.IMAGE) {
            current = WrittenWhole.image(place("ig", media), media);
        }
    }

    /** What a tool of another provider's own has done on the way is no item here. */
    @Override
    public void foreign(Content.Foreign foreign) {
        if (!ours || !foreign.dialect().equals(ResponsesDialect.ID)) {
            return;
        }
        current = ItemNotes.has(foreign, ItemNotes.PART)
                ? new WrittenMessage(place("msg", foreign), foreign, /* waits= */ false)
                : WrittenWhole.foreign(place("item", foreign), foreign);
    }

    /** The events of a whole answer's choice, with what is known of it besides before it. */
    static void unfold(Answer.Choice choice, Consumer<AnswerEvent> sink) {
        if (choice.likelihoods() != null) {
            sink.accept(new AnswerEvent.Likelihoods(choice.index(), choice.likelihoods()));
        }
        for (int block = 0; block < choice.content().size(); block++) {
            Answer.unfold(choice.index(), block, choice.content().get(block), sink);
        }
    }
}
