package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.ProviderOnly;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ImageRequest;
import ai.gateway.exchange.Images;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.List;

/** Pictures by InvokeModel: Nova Canvas and Titan take one body, Stability's models another. */
final class InvokeImages extends ProviderOnly<ImageRequest, Images> {

    private static final String[] PROPORTIONS = {"1:1", "16:9", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21"};

    InvokeImages() {
        super("a body of InvokeModel", "a model on Bedrock");
    }

    @Override
    public ChatCall writeRequest(ImageRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        byte[] body = model.contains("stability.") ? stability(request, dropped) : amazon(request, dropped);
        dropped.all(request.extras());
        return new ChatCall(BedrockPaths.invoke(model), "", body, dropped.names());
    }

    private static byte[] amazon(ImageRequest request, Dropped dropped) {
        if (request.format() != null && !request.format().equals("png")) {
            dropped.add("output_format");
        }
        JsonWriter json = new JsonWriter().beginObject().field("taskType", "TEXT_IMAGE");
        json.name("textToImageParams")
                .beginObject()
                .field("text", request.prompt())
                .endObject();
        json.name("imageGenerationConfig").beginObject().field("numberOfImages", request.count());
        if (request.size() != null) {
            json.field("width", request.size().width())
                    .field("height", request.size().height());
        }
        if (request.quality() != null) {
            boolean good = request.quality().equals("high") || request.quality().equals("hd");
            json.field("quality", good ? "premium" : "standard");
        }
        return json.endObject().endObject().toBytes();
    }

    private static byte[] stability(ImageRequest request, Dropped dropped) {
        if (request.count() != 1) {
            throw OperationCodec.unsayable("n", "more than one picture", "1");
        }
        if (request.quality() != null && !request.quality().equals("auto")) {
            dropped.add("quality");
        }
        JsonWriter json = new JsonWriter().beginObject().field("prompt", request.prompt());
        json.field("mode", "text-to-image");
        if (request.size() != null) {
            json.field("aspect_ratio", request.size().nearest(PROPORTIONS));
        }
        if (request.format() != null) {
            json.field("output_format", request.format());
        }
        return json.endObject().toBytes();
    }

    @Override
    public Images readAnswer(Json answer) {
        List<Images.Image> images = new ArrayList<>();
        for (Json image : answer.get("images").items()) {
            if (image.isString()) {
                images.add(new Images.Image(image.text(), null, null));
            }
        }
        return new Images(images, Usage.NONE);
    }
}
