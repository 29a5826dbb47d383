package ai.gateway.dialect.responses;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Set;

import static ai.gateway.exchange.Operation.CHAT;
import static ai.gateway.exchange.Operation.COUNT_TOKENS;

/** Reads requests of the API. */
final class ResponsesRequest {

    private ResponsesRequest() {}

    static RequestFacts facts(Call call, Json body) {
        if (call.operation() != CHAT && call.operation() != COUNT_TOKENS) {
            return Fields.loose(call, body);
        }
        Fields.object(body);
        // A stored prompt may bring the model and the input along.
        boolean stored = Fields.object(body, "prompt").exists();
        String model = stored ? Fields.model(call, body) : Fields.requiredModel(call, body);
        return new RequestFacts(
                model,
                Fields.flag(body, "stream", false),
                Fields.count(body, "max_output_tokens"),
                Fields.array(body, "tools").size() > 0,
                input(body, stored));
    }

    static void texts(Json body, TextVisitor visitor) {
        Texts.show(Role.SYSTEM, 0, body.get("instructions"), visitor);
        Json input = body.get("input");
        Texts.show(Role.USER, 0, input, visitor);
        int run = 0;
        for (Json item : input.items()) {
            ResponsesItems.texts(Texts.role(item.get("role")), item, run++, visitor);
        }
        Json prompt = body.get("prompt");
        prompt.get("variables").members((name, value) -> {
            Texts.show(Role.USER, 0, value, visitor);
            Texts.show(Role.USER, 0, value.get("text"), visitor);
        });
        for (Json tool : body.get("tools").items()) {
            Texts.show(Role.SYSTEM, run, tool.get("description"), visitor);
        }
    }

    private static Set<Modality> input(Json body, boolean stored) {
        Set<Modality> found = EnumSet.noneOf(Modality.class);
        body.get("prompt").get("variables").members((name, value) -> modalities(value, found));
        Json input = body.get("input");
        if (!input.exists() || input.isNull()) {
            if (!stored
                    && !body.get("previous_response_id").exists()
                    && !body.get("conversation").exists()) {
                throw Fields.absent(body, "input", "a string or an array");
            }
        } else if (input.isString()) {
            found.add(Modality.TEXT);
        } else if (!input.isArray()) {
            throw Fields.wrong(input, "a string or an array");
        }
        for (Json item : input.items()) {
            Fields.string(Fields.object(item), "type");
            modalities(item.get("content"), found);
            modalities(item.get("output"), found);
        }
        return found;
    }

    private static void modalities(Json content, Set<Modality> found) {
        if (content.isString()) {
            found.add(Modality.TEXT);
        } else if (content.isObject()) {
            found.add(modality(Fields.string(content, "type")));
        } else if (content.exists() && !content.isArray() && !content.isNull()) {
            throw Fields.wrong(content, "a string or an array");
        }
        for (Json part : content.items()) {
            found.add(modality(Fields.string(Fields.object(part), "type")));
        }
    }

    private static Modality modality(@Nullable String type) {
        return switch (type == null ? "" : type) {
            case "input_image", "computer_screenshot" -> Modality.IMAGE;
            case "input_audio" -> Modality.AUDIO;
            case "input_video" -> Modality.VIDEO;
            case "input_file" -> Modality.FILE;
            default -> Modality.TEXT;
        };
    }
}
