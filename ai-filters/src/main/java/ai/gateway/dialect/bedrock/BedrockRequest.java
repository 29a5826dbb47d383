package ai.gateway.dialect.bedrock;

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

/** Reads requests of Converse, and of InvokeModel as far as models agree on names. */
final class BedrockRequest {

    private BedrockRequest() {}

    static RequestFacts facts(Call call, Json body) {
        return switch (call.operation()) {
            case CHAT -> converse(call, Fields.object(body));
            case COMPLETION, EMBEDDINGS -> invoke(call, Fields.object(body));
            case COUNT_TOKENS -> Fields.loose(call, Fields.object(body));
            case RERANK, IMAGE, SPEECH, TRANSCRIPTION, MODERATION, MODELS, FILES, BATCHES, OTHER ->
                Fields.loose(call, body);
        };
    }

    static void texts(Json body, TextVisitor visitor) {
        BedrockBlocks.content(Role.SYSTEM, 0, body.get("system"), visitor);
        int run = 0;
        for (Json message : body.get("messages").items()) {
            BedrockBlocks.content(Texts.role(message.get("role")), run++, message.get("content"), visitor);
        }
        for (Json tool : body.get("toolConfig").get("tools").items()) {
            Texts.show(Role.SYSTEM, run, tool.get("toolSpec").get("description"), visitor);
        }
        for (Json tool : body.get("tools").items()) {
            Texts.show(Role.SYSTEM, run, tool.get("description"), visitor);
        }
        Texts.deep(Role.USER, run, body.get("promptVariables"), visitor);
        bare(body, run, visitor);
        Json counted = body.get("input").get("converse");
        if (counted.isObject()) {
            texts(counted, visitor);
        }
    }

    /** Models whose prompt is one text, each with a name of its own for it. */
    private static void bare(Json body, int run, TextVisitor visitor) {
        for (String name : new String[] {"prompt", "inputText", "message", "texts", "query"}) {
            Texts.showAll(Role.USER, run, body.get(name), visitor);
        }
        Texts.show(Role.SYSTEM, 0, body.get("preamble"), visitor);
        for (Json turn : body.get("chat_history").items()) {
            Texts.show(Role.USER, run, turn.get("message"), visitor);
        }
        Texts.deep(Role.USER, run, body.get("documents"), visitor);
        Texts.show(Role.USER, run, body.get("textToImageParams").get("text"), visitor);
    }

    private static RequestFacts converse(Call call, Json body) {
        String model = Fields.requiredModel(call, body);
        // A stored prompt brings its messages along.
        boolean stored = model.contains(":prompt/");
        Json messages = stored ? Fields.array(body, "messages") : Fields.requiredArray(body, "messages");
        Set<Modality> input = EnumSet.noneOf(Modality.class);
        for (Json message : messages.items()) {
            BedrockBlocks.modalities(Fields.array(Fields.object(message), "content"), input);
        }
        return new RequestFacts(
                model,
                Boolean.TRUE.equals(call.stream()),
                Fields.count(Fields.object(body, "inferenceConfig"), "maxTokens"),
                Fields.array(Fields.object(body, "toolConfig"), "tools").size() > 0,
                input);
    }

    /** The body is the model's business, so nothing in it is wrong here. */
    private static RequestFacts invoke(Call call, Json body) {
        Set<Modality> input = EnumSet.of(Modality.TEXT);
        for (Json message : body.get("messages").items()) {
            for (Json block : message.get("content").items()) {
                if (block.get("type").is("image") || block.get("image").exists()) {
                    input.add(Modality.IMAGE);
                }
            }
        }
        long maxOutput = InvokeCap.of(body);
        boolean tools =
                body.get("tools").size() + body.get("toolConfig").get("tools").size() > 0;
        return new RequestFacts(call.model(), Boolean.TRUE.equals(call.stream()), maxOutput, tools, input);
    }
}
