package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Counts;
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

/** Reads requests of the API. */
final class GeminiRequest {

    private GeminiRequest() {}

    static RequestFacts facts(Call call, Json body) {
        return switch (call.operation()) {
            case CHAT -> chat(call, Fields.object(body));
            case EMBEDDINGS, COUNT_TOKENS -> other(call, Fields.object(body));
            case COMPLETION, RERANK, IMAGE, SPEECH, TRANSCRIPTION, MODERATION, MODELS, FILES, BATCHES, OTHER ->
                Fields.loose(call, body);
        };
    }

    static void texts(Json body, TextVisitor visitor) {
        for (String name : new String[] {"systemInstruction", "system_instruction"}) {
            GeminiParts.content(Role.SYSTEM, 0, body.get(name), visitor);
        }
        int run = 0;
        GeminiParts.content(Role.USER, 0, body.get("contents"), visitor);
        for (Json content : body.get("contents").items()) {
            GeminiParts.content(Texts.role(content.get("role")), run++, content, visitor);
        }
        GeminiParts.content(Role.USER, 0, body.get("content"), visitor);
        for (Json request : body.get("requests").items()) {
            GeminiParts.content(Role.USER, run++, request.get("content"), visitor);
        }
        Texts.deep(Role.USER, 0, body.get("instances"), visitor);
        for (Json tool : body.get("tools").items()) {
            for (String name : new String[] {"functionDeclarations", "function_declarations"}) {
                for (Json function : tool.get(name).items()) {
                    Texts.show(Role.SYSTEM, run, function.get("description"), visitor);
                }
            }
        }
        for (String name : new String[] {"generateContentRequest", "generate_content_request"}) {
            if (body.get(name).isObject()) {
                texts(body.get(name), visitor);
            }
        }
    }

    private static RequestFacts chat(Call call, Json body) {
        Fields.requiredArray(body, "contents");
        long maxOutput = Counts.first(
                maxOutput(Fields.object(body, "generationConfig")),
                maxOutput(Fields.object(body, "generation_config")));
        boolean tools = Fields.array(body, "tools").size() > 0;
        return new RequestFacts(
                Fields.requiredModel(call, body), Boolean.TRUE.equals(call.stream()), maxOutput, tools, input(body));
    }

    private static RequestFacts other(Call call, Json body) {
        Set<Modality> input = input(body);
        GeminiParts.modalities(Fields.object(body, "content"), input);
        for (Json request : Fields.array(body, "requests").items()) {
            GeminiParts.modalities(Fields.object(Fields.object(request), "content"), input);
        }
        input.addAll(input(Fields.object(body, "generateContentRequest")));
        input.addAll(input(Fields.object(body, "generate_content_request")));
        return new RequestFacts(Fields.requiredModel(call, body), false, Usage.ABSENT, false, input);
    }

    private static long maxOutput(Json config) {
        return Counts.first(Fields.count(config, "maxOutputTokens"), Fields.count(config, "max_output_tokens"));
    }

    /** In whichever of the two ways of writing names the request has its configuration. */
    static String capPath(Json body) {
        boolean camel = body.get("generationConfig").isObject();
        String config = camel || !body.get("generation_config").isObject() ? "generationConfig" : "generation_config";
        boolean snake = body.get(config).get("max_output_tokens").isNumber();
        return config + (snake ? ".max_output_tokens" : ".maxOutputTokens");
    }

    private static Set<Modality> input(Json body) {
        Set<Modality> found = EnumSet.noneOf(Modality.class);
        for (Json content : Fields.array(body, "contents").items()) {
            GeminiParts.modalities(Fields.object(content), found);
        }
        return found;
    }
}
