package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.wire.Json;

/** The blocks that messages are made of, in requests and in answers. */
final class AnthropicBlocks {

    private AnthropicBlocks() {}

    /** Content is a string, or blocks. */
    static void content(Role role, int run, Json content, TextVisitor visitor) {
        Texts.show(role, run, content, visitor);
        for (Json block : content.items()) {
            block(role, run, block, visitor);
        }
    }

    static void block(Role role, int run, Json block, TextVisitor visitor) {
        String type = block.get("type").text();
        Texts.show(role, run, block.get("text"), visitor);
        Texts.show(Role.THINKING, run, block.get("thinking"), visitor);
        if (type.endsWith("tool_use")) {
            Texts.deep(Role.TOOL_ARGUMENTS, run, block.get("input"), visitor);
        } else if (type.endsWith("tool_result")) {
            result(run, block.get("content"), visitor);
        } else if (type.equals("document")) {
            document(role, run, block, visitor);
        } else {
            content(role, run, block.get("content"), visitor);
        }
    }

    /** What a tool gave: blocks from the client's tools, and from those of the server an object with what they printed. */
    private static void result(int run, Json content, TextVisitor visitor) {
        content(Role.TOOL_RESULT, run, content, visitor);
        Texts.show(Role.TOOL_RESULT, run, content.get("stdout"), visitor);
        Texts.show(Role.TOOL_RESULT, run, content.get("stderr"), visitor);
    }

    private static void document(Role role, int run, Json block, TextVisitor visitor) {
        Texts.show(role, run, block.get("title"), visitor);
        Texts.show(role, run, block.get("context"), visitor);
        Json source = block.get("source");
        if (source.get("type").is("text")) {
            Texts.show(role, run, source.get("data"), visitor);
        }
        content(role, run, source.get("content"), visitor);
    }
}
