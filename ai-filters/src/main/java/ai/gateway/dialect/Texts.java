package ai.gateway.dialect;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.wire.Json;

/** Walks to the strings of a body. */
public final class Texts {

    private Texts() {}

    /** Shows a value when it is a string. */
    public static void show(Role role, int run, Json value, TextVisitor visitor) {
        if (value.isString()) {
            visitor.text(role, run, value);
        }
    }

    /** Shows a string, or the strings of an array of strings. */
    public static void showAll(Role role, int run, Json value, TextVisitor visitor) {
        show(role, run, value, visitor);
        for (Json item : value.items()) {
            show(role, run, item, visitor);
        }
    }

    /** Shows every string inside, such as those of a tool's arguments. */
    public static void deep(Role role, int run, Json value, TextVisitor visitor) {
        show(role, run, value, visitor);
        for (Json item : value.items()) {
            deep(role, run, item, visitor);
        }
        value.members((name, member) -> deep(role, run, member, visitor));
    }

    /** For dialects whose calls of tools come whole, as objects: their strings are no pieces of one text. */
    public static TextVisitor ofWholeCalls(TextVisitor visitor) {
        return (role, run, text) -> visitor.text(role, role == Role.TOOL_ARGUMENTS ? TextVisitor.REPEATED : run, text);
    }

    /** Who speaks in a message. */
    public static Role role(Json role) {
        if (role.is("assistant") || role.is("model")) {
            return Role.ASSISTANT;
        }
        if (role.is("system") || role.is("developer")) {
            return Role.SYSTEM;
        }
        return role.is("tool") || role.is("function") ? Role.TOOL_RESULT : Role.USER;
    }
}
