package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One block of a message, in a request or in an answer. */
public sealed interface Content {

    /** What a dialect says of a block beyond the block itself. */
    Notes notes();

    /** Shows the block as what it is. */
    void show(Visitor visitor);

    /** What of it comes in pieces when it is streamed: what is said, thought or refused, the arguments of a call. */
    default String flow() {
        return "";
    }

    /** The block before its first piece: what is known of it at once. */
    default Content head() {
        return this;
    }

    /** What the provider has signed it with; null where it has not, or where this is nothing to sign. */
    default @Nullable Seal seal() {
        return null;
    }

    /** Is shown blocks as what they are; a new kind of block breaks the build wherever it must be thought about. */
    interface Visitor {

        void text(Text text);

        void media(Media media);

        void thinking(Thinking thinking);

        void toolCall(ToolCall call);

        void toolResult(ToolResult result);

        void refusal(Refusal refusal);

        void foreign(Foreign foreign);
    }

    /** Is shown the blocks of an answer. Nobody answers with the results of tools. */
    interface AnswerVisitor extends Visitor {

        @Override
        default void toolResult(ToolResult result) {}
    }

    /**
     * What a dialect says of a block beyond the block itself.
     *
     * @param cache a mark that the prompt up to here is worth keeping at the provider; null for none
     */
    record Notes(@Nullable CacheMark cache, Extras extras) {

        public static final Notes NONE = new Notes(null, Extras.NONE);

        public static Notes of(@Nullable CacheMark cache, Extras extras) {
            return cache == null && extras.isEmpty() ? NONE : new Notes(cache, extras);
        }
    }

    /** @param ttl how long to keep it, as providers write it ({@code 5m}, {@code 1h}); null for as long as is usual */
    record CacheMark(@Nullable String ttl) {}

    /**
     * What somebody says.
     *
     * @param seal Gemini signs texts too
     */
    record Text(
            String text, List<Citation> citations, @Nullable Seal seal, Notes notes) implements Content {

        public Text {
            citations = List.copyOf(citations);
        }

        public static Text of(String text) {
            return new Text(text, List.of(), null, Notes.NONE);
        }

        @Override
        public void show(Visitor visitor) {
            visitor.text(this);
        }

        @Override
        public String flow() {
            return text;
        }

        @Override
        public Text head() {
            return new Text("", List.of(), null, notes);
        }
    }

    /**
     * A picture, a sound, a film or a file.
     *
     * @param type its media type; null where nobody said
     * @param name of a file; null where it has none
     */
    record Media(
            Modality kind,
            Source source,
            @Nullable String type,
            @Nullable String name,
            Notes notes) implements Content {

        @Override
        public void show(Visitor visitor) {
            visitor.media(this);
        }
    }

    /** Where the bytes of a medium are. */
    record Source(Kind kind, String value) {

        /** What the value is. */
        public enum Kind {
            BASE64,
            URL,
            /** The id or the address of a file that was given to the provider before. */
            UPLOADED,
            /** A document that is plain text. */
            PLAIN
        }
    }

    /**
     * What a model thinks before it speaks.
     *
     * @param text empty where the provider keeps it to itself
     * @param hidden whether the seal is all there is, and stands for thoughts that nobody may read
     */
    record Thinking(String text, @Nullable Seal seal, boolean hidden, Notes notes) implements Content {

        @Override
        public void show(Visitor visitor) {
            visitor.thinking(this);
        }

        @Override
        public String flow() {
            return text;
        }

        @Override
        public Thinking head() {
            return new Thinking("", null, hidden, notes);
        }
    }

    /**
     * A model asks for a tool.
     *
     * @param arguments a JSON text; of a custom tool its plain input
     * @param seal Gemini signs calls
     */
    record ToolCall(
            String id,
            String name,
            String arguments,
            boolean custom,
            @Nullable Seal seal,
            Notes notes) implements Content {

        @Override
        public void show(Visitor visitor) {
            visitor.toolCall(this);
        }

        @Override
        public String flow() {
            return arguments;
        }

        @Override
        public ToolCall head() {
            return new ToolCall(id, name, "", custom, null, notes);
        }
    }

    /**
     * What a tool has answered.
     *
     * @param name of the tool; empty where the dialect goes by the id of the call alone
     */
    record ToolResult(String callId, String name, List<Content> content, boolean failed, Notes notes)
            implements Content {

        public ToolResult {
            content = List.copyOf(content);
        }

        @Override
        public void show(Visitor visitor) {
            visitor.toolResult(this);
        }
    }

    /** A model says that it will not. */
    record Refusal(String text, Notes notes) implements Content {

        @Override
        public void show(Visitor visitor) {
            visitor.refusal(this);
        }

        @Override
        public String flow() {
            return text;
        }

        @Override
        public Refusal head() {
            return new Refusal("", notes);
        }
    }

    /**
     * A block that only one dialect knows, such as the result of a tool that its provider runs.
     *
     * @param type its name there
     * @param json all of it
     */
    record Foreign(String dialect, String type, String json, Notes notes) implements Content {

        @Override
        public void show(Visitor visitor) {
            visitor.foreign(this);
        }
    }
}
