package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Set;

import static ai.gateway.exchange.Operation.CHAT;
import static ai.gateway.exchange.Operation.EMBEDDINGS;
import static ai.gateway.exchange.Operation.RERANK;

/** Reads requests of the API. */
final class CohereRequest {

    private CohereRequest() {}

    static boolean takesModel(Call call) {
        return call.operation() == CHAT || call.operation() == EMBEDDINGS || call.operation() == RERANK;
    }

    static RequestFacts facts(Call call, Json body) {
        if (!takesModel(call)) {
            return Fields.loose(call, body);
        }
        Fields.object(body);
        // Version 1 has default models.
        boolean second = !CoherePaths.isFirstVersion(call);
        String model = second ? Fields.requiredModel(call, body) : Fields.model(call, body);
        if (call.operation() == CHAT) {
            return chat(model, body, second);
        }
        boolean images = Fields.array(body, "images").size() > 0;
        Set<Modality> input = Set.of(images ? Modality.IMAGE : Modality.TEXT);
        return new RequestFacts(model, false, Usage.ABSENT, false, input);
    }

    static void texts(Json body, TextVisitor visitor) {
        Texts.show(Role.SYSTEM, 0, body.get("preamble"), visitor);
        int run = 0;
        for (Json turn : body.get("chat_history").items()) {
            Texts.show(speaker(turn), run++, turn.get("message"), visitor);
        }
        for (Json message : body.get("messages").items()) {
            message(Texts.role(message.get("role")), message, run++, visitor);
        }
        Texts.show(Role.USER, run, body.get("message"), visitor);
        Texts.deep(Role.TOOL_RESULT, run, body.get("tool_results"), visitor);
        Texts.show(Role.USER, run, body.get("query"), visitor);
        Texts.deep(Role.USER, run, body.get("documents"), visitor);
        Texts.showAll(Role.USER, run, body.get("texts"), visitor);
        for (Json input : body.get("inputs").items()) {
            content(Role.USER, input.get("content"), run, visitor);
        }
        for (Json tool : body.get("tools").items()) {
            Texts.show(Role.SYSTEM, run, tool.get("function").get("description"), visitor);
            Texts.show(Role.SYSTEM, run, tool.get("description"), visitor);
        }
    }

    /** Who speaks in a turn of version 1. */
    static Role speaker(Json turn) {
        Json role = turn.get("role");
        if (role.is("SYSTEM")) {
            return Role.SYSTEM;
        }
        return role.is("CHATBOT") ? Role.ASSISTANT : Role.USER;
    }

    /** A message, in a request and in an answer alike. */
    static void message(Role role, Json message, int run, TextVisitor visitor) {
        Texts.show(Role.THINKING, run, message.get("tool_plan"), visitor);
        content(role, message.get("content"), run, visitor);
        for (Json call : message.get("tool_calls").items()) {
            Texts.deep(Role.TOOL_ARGUMENTS, run, call.get("function").get("arguments"), visitor);
        }
    }

    private static void content(Role role, Json content, int run, TextVisitor visitor) {
        Texts.showAll(role, run, content, visitor);
        for (Json part : content.items()) {
            Texts.show(role, run, part.get("text"), visitor);
            Texts.show(Role.THINKING, run, part.get("thinking"), visitor);
            Texts.deep(role, run, part.get("document").get("data"), visitor);
        }
    }

    private static RequestFacts chat(@Nullable String model, Json body, boolean second) {
        Set<Modality> input = EnumSet.noneOf(Modality.class);
        if (!second) {
            Fields.string(body, "message");
            input.add(Modality.TEXT);
        } else {
            for (Json message : Fields.requiredArray(body, "messages").items()) {
                modalities(Fields.object(message).get("content"), input);
            }
        }
        return new RequestFacts(
                model,
                Fields.flag(body, "stream", false),
                Fields.count(body, "max_tokens"),
                Fields.array(body, "tools").size() > 0,
                input);
    }

    private static void modalities(Json content, Set<Modality> found) {
        if (content.isString()) {
            found.add(Modality.TEXT);
        } else if (content.exists() && !content.isArray() && !content.isNull()) {
            throw Fields.wrong(content, "a string or an array");
        }
        for (Json part : content.items()) {
            String type = Fields.string(Fields.object(part), "type");
            found.add("image_url".equals(type) ? Modality.IMAGE : Modality.TEXT);
        }
    }
}
