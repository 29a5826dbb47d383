package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.wire.Json;

import java.util.EnumSet;
import java.util.Set;

import static ai.gateway.exchange.Operation.CHAT;
import static ai.gateway.exchange.Operation.COMPLETION;
import static ai.gateway.exchange.Operation.COUNT_TOKENS;

/** Reads requests of the API. */
final class AnthropicRequest {

    private AnthropicRequest() {}

    static boolean takesModel(Call call) {
        return call.operation() == CHAT || call.operation() == COUNT_TOKENS || call.operation() == COMPLETION;
    }

    static RequestFacts facts(Call call, Json body) {
        if (!takesModel(call)) {
            return Fields.loose(call, body);
        }
        Fields.object(body);
        Boolean asked = call.stream();
        return new RequestFacts(
                Fields.requiredModel(call, body),
                asked == null ? Fields.flag(body, "stream", false) : asked,
                Counts.first(Fields.count(body, "max_tokens"), Fields.count(body, "max_tokens_to_sample")),
                Fields.array(body, "tools").size() > 0,
                call.operation() == COMPLETION ? Set.of(Modality.TEXT) : input(body));
    }

    static void texts(Json body, TextVisitor visitor) {
        AnthropicBlocks.content(Role.SYSTEM, 0, body.get("system"), visitor);
        int run = 0;
        for (Json message : body.get("messages").items()) {
            AnthropicBlocks.content(Texts.role(message.get("role")), run++, message.get("content"), visitor);
        }
        Texts.show(Role.USER, 0, body.get("prompt"), visitor);
        for (Json tool : body.get("tools").items()) {
            Texts.show(Role.SYSTEM, run, tool.get("description"), visitor);
        }
    }

    private static Set<Modality> input(Json body) {
        Set<Modality> found = EnumSet.noneOf(Modality.class);
        for (Json message : Fields.requiredArray(body, "messages").items()) {
            modalities(Fields.object(message).get("content"), found);
        }
        return found;
    }

    private static void modalities(Json content, Set<Modality> found) {
        if (content.isString()) {
            found.add(Modality.TEXT);
        } else if (content.exists() && !content.isArray()) {
            throw Fields.wrong(content, "a string or an array");
        }
        for (Json block : content.items()) {
            String type = Fields.string(Fields.object(block), "type");
            switch (type == null ? "" : type) {
                case "image" -> found.add(Modality.IMAGE);
                case "document", "container_upload" -> found.add(Modality.FILE);
                case "tool_result" -> modalities(block.get("content"), found);
                default -> found.add(Modality.TEXT);
            }
        }
    }
}
