package ai.gateway.dialect;

import ai.gateway.wire.Json;

/** Is shown every text of a body, in reading order. */
@FunctionalInterface
public interface TextVisitor {

    /** What a text is: what a model or a person said, or what is said to and by tools. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        THINKING,
        TOOL_ARGUMENTS,
        TOOL_RESULT
    }

    /**
     * @param choice which of several answers or messages it belongs to
     * @param text a JSON string
     */
    void text(Role role, int choice, Json text);
}
