package ai.gateway.dialect.openai;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Set;

/** Reads requests of the API. */
final class OpenAiRequest {

    private OpenAiRequest() {}

    static RequestFacts facts(Call call, Json body) {
        return switch (call.operation()) {
            case CHAT -> chat(call, Fields.object(body));
            case COMPLETION -> completion(call, Fields.object(body));
            case EMBEDDINGS, RERANK -> plain(Fields.requiredModel(call, Fields.object(body)), body, Modality.TEXT);
            case MODERATION, SPEECH -> plain(Fields.model(call, Fields.object(body)), body, Modality.TEXT);
            case IMAGE -> form(call, body, Modality.TEXT);
            case TRANSCRIPTION -> form(call, body, Modality.AUDIO);
            case COUNT_TOKENS, MODELS, FILES, BATCHES, OTHER -> Fields.loose(call, body);
        };
    }

    static boolean takesModel(Call call) {
        return switch (call.operation()) {
            case CHAT, COMPLETION, EMBEDDINGS, RERANK, IMAGE, SPEECH, TRANSCRIPTION, MODERATION -> true;
            case COUNT_TOKENS, MODELS, FILES, BATCHES, OTHER -> false;
        };
    }

    static void texts(Json body, TextVisitor visitor) {
        int run = 0;
        for (Json message : body.get("messages").items()) {
            message(message, run++, visitor);
        }
        Texts.deep(Role.USER, 0, body.get("prompt"), visitor);
        Texts.show(Role.USER, 0, body.get("suffix"), visitor);
        Texts.show(Role.SYSTEM, 0, body.get("instructions"), visitor);
        content(Role.USER, 0, body.get("input"), visitor);
        Texts.show(Role.USER, 0, body.get("query"), visitor);
        Texts.deep(Role.USER, 0, body.get("documents"), visitor);
        content(Role.ASSISTANT, run, body.get("prediction").get("content"), visitor);
        for (Json tool : body.get("tools").items()) {
            Texts.show(Role.SYSTEM, run, tool.get("function").get("description"), visitor);
        }
        for (Json function : body.get("functions").items()) {
            Texts.show(Role.SYSTEM, run, function.get("description"), visitor);
        }
    }

    /** The parts of a message, in a request and in an answer alike. */
    static void message(Json message, int run, TextVisitor visitor) {
        Role role = Texts.role(message.get("role"));
        thinking(message, run, visitor);
        content(role, run, message.get("content"), visitor);
        Texts.show(role, run, message.get("refusal"), visitor);
        for (Json call : message.get("tool_calls").items()) {
            Texts.deep(Role.TOOL_ARGUMENTS, run, call.get("function").get("arguments"), visitor);
            Texts.show(Role.TOOL_ARGUMENTS, run, call.get("custom").get("input"), visitor);
        }
        Texts.show(Role.TOOL_ARGUMENTS, run, message.get("function_call").get("arguments"), visitor);
    }

    /** Content is a string, or parts that hold one; Mistral's thinking is parts within a part. */
    static void content(Role role, int run, Json content, TextVisitor visitor) {
        Texts.showAll(role, run, content, visitor);
        for (Json part : content.items()) {
            Texts.show(role, run, part.get("text"), visitor);
            Texts.show(role, run, part.get("refusal"), visitor);
            content(Role.THINKING, run, part.get("thinking"), visitor);
        }
    }

    /** Some call it reasoning_content, some reasoning; some send it again in reasoning_details. */
    static void thinking(Json message, int run, TextVisitor visitor) {
        Texts.show(Role.THINKING, run, message.get("reasoning_content"), visitor);
        Texts.show(Role.THINKING, run, message.get("reasoning"), visitor);
    }

    private static RequestFacts chat(Call call, Json body) {
        String model = Fields.requiredModel(call, body);
        Set<Modality> input = EnumSet.noneOf(Modality.class);
        for (Json message : Fields.requiredArray(body, "messages").items()) {
            Json content = Fields.object(message).get("content");
            modalities(content, input);
        }
        boolean tools = Fields.array(body, "tools").size()
                        + Fields.array(body, "functions").size()
                > 0;
        return new RequestFacts(model, Fields.flag(body, "stream", false), maxOutput(body), tools, input);
    }

    private static RequestFacts completion(Call call, Json body) {
        String model = Fields.requiredModel(call, body);
        boolean stream = Fields.flag(body, "stream", false);
        return new RequestFacts(model, stream, maxOutput(body), false, Set.of(Modality.TEXT));
    }

    private static long maxOutput(Json body) {
        return Counts.first(Fields.count(body, "max_completion_tokens"), Fields.count(body, "max_tokens"));
    }

    /** OpenAI's reasoning models refuse the old name, and most who follow OpenAI do not know the new one. */
    static String capName(Call call, Json body, @Nullable String model) {
        if (call.operation() == Operation.COMPLETION) {
            return "max_tokens";
        }
        if (body.get("max_completion_tokens").isNumber()) {
            return "max_completion_tokens";
        }
        return body.get("max_tokens").isNumber() || !isOpenAi(model) ? "max_tokens" : "max_completion_tokens";
    }

    /** With or without the maker before it. GPT-OSS is served by everybody but OpenAI. */
    private static boolean isOpenAi(@Nullable String model) {
        String name = model == null ? "" : model.substring(model.lastIndexOf('/') + 1);
        boolean o = name.length() > 1 && name.charAt(0) == 'o' && Character.isDigit(name.charAt(1));
        return o || name.startsWith("chatgpt-") || (name.startsWith("gpt-") && !name.startsWith("gpt-oss"));
    }

    /** Images and recordings are often sent as forms, which we do not read. */
    private static RequestFacts form(Call call, Json body, Modality input) {
        return body.exists()
                ? plain(Fields.model(call, Fields.object(body)), body, input)
                : new RequestFacts(call.model(), false, Usage.ABSENT, false, Set.of(input));
    }

    private static RequestFacts plain(@Nullable String model, Json body, Modality input) {
        return new RequestFacts(model, Fields.flag(body, "stream", false), Usage.ABSENT, false, Set.of(input));
    }

    private static void modalities(Json content, Set<Modality> found) {
        if (content.isString()) {
            found.add(Modality.TEXT);
        } else if (content.exists() && !content.isArray() && !content.isNull()) {
            throw Fields.wrong(content, "a string or an array");
        }
        for (Json part : content.items()) {
            String type = part.isString() ? "text" : Fields.string(Fields.object(part), "type");
            found.add(modality(type == null ? "text" : type));
        }
    }

    /** OpenAI's part types, and those that Mistral and the servers of open models added. */
    private static Modality modality(String type) {
        return switch (type) {
            case "image_url", "image", "input_image" -> Modality.IMAGE;
            case "input_audio", "audio_url", "audio" -> Modality.AUDIO;
            case "video_url", "video", "input_video" -> Modality.VIDEO;
            case "file", "document_url", "input_file" -> Modality.FILE;
            default -> Modality.TEXT;
        };
    }
}
