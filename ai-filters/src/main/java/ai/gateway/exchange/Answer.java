package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * A whole answer: what {@link AnswerFold} makes of its events, and what gives them back.
 *
 * @param created in seconds since 1970; {@link Usage#ABSENT} where nobody said
 * @param account what the dialect says of the usage besides the counts
 */
public record Answer(
        String id, String model, long created, List<Choice> choices, Usage usage, Extras account, Extras extras) {

    /**
     * One of the answers that were asked for.
     *
     * @param finish null where nobody said why it ended
     * @param stopSequence the one that ended it; null where none did
     * @param likelihoods of its tokens, in the shape of OpenAI's chats; null where nobody asked
     */
    public record Choice(
            int index,
            List<Content> content,
            @Nullable FinishReason finish,
            @Nullable String stopSequence,
            @Nullable String likelihoods,
            Extras extras) {

        public Choice {
            content = List.copyOf(content);
        }
    }

    public Answer {
        choices = List.copyOf(choices);
    }

    /** The events that make this answer. */
    public void unfold(Consumer<AnswerEvent> sink) {
        sink.accept(new AnswerEvent.Began(id, model, created, extras));
        for (Choice choice : choices) {
            unfold(choice, sink);
        }
        if (!usage.equals(Usage.NONE) || !account.isEmpty()) {
            sink.accept(new AnswerEvent.Used(usage, account));
        }
        sink.accept(new AnswerEvent.Ended());
    }

    private static void unfold(Choice choice, Consumer<AnswerEvent> sink) {
        int index = choice.index();
        for (int block = 0; block < choice.content().size(); block++) {
            unfold(index, block, choice.content().get(block), sink);
        }
        if (choice.likelihoods() != null) {
            sink.accept(new AnswerEvent.Likelihoods(index, choice.likelihoods()));
        }
        if (choice.finish() != null) {
            sink.accept(new AnswerEvent.Finished(index, choice.finish(), choice.stopSequence(), choice.extras()));
        }
    }

    /** The events of one block. */
    public static void unfold(int choice, int block, Content content, Consumer<AnswerEvent> sink) {
        sink.accept(new AnswerEvent.BlockBegan(choice, block, content.head()));
        if (!content.flow().isEmpty()) {
            sink.accept(new AnswerEvent.Piece(choice, block, content.flow()));
        }
        if (content instanceof Content.Text text) {
            text.citations().forEach(citation -> sink.accept(new AnswerEvent.Cited(choice, block, citation)));
        }
        Seal seal = content.seal();
        if (seal != null) {
            sink.accept(new AnswerEvent.Sealed(choice, block, seal));
        }
        sink.accept(new AnswerEvent.BlockEnded(choice, block));
    }
}
