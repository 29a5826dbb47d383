package ai.gateway.dialect.cohere;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;

import java.util.Map;

/** What a model plans before it calls tools: thoughts that have a member of their own here, and so bear a mark. */
final class ToolPlan {

    static final String MEMBER = "tool_plan";

    private static final Notes MARK = Notes.of(null, new Extras(Map.of(MEMBER, "true")));

    private ToolPlan() {}

    static Content.Thinking of(String text) {
        return new Content.Thinking(text, null, /* hidden= */ false, MARK);
    }

    static boolean is(Content.Thinking thinking) {
        return thinking.notes().equals(MARK);
    }
}
