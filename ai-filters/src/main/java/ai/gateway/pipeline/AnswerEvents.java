package ai.gateway.pipeline;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.Utf8;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What happens to the events of an answer on their way: facts are picked up, and the stages change its texts. */
final class AnswerEvents implements Consumer<AnswerEvent>, AnswerEvent.Visitor {

    private final AnswerFacts facts;
    private final TextFlows flows;
    private final Consumer<AnswerEvent> sink;
    private final Map<Long, Role> roles = new HashMap<>();
    private @Nullable Failure failure;
    private AnswerEvent.@Nullable Visitor witness;

    AnswerEvents(AnswerFacts facts, TextFlows flows, Consumer<AnswerEvent> sink) {
        this.facts = facts;
        this.flows = flows;
        this.sink = sink;
    }

    AnswerFacts facts() {
        return facts;
    }

    /** From now on shows all that comes to that one, too, as the provider has said it. */
    void showAlso(AnswerEvent.Visitor other) {
        witness = other;
    }

    /** Somebody else goes on. */
    void forgive() {
        failure = null;
    }

    /** Throws what the provider said went wrong. It is not passed on: whoever asks decides how the client is told. */
    void requireNoFailure() {
        if (failure != null) {
            throw failure.asException();
        }
    }

    @Override
    public void accept(AnswerEvent event) {
        if (witness != null) {
            event.show(witness);
        }
        event.show(this);
    }

    @Override
    public void began(AnswerEvent.Began event) {
        facts.model(event.model());
        sink.accept(event);
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        if (event.head() instanceof Content.ToolCall) {
            facts.call();
        } else if (event.head() instanceof Content.Media media && media.kind() == Modality.IMAGE) {
            facts.made(1);
        }
        if (!flows.isEmpty()) {
            roles.put(key(event.choice(), event.block()), role(event.head()));
        }
        sink.accept(event);
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        facts.saw(Utf8.length(event.text()));
        Role role = roles.get(key(event.choice(), event.block()));
        if (role == null) {
            sink.accept(event);
            return;
        }
        say(event.choice(), event.block(), flows.piece(role, run(event), event.text()));
    }

    private void say(int choice, int block, String text) {
        if (!text.isEmpty()) {
            sink.accept(new AnswerEvent.Piece(choice, block, text));
        }
    }

    /** What was held back goes out before anything that must come behind it. */
    private void letGo(AnswerEvent.OfBlock event) {
        Role role = roles.get(key(event.choice(), event.block()));
        if (role != null && flows.holds(role, run(event))) {
            say(event.choice(), event.block(), flows.rest(role, run(event)));
        }
    }

    private static int run(AnswerEvent.OfBlock event) {
        return (int) key(event.choice(), event.block());
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        letGo(event);
        sink.accept(event);
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        if (event.citation().url() != null) {
            facts.cite();
        }
        sink.accept(flows.isEmpty() ? event : cited(event, event.citation()));
    }

    private AnswerEvent cited(AnswerEvent.Cited event, Citation citation) {
        return new AnswerEvent.Cited(event.choice(), event.block(), citation.mapped(flows::beside));
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        letGo(event);
        roles.remove(key(event.choice(), event.block()));
        sink.accept(event);
    }

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        sink.accept(event);
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        facts.finish(event.reason());
        sink.accept(event);
    }

    @Override
    public void used(AnswerEvent.Used event) {
        facts.use(event.usage());
        sink.accept(event);
    }

    @Override
    public void failed(AnswerEvent.Failed event) {
        failure = event.failure();
        facts.fail(event.failure().message());
    }

    /** Whether that is the truth is for others to say: {@link #end}. */
    @Override
    public void ended(AnswerEvent.Ended event) {}

    /** Nothing more will come, and all that came was well. */
    void end() {
        requireNoFailure();
        sink.accept(new AnswerEvent.Ended());
    }

    private static Role role(Content head) {
        if (head instanceof Content.Thinking) {
            return Role.THINKING;
        }
        return head instanceof Content.ToolCall ? Role.TOOL_ARGUMENTS : Role.ASSISTANT;
    }

    /** As a text patch numbers its runs: texts of one role and number are pieces of one text. */
    private static long key(int choice, int block) {
        return (long) choice << 16 | block;
    }
}
