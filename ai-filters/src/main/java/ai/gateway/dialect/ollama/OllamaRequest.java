package ai.gateway.dialect.ollama;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;

import java.util.EnumSet;
import java.util.Set;

import static ai.gateway.exchange.Operation.CHAT;
import static ai.gateway.exchange.Operation.COMPLETION;
import static ai.gateway.exchange.Operation.EMBEDDINGS;

/** Reads requests of the API. */
final class OllamaRequest {

    private OllamaRequest() {}

    static boolean takesModel(Call call) {
        return call.operation() == CHAT || call.operation() == COMPLETION || call.operation() == EMBEDDINGS;
    }

    static RequestFacts facts(Call call, Json body) {
        if (!takesModel(call)) {
            return Fields.loose(call, body);
        }
        String model = Fields.requiredModel(call, Fields.object(body));
        if (call.operation() == EMBEDDINGS) {
            return new RequestFacts(model, false, Usage.ABSENT, false, Set.of(Modality.TEXT));
        }
        return new RequestFacts(
                model,
                Fields.flag(body, "stream", true),
                Fields.count(Fields.object(body, "options"), "num_predict"),
                Fields.array(body, "tools").size() > 0,
                input(call, body));
    }

    static void texts(Json body, TextVisitor visitor) {
        Texts.show(Role.SYSTEM, 0, body.get("system"), visitor);
        int run = 0;
        for (Json message : body.get("messages").items()) {
            message(Texts.role(message.get("role")), message, run++, visitor);
        }
        Texts.show(Role.USER, run, body.get("prompt"), visitor);
        Texts.show(Role.USER, run, body.get("suffix"), visitor);
        Texts.showAll(Role.USER, run, body.get("input"), visitor);
        for (Json tool : body.get("tools").items()) {
            Texts.show(Role.SYSTEM, run, tool.get("function").get("description"), visitor);
        }
    }

    /** A message, in a request and in an answer alike. */
    static void message(Role role, Json message, int run, TextVisitor visitor) {
        Texts.show(Role.THINKING, run, message.get("thinking"), visitor);
        Texts.show(role, run, message.get("content"), visitor);
        for (Json call : message.get("tool_calls").items()) {
            Texts.deep(Role.TOOL_ARGUMENTS, run, call.get("function").get("arguments"), visitor);
        }
    }

    private static Set<Modality> input(Call call, Json body) {
        Set<Modality> found = EnumSet.of(Modality.TEXT);
        if (Fields.array(body, "images").size() > 0) {
            found.add(Modality.IMAGE);
        }
        if (call.operation() == CHAT) {
            for (Json message : Fields.requiredArray(body, "messages").items()) {
                Fields.string(Fields.object(message), "content");
                if (Fields.array(message, "images").size() > 0) {
                    found.add(Modality.IMAGE);
                }
            }
        }
        return found;
    }
}
