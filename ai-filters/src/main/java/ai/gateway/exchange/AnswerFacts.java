package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What is picked up from an answer while it passes: filled by a dialect from one whole answer, or frame by frame from a
 * stream. Belongs to one exchange and one event loop.
 */
public final class AnswerFacts {

    /** Of texts in the alphabet, of code, of arguments and of what is thought; its test tells how far off that is. */
    private static final int BYTES_PER_TOKEN = 4;

    private Usage usage = Usage.NONE;
    private @Nullable FinishReason finish;
    private @Nullable String model;
    private @Nullable String failure;
    private boolean calls;
    private boolean cites;
    private long firstNanos;
    private boolean ended;
    private long seen;
    private int images;

    public Usage usage() {
        return usage;
    }

    /**
     * The first reason to stop that is not a plain stop wins: of many choices, the one that was cut is worth knowing. A
     * plain stop after a tool call is TOOL_CALLS, which some dialects do not tell apart.
     */
    public @Nullable FinishReason finish() {
        return finish == FinishReason.STOP && calls ? FinishReason.TOOL_CALLS : finish;
    }

    /** The model that answered, as the provider names it. */
    public @Nullable String model() {
        return model;
    }

    /** What the provider said went wrong inside an answer that began well. */
    public @Nullable String failure() {
        return failure;
    }

    /** Whether the stream said that it is over, in the way of its dialect. */
    public boolean ended() {
        return ended;
    }

    /** When the first of it came, on the clock of {@link System#nanoTime}; 0 where nothing has. */
    public long firstNanos() {
        return firstNanos;
    }

    /** Something of it came; only the first time counts. */
    public void came(long nanos) {
        if (firstNanos == 0) {
            firstNanos = nanos;
        }
    }

    public void use(Usage reported) {
        usage = usage.updatedBy(reported);
    }

    public void finish(FinishReason reason) {
        if (finish == null || finish == FinishReason.STOP) {
            finish = reason;
        }
    }

    /** The model has called a tool. */
    public void call() {
        calls = true;
    }

    /** Whether the model has called one. */
    public boolean called() {
        return calls;
    }

    /** It says where on the web it has something from. */
    public void cite() {
        cites = true;
    }

    /** Whether it says so, from which follows that it has searched there. */
    public boolean cited() {
        return cites;
    }

    /** More of what is said, thought or called with has passed: so many bytes of it. */
    public void saw(int bytes) {
        seen += bytes;
    }

    /** About how many tokens have passed: all there is to go by where nobody tells how many there were. */
    public long seenTokens() {
        return (seen + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }

    /** More pictures that were made have passed. */
    public void made(int pictures) {
        images += pictures;
    }

    /** How many pictures were made. */
    public int images() {
        return images;
    }

    /** Whether the answer has come to its end, after which the provider's count is the last one. */
    public boolean isWhole() {
        return ended || finish != null;
    }

    public void model(String name) {
        if (model == null && !name.isEmpty()) {
            model = name;
        }
    }

    public void fail(String message) {
        if (failure == null) {
            failure = message;
        }
    }

    public void end() {
        ended = true;
    }
}
