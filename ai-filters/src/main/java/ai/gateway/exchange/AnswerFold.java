package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Puts the events of an answer together. What failed is not whole: ask for the {@link #failure} first. */
public final class AnswerFold implements Consumer<AnswerEvent>, AnswerEvent.Visitor {

    private AnswerEvent.Began began = new AnswerEvent.Began("", "", Usage.ABSENT, Extras.NONE);
    private Usage usage = Usage.NONE;
    private Extras account = Extras.NONE;
    private @Nullable Failure failure;
    private boolean ended;
    private final TreeMap<Integer, Part> parts = new TreeMap<>();

    @Override
    public void accept(AnswerEvent event) {
        event.show(this);
    }

    /** What went wrong; null when nothing did. */
    public @Nullable Failure failure() {
        return failure;
    }

    /** Whether the answer said that it is over. */
    public boolean isEnded() {
        return ended;
    }

    public Answer toAnswer() {
        List<Answer.Choice> choices = new ArrayList<>(parts.size());
        parts.forEach((index, part) -> choices.add(part.toChoice(index)));
        return new Answer(began.id(), began.model(), began.created(), choices, usage, account, began.extras());
    }

    @Override
    public void began(AnswerEvent.Began event) {
        began = event;
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        part(event.choice()).blocks.put(event.block(), new Block(event.head()));
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        Block block = block(event.choice(), event.block());
        if (block != null) {
            block.add(event.text());
        }
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        Block block = block(event.choice(), event.block());
        if (block != null) {
            block.seal = event.seal();
        }
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        Block block = block(event.choice(), event.block());
        if (block != null) {
            block.citations.add(event.citation());
        }
    }

    /** A block is as long as its pieces. */
    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {}

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        part(event.choice()).add(event.json());
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        part(event.choice()).finished = event;
    }

    @Override
    public void used(AnswerEvent.Used event) {
        usage = usage.updatedBy(event.usage());
        account = account.updatedBy(event.extras());
    }

    @Override
    public void failed(AnswerEvent.Failed event) {
        failure = event.failure();
    }

    @Override
    public void ended(AnswerEvent.Ended event) {
        ended = true;
    }

    private Part part(int choice) {
        return parts.computeIfAbsent(choice, index -> new Part());
    }

    private @Nullable Block block(int choice, int block) {
        return part(choice).blocks.get(block);
    }

    /** One choice, as far as it has come. */
    private static final class Part {

        private final TreeMap<Integer, Block> blocks = new TreeMap<>();
        private AnswerEvent.@Nullable Finished finished;
        private @Nullable String likelihoods;

        /** Each piece is an object with an array of tokens: the arrays are joined. */
        void add(String json) {
            String known = likelihoods;
            int start = json.indexOf('[');
            int end = known == null ? -1 : known.lastIndexOf(']');
            if (known == null || start < 0 || end < 0) {
                likelihoods = json;
                return;
            }
            boolean empty = known.substring(known.indexOf('[') + 1, end).isBlank();
            likelihoods = known.substring(0, end) + (empty ? "" : ",") + json.substring(start + 1);
        }

        Answer.Choice toChoice(int index) {
            List<Content> content =
                    blocks.values().stream().map(Block::toContent).toList();
            AnswerEvent.Finished end = finished;
            return end == null
                    ? new Answer.Choice(index, content, null, null, likelihoods, Extras.NONE)
                    : new Answer.Choice(index, content, end.reason(), end.stopSequence(), likelihoods, end.extras());
        }
    }

    /** One block, as far as it has come. */
    private static final class Block implements Content.Visitor {

        private final Content head;
        private String flow;
        /** From the second piece on: most blocks of whole answers have but one. */
        private @Nullable StringBuilder pieces;

        private final List<Citation> citations = new ArrayList<>(0);
        private @Nullable Seal seal;
        private Content whole;

        Block(Content head) {
            this.head = head;
            this.whole = head;
            this.flow = head.flow();
            this.seal = head.seal();
        }

        void add(String piece) {
            if (pieces == null && flow.isEmpty()) {
                flow = piece;
                return;
            }
            if (pieces == null) {
                pieces = new StringBuilder(flow);
            }
            pieces.append(piece);
        }

        private String flow() {
            return pieces == null ? flow : pieces.toString();
        }

        Content toContent() {
            head.show(this);
            return whole;
        }

        @Override
        public void text(Content.Text text) {
            List<Citation> all = new ArrayList<>(text.citations());
            all.addAll(citations);
            whole = new Content.Text(flow(), all, seal, text.notes());
        }

        @Override
        public void thinking(Content.Thinking thinking) {
            whole = new Content.Thinking(flow(), seal, thinking.hidden(), thinking.notes());
        }

        @Override
        public void toolCall(Content.ToolCall call) {
            whole = new Content.ToolCall(call.id(), call.name(), flow(), call.custom(), seal, call.notes());
        }

        @Override
        public void refusal(Content.Refusal refusal) {
            whole = new Content.Refusal(flow(), refusal.notes());
        }

        @Override
        public void media(Content.Media media) {
            whole = media;
        }

        @Override
        public void toolResult(Content.ToolResult result) {
            whole = result;
        }

        @Override
        public void foreign(Content.Foreign foreign) {
            whole = foreign;
        }
    }
}
