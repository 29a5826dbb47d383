package ai.gateway.dialect;

import ai.gateway.exchange.Content;

/** Is shown the parts of a message's content. Thoughts, calls and results are none where they have places of their own. */
public interface PartVisitor extends Content.Visitor {

    @Override
    default void thinking(Content.Thinking thinking) {
        throw new IllegalStateException("thoughts are no parts");
    }

    @Override
    default void toolCall(Content.ToolCall call) {
        throw new IllegalStateException("calls are no parts");
    }

    @Override
    default void toolResult(Content.ToolResult result) {
        throw new IllegalStateException("results are no parts");
    }
}
