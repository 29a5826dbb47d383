package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What is picked up from an answer while it passes: filled by a dialect from one whole answer, or frame by frame from a
 * stream. Belongs to one exchange and one event loop.
 */
public final class AnswerFacts {

    private Usage usage = Usage.NONE;
    private @Nullable FinishReason finish;
    private @Nullable String model;
    private @Nullable String failure;
    private boolean calls;
    private boolean ended;

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
