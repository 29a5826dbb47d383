package ai.gateway.dialect.responses;

import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.wire.Json;

/** The items that a conversation is made of: messages, reasoning, calls of tools and what they gave. */
final class ResponsesItems {

    private ResponsesItems() {}

    static void texts(Role role, Json item, int run, TextVisitor visitor) {
        boolean reasons = item.get("type").is("reasoning");
        parts(reasons ? Role.THINKING : role, item.get("content"), run, visitor);
        parts(Role.THINKING, item.get("summary"), run, visitor);
        for (String name : new String[] {"arguments", "input", "code"}) {
            Texts.show(Role.TOOL_ARGUMENTS, run, item.get(name), visitor);
        }
        Texts.showAll(Role.TOOL_ARGUMENTS, run, item.get("queries"), visitor);
        Texts.show(Role.TOOL_ARGUMENTS, run, item.get("action").get("query"), visitor);
        Texts.showAll(Role.TOOL_ARGUMENTS, run, item.get("action").get("commands"), visitor);
        parts(Role.TOOL_RESULT, item.get("output"), run, visitor);
        parts(Role.TOOL_RESULT, item.get("results"), run, visitor);
        for (Json output : item.get("outputs").items()) {
            Texts.show(Role.TOOL_RESULT, run, output.get("logs"), visitor);
        }
    }

    static void parts(Role role, Json content, int run, TextVisitor visitor) {
        Texts.show(role, run, content, visitor);
        for (Json part : content.items()) {
            part(role, part, run, visitor);
        }
    }

    static void part(Role role, Json part, int run, TextVisitor visitor) {
        for (String name : new String[] {"text", "refusal", "stdout", "stderr"}) {
            Texts.show(role, run, part.get(name), visitor);
        }
    }
}
