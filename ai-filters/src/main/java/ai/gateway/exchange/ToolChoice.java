package ai.gateway.exchange;

import java.util.List;

/**
 * Whether a model must call a tool, and which.
 *
 * @param names of the tools to choose from; empty for all of them
 */
public record ToolChoice(Mode mode, List<String> names) {

    /** Who decides whether one is called. */
    public enum Mode {
        AUTO,
        NONE,
        /** Any, but one it must be. */
        REQUIRED
    }

    public ToolChoice {
        names = List.copyOf(names);
    }

    public static ToolChoice of(Mode mode) {
        return new ToolChoice(mode, List.of());
    }

    /** Just this one. */
    public static ToolChoice named(String name) {
        return new ToolChoice(Mode.REQUIRED, List.of(name));
    }
}
