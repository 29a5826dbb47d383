package ai.gateway.testing.made;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers that a model could give, and the streams in which they could come. */
public final class MadeAnswers {

    private static final List<FinishReason> ENDS =
            List.of(FinishReason.STOP, FinishReason.LENGTH, FinishReason.CONTENT_FILTER, FinishReason.REFUSAL);

    private final Dice dice;
    private final String dialect;

    private MadeAnswers(long seed, String dialect) {
        this.dice = new Dice(seed);
        this.dialect = dialect;
    }

    /**
     * @param dialect of the provider
     * @param choices how many
     */
    public static Answer of(long seed, String dialect, int choices) {
        return new MadeAnswers(seed, dialect).answer(choices);
    }

    /** The events of which the answer is the fold: blocks cut into pieces and open at once, as some providers stream them. */
    public static List<AnswerEvent> stream(long seed, Answer answer) {
        return new MadeAnswers(seed, "").shuffled(answer);
    }

    private Answer answer(int choices) {
        List<Answer.Choice> all = new ArrayList<>();
        for (int index = 0; index < choices; index++) {
            all.add(choice(index));
        }
        return new Answer("id-" + dice.below(1000), "m-1", 1_760_000_000L, all, usage(), Extras.NONE, Extras.NONE);
    }

    private Answer.Choice choice(int index) {
        List<Content> content = new ArrayList<>(dice.some(0, 1, this::thought));
        content.addAll(dice.some(0, 2, this::text));
        List<Content> calls = dice.coin() ? List.of() : calls();
        content.addAll(calls);
        if (content.stream().allMatch(Content.Thinking.class::isInstance)) {
            content.add(dice.oneIn(3) ? new Content.Refusal(dice.saying(), Notes.NONE) : text());
        }
        boolean refused = content.stream().anyMatch(Content.Refusal.class::isInstance);
        FinishReason finish = !calls.isEmpty()
                ? FinishReason.TOOL_CALLS
                : refused ? FinishReason.REFUSAL : ENDS.get(dice.below(ENDS.size()));
        return new Answer.Choice(index, content, finish, null, null, Extras.NONE);
    }

    private Content thought() {
        return new Content.Thinking(dice.saying(), seal(), false, Notes.NONE);
    }

    private @Nullable Seal seal() {
        return dice.oneIn(3) ? new Seal(dialect, "c2lnbmVk" + dice.below(9)) : null;
    }

    private Content text() {
        String text = dice.saying();
        return new Content.Text(text, dice.oneIn(4) ? List.of(citation(text)) : List.of(), null, Notes.NONE);
    }

    private Citation citation(String text) {
        return new Citation(
                "https://example.com/" + dice.below(9), "A title", "cited words", 0, text.length(), Extras.NONE);
    }

    private List<Content> calls() {
        int first = dice.below(1000);
        List<Content> calls = new ArrayList<>();
        for (int at = dice.between(1, 3); at > 0; at--) {
            calls.add(
                    new Content.ToolCall("call_" + (first + at), dice.name(), dice.object(3), false, null, Notes.NONE));
        }
        return calls;
    }

    /** Reasoning is a part of the output. */
    private Usage usage() {
        long output = dice.count();
        return new Usage(
                dice.count(),
                dice.coin() ? Usage.ABSENT : dice.count(),
                Usage.ABSENT,
                output,
                dice.coin() ? Usage.ABSENT : dice.below((int) Math.min(output, 1000) + 1));
    }

    private List<AnswerEvent> shuffled(Answer answer) {
        List<AnswerEvent> before = new ArrayList<>();
        List<Deque<AnswerEvent>> blocks = new ArrayList<>();
        List<AnswerEvent> after = new ArrayList<>();
        answer.unfold(event -> sort(event, before, blocks, after));
        List<AnswerEvent> all = new ArrayList<>(before);
        if (answer.usage().isKnown() && dice.coin()) {
            all.add(new AnswerEvent.Used(new Usage(0, Usage.ABSENT, Usage.ABSENT, 0, Usage.ABSENT), Extras.NONE));
        }
        interleave(blocks, all);
        all.addAll(after);
        return all;
    }

    private void sort(
            AnswerEvent event, List<AnswerEvent> before, List<Deque<AnswerEvent>> blocks, List<AnswerEvent> after) {
        if (event instanceof AnswerEvent.Began) {
            before.add(event);
        } else if (event instanceof AnswerEvent.BlockBegan) {
            blocks.add(new ArrayDeque<>(List.of(event)));
        } else if (event instanceof AnswerEvent.Piece piece) {
            cut(piece, blocks.get(blocks.size() - 1));
        } else if (event instanceof AnswerEvent.Sealed
                || event instanceof AnswerEvent.Cited
                || event instanceof AnswerEvent.BlockEnded) {
            blocks.get(blocks.size() - 1).add(event);
        } else {
            after.add(event);
        }
    }

    /** Between characters, never within one. */
    private void cut(AnswerEvent.Piece piece, Deque<AnswerEvent> into) {
        String text = piece.text();
        int from = 0;
        while (from < text.length()) {
            int points = Math.min(dice.between(1, 20), text.codePointCount(from, text.length()));
            int to = text.offsetByCodePoints(from, points);
            into.add(new AnswerEvent.Piece(piece.choice(), piece.block(), text.substring(from, to)));
            from = to;
        }
    }

    /** Blocks begin in their order; what is said is over before the next begins, but up to three calls are open. */
    private void interleave(List<Deque<AnswerEvent>> blocks, List<AnswerEvent> into) {
        boolean oneByOne = dice.coin();
        List<Deque<AnswerEvent>> open = new ArrayList<>();
        int next = 0;
        while (next < blocks.size() || !open.isEmpty()) {
            boolean more = next < blocks.size()
                    && (open.isEmpty() || (!oneByOne && isCall(blocks.get(next)) && open.size() < 3 && dice.oneIn(3)));
            if (more) {
                open.add(blocks.get(next++));
                into.add(open.get(open.size() - 1).remove());
            } else {
                Deque<AnswerEvent> one = open.get(dice.below(open.size()));
                into.add(one.remove());
                if (one.isEmpty()) {
                    open.remove(one);
                }
            }
        }
    }

    private static boolean isCall(Deque<AnswerEvent> block) {
        return block.peek() instanceof AnswerEvent.BlockBegan began && began.head() instanceof Content.ToolCall;
    }
}
