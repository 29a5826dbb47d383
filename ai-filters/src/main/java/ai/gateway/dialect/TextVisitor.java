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

    /** The run of a text that is no piece of another one: it came whole, or says again what pieces in earlier frames have said. */
    int REPEATED = -1;

    /**
     * Is shown one text.
     *
     * @param run in a request, the message it belongs to. In an answer it numbers the texts of a role: what has the same
     *     role and run, frame after frame, is pieces of one text
     * @param text a JSON string
     */
    void text(Role role, int run, Json text);
}
