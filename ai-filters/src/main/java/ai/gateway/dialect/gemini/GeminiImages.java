package ai.gateway.dialect.gemini;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.ProviderOnly;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ImageRequest;
import ai.gateway.exchange.Images;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.List;

/** Pictures by Imagen, which predicts them, and by those of the Gemini models that answer a chat with one. */
final class GeminiImages extends ProviderOnly<ImageRequest, Images> {

    private static final String[] PROPORTIONS = {"1:1", "3:4", "4:3", "9:16", "16:9"};

    GeminiImages() {
        super("generateContent or predict", "a model of Google's");
    }

    @Override
    public ChatCall writeRequest(ImageRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        if (request.quality() != null && !request.quality().equals("auto")) {
            dropped.add("quality");
        }
        if (request.format() != null && !request.format().equals("png")) {
            dropped.add("output_format");
        }
        dropped.all(request.extras());
        boolean predicted = model.startsWith("imagen");
        byte[] body = predicted ? imagen(request) : gemini(request);
        String verb = predicted ? "predict" : "generateContent";
        return new ChatCall(GeminiPaths.withVerb(model, verb), "", body, dropped.names());
    }

    private static byte[] imagen(ImageRequest request) {
        JsonWriter json = new JsonWriter().beginObject().name("instances").beginArray();
        json.beginObject().field("prompt", request.prompt()).endObject().endArray();
        json.name("parameters").beginObject().field("sampleCount", request.count());
        if (request.size() != null) {
            json.field("aspectRatio", request.size().nearest(PROPORTIONS));
        }
        return json.endObject().endObject().toBytes();
    }

    private static byte[] gemini(ImageRequest request) {
        if (request.count() != 1) {
            throw OperationCodec.unsayable("n", "more than one picture", "1, or an imagen model");
        }
        JsonWriter json = new JsonWriter().beginObject();
        PartJson.prompt(json, request.prompt());
        json.name("generationConfig").beginObject().name("responseModalities").beginArray();
        json.value("IMAGE").endArray();
        if (request.size() != null) {
            json.name("imageConfig").beginObject();
            json.field("aspectRatio", request.size().nearest(PROPORTIONS)).endObject();
        }
        return json.endObject().endObject().toBytes();
    }

    @Override
    public Images readAnswer(Json answer) {
        List<Images.Image> images = new ArrayList<>();
        for (Json prediction : answer.get("predictions").items()) {
            Json bytes = prediction.get("bytesBase64Encoded");
            if (bytes.isString()) {
                images.add(new Images.Image(
                        bytes.text(), null, prediction.get("mimeType").text("image/png")));
            }
        }
        for (Json candidate : answer.get("candidates").items()) {
            for (Json part : candidate.get("content").get("parts").items()) {
                Json inline = EitherCase.get(part, "inlineData");
                boolean draft = part.get("thought").flag(false);
                if (inline.isObject() && !draft) {
                    images.add(new Images.Image(
                            inline.get("data").text(),
                            null,
                            EitherCase.get(inline, "mimeType").text("image/png")));
                }
            }
        }
        return new Images(images, GeminiUsage.of(answer.get("usageMetadata")));
    }
}
