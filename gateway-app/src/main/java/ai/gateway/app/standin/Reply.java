package ai.gateway.app.standin;

import java.util.List;
import java.util.stream.Collectors;

/** What is answered, before any dialect words it: the same for the JSON and for the stream. */
record Reply(String id, long created, Prompt prompt, List<Block> blocks, Finish finish, Usage usage) {
    enum Finish {
        STOP,
        LENGTH,
        CALLS
    }

    /** Tokens; {@code output} includes {@code thinking}. */
    record Usage(int input, int output, int thinking) {
        int total() {
            return input + output;
        }
    }

    String model() {
        return prompt.model();
    }

    List<Block> all(Block.Kind kind) {
        return blocks.stream().filter(block -> block.is(kind)).toList();
    }

    /** All text of one kind in one piece. */
    String text(Block.Kind kind) {
        return all(kind).stream().map(Block::text).collect(Collectors.joining());
    }
}
