package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One turn of a conversation. Results of tools come in messages of {@link Role#TOOL} or among what the user says, as the
 * client wrote them; a dialect that wants them otherwise regroups them.
 *
 * @param name of the speaker; null where it has none
 */
public record Message(Role role, @Nullable String name, List<Content> content, Extras extras) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        DEVELOPER,
        USER,
        ASSISTANT,
        TOOL;

        public boolean isInstruction() {
            return this == SYSTEM || this == DEVELOPER;
        }
    }

    public Message {
        content = List.copyOf(content);
    }
}
