package ai.gateway.dialect;

import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Seal;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Begins and ends the blocks of one choice, for dialects that do not say where a block begins or ends. A running text ends
 * when something else begins; a call ends when the next one begins and its arguments are whole, else with the choice, for
 * some providers interleave the arguments of parallel calls.
 */
public final class OpenBlocks {

    private final int choice;
    private final Consumer<AnswerEvent> sink;
    private final List<Call> calls = new ArrayList<>(0);
    private int next;
    private int running = -1;
    private Class<? extends Content> kind = Content.class;

    public OpenBlocks(int choice, Consumer<AnswerEvent> sink) {
        this.choice = choice;
        this.sink = sink;
    }

    /** More of what is said, thought or refused; begins a block unless the last one is of that kind and still runs. */
    public void flow(Content head, String text) {
        run(head);
        if (!text.isEmpty()) {
            sink.accept(new AnswerEvent.Piece(choice, running, text));
        }
    }

    /** Begins a running block of that kind, unless one is open. */
    public void run(Content head) {
        if (running < 0 || kind != head.getClass()) {
            endRunning();
            endWholeCalls();
            running = begin(head);
            kind = head.getClass();
        }
    }

    /** A block that is whole at once. */
    public void whole(Content content) {
        endRunning();
        endWholeCalls();
        ai.gateway.exchange.Answer.unfold(choice, next++, content, sink);
    }

    /** Ends the running block: more of its kind is another block. */
    public void endFlow() {
        endRunning();
    }

    public void seal(Seal seal) {
        if (running >= 0) {
            sink.accept(new AnswerEvent.Sealed(choice, running, seal));
        }
    }

    public void cite(Citation citation) {
        run(Content.Text.of(""));
        sink.accept(new AnswerEvent.Cited(choice, running, citation));
    }

    /**
     * A call begins.
     *
     * @param key what the provider tells its calls apart by
     */
    public void call(Object key, Content.ToolCall head) {
        endRunning();
        endWholeCalls();
        calls.add(new Call(key, begin(head)));
    }

    public boolean knowsCall(Object key) {
        return find(key) != null;
    }

    /** More of a call's arguments. */
    public void arguments(Object key, String text) {
        Call call = find(key);
        if (call != null && !text.isEmpty()) {
            call.read(text);
            sink.accept(new AnswerEvent.Piece(choice, call.block, text));
        }
    }

    public void sealCall(Object key, Seal seal) {
        Call call = find(key);
        if (call != null) {
            sink.accept(new AnswerEvent.Sealed(choice, call.block, seal));
        }
    }

    /** Ends whatever is open. */
    public void end() {
        endRunning();
        for (Call call : calls) {
            end(call);
        }
    }

    private int begin(Content head) {
        sink.accept(new AnswerEvent.BlockBegan(choice, next, head.head()));
        return next++;
    }

    private void endRunning() {
        if (running >= 0) {
            sink.accept(new AnswerEvent.BlockEnded(choice, running));
            running = -1;
        }
    }

    private void endWholeCalls() {
        for (Call call : calls) {
            if (call.isWhole()) {
                end(call);
            }
        }
    }

    private void end(Call call) {
        if (!call.ended) {
            call.ended = true;
            sink.accept(new AnswerEvent.BlockEnded(choice, call.block));
        }
    }

    /** The last one of that key: where calls are told apart by an index, some providers begin each turn anew. */
    private @Nullable Call find(Object key) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).key.equals(key)) {
                return calls.get(i);
            }
        }
        return null;
    }

    /** A call, and how deep in the JSON of its arguments the last piece has ended. */
    private static final class Call {

        private final Object key;
        private final int block;
        private int depth;
        private boolean begun;
        private boolean inString;
        private boolean escaped;
        private boolean ended;

        Call(Object key, int block) {
            this.key = key;
            this.block = block;
        }

        void read(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (escaped) {
                    escaped = false;
                } else if (inString) {
                    escaped = c == '\\';
                    inString = c != '"';
                } else if (c == '"') {
                    inString = true;
                } else if (c == '{' || c == '[') {
                    begun = true;
                    depth++;
                } else if (c == '}' || c == ']') {
                    depth--;
                }
            }
        }

        boolean isWhole() {
            return begun && depth <= 0 && !inString;
        }
    }
}
