package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A conversation that a model is to continue, as all dialects can say it.
 *
 * @param dialect the client's, whose all extras and foreign blocks are
 * @param stream whether the answer is to come in pieces, and whether the usage is to come with them
 * @param parallelCalls whether the model may ask for several tools at once; null where the client did not say
 */
public record ChatRequest(
        String dialect,
        @Nullable String model,
        Streaming stream,
        List<Message> messages,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelCalls,
        Sampling sampling,
        @Nullable OutputFormat format,
        @Nullable String verbosity,
        Reasoning reasoning,
        Account account,
        Extras extras) {

    /** How the answer is to come. */
    public enum Streaming {
        WHOLE,
        PIECES,
        PIECES_AND_USAGE;

        public boolean isStream() {
            return this != WHOLE;
        }
    }

    /**
     * For whom and how the call is booked.
     *
     * @param user who asks, behind the client
     * @param tier the class of service
     * @param cacheKey names prompts that share a cache at the provider
     * @param store whether the provider is to keep the answer; null where the client did not say
     */
    public record Account(
            @Nullable String user,
            Map<String, String> metadata,
            @Nullable String tier,
            @Nullable String cacheKey,
            @Nullable Boolean store) {

        public static final Account NONE = new Account(null, Map.of(), null, null, null);

        public Account {
            metadata = Map.copyOf(metadata);
        }
    }

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** The same question with its tools, and what was said of them, in other words. */
    public ChatRequest withTools(List<Tool> others, List<Message> turns, @Nullable ToolChoice choice) {
        return new ChatRequest(
                dialect,
                model,
                stream,
                turns,
                others,
                choice,
                parallelCalls,
                sampling,
                format,
                verbosity,
                reasoning,
                account,
                extras);
    }

    /** The same question to another model. */
    public ChatRequest toModel(String other) {
        return new ChatRequest(
                dialect,
                other,
                stream,
                messages,
                tools,
                toolChoice,
                parallelCalls,
                sampling,
                format,
                verbosity,
                reasoning,
                account,
                extras);
    }
}
