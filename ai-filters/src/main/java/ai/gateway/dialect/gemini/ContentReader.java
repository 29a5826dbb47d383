package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the conversation of one request: the system's instruction, then the contents. */
final class ContentReader {

    private static final Set<String> KNOWN = Set.of("role", "parts");

    private final PartReader reader = new PartReader();

    List<Message> read(Json body) {
        List<Message> messages = new ArrayList<>();
        Json system = EitherCase.get(body, "systemInstruction");
        if (system.exists() && !system.isNull()) {
            messages.add(system(system));
        }
        for (Json content : Fields.requiredArray(body, "contents").items()) {
            messages.add(message(Fields.object(content)));
        }
        return messages;
    }

    /** The role of an instruction means nothing, and some write one. */
    private Message system(Json system) {
        if (system.isString()) {
            return new Message(Message.Role.SYSTEM, null, List.of(Content.Text.of(system.text())), Extras.NONE);
        }
        return new Message(
                Message.Role.SYSTEM, null, parts(Fields.object(system)), Fields.rest(system, Set.of("parts")));
    }

    private Message message(Json content) {
        Message.Role role = role(content, Fields.string(content, "role"));
        return new Message(role, null, parts(content), Fields.rest(content, KNOWN));
    }

    private static Message.Role role(Json content, @Nullable String role) {
        return switch (role == null ? "" : role) {
            case "", "user", "function", "tool" -> Message.Role.USER;
            case "model", "assistant" -> Message.Role.ASSISTANT;
            case "system" -> Message.Role.SYSTEM;
            default -> throw Fields.wrong(content.get("role"), "user or model");
        };
    }

    /** The parts of a content that stands alone. */
    static List<Content> contentOf(Json content) {
        return new ContentReader().parts(content);
    }

    /** Some servers take a bare string, or one part that stands alone. */
    private List<Content> parts(Json content) {
        Json parts = content.get("parts");
        List<Content> read = new ArrayList<>();
        if (parts.isString()) {
            read.add(Content.Text.of(parts.text()));
        } else if (parts.isObject()) {
            read.add(reader.read(parts));
        } else if (parts.exists() && !parts.isNull() && !parts.isArray()) {
            throw Fields.wrong(parts, "an array");
        }
        for (Json part : parts.items()) {
            read.add(part.isString() ? Content.Text.of(part.text()) : reader.read(Fields.object(part)));
        }
        return read;
    }

    /** A member of an object within a part that the exchange has no place for. */
    static Extras nested(Extras part, String name, Extras inner) {
        if (inner.isEmpty()) {
            return part;
        }
        Map<String, String> all = new LinkedHashMap<>(part.fields());
        inner.fields().forEach((member, value) -> all.put(name + '.' + member, value));
        return new Extras(all);
    }
}
