package ai.gateway.dialect.openai;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Media;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.ImageRequest;
import ai.gateway.exchange.ImageRequest.Size;
import ai.gateway.exchange.Images;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Pictures made of words alone; edits and variations go to providers of the same dialect only. */
final class OpenAiImages implements OperationCodec<ImageRequest, Images> {

    private static final String PATH = "/images/generations";
    private static final Set<String> KNOWN = Set.of(
            "model", "prompt", "n", "size", "quality", "output_format", "response_format", "stream", "moderation");

    @Override
    public ImageRequest readRequest(Call call, Json body) {
        if (!call.apiPath().endsWith(PATH)) {
            throw OperationCodec.unsayable("model", "edits and variations of pictures", PATH);
        }
        if (Fields.flag(body, "stream", false)) {
            throw OperationCodec.unsayable("stream", "pictures in pieces", "false");
        }
        long count = Fields.count(body, "n");
        return new ImageRequest(
                OpenAiDialect.ID,
                Fields.model(call, body),
                Fields.requiredString(body, "prompt"),
                (int) Math.min(Math.max(count, 1), Integer.MAX_VALUE),
                size(body),
                Fields.string(body, "quality"),
                Fields.string(body, "output_format"),
                "url".equals(Fields.string(body, "response_format")),
                Fields.rest(body, KNOWN));
    }

    private static @Nullable Size size(Json body) {
        String size = Fields.string(body, "size");
        if (size == null || size.equals("auto")) {
            return null;
        }
        int by = size.indexOf('x');
        try {
            return new Size(
                    Integer.parseUnsignedInt(size, 0, by, 10),
                    Integer.parseUnsignedInt(size, by + 1, size.length(), 10));
        } catch (IndexOutOfBoundsException | NumberFormatException notASize) {
            throw Fields.wrong(body.get("size"), "WIDTHxHEIGHT or auto");
        }
    }

    @Override
    public ChatCall writeRequest(ImageRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        JsonWriter json = new JsonWriter().beginObject().field("model", model).field("prompt", request.prompt());
        json.field("n", request.count());
        if (request.size() != null) {
            json.field("size", request.size().width() + "x" + request.size().height());
        }
        if (request.quality() != null) {
            json.field("quality", request.quality());
        }
        if (request.format() != null) {
            json.field("output_format", request.format());
        }
        dropped.all(request.extras());
        return new ChatCall(PATH, "", json.endObject().toBytes(), dropped.names());
    }

    @Override
    public Images readAnswer(Json answer) {
        List<Images.Image> images = new ArrayList<>();
        for (Json item : answer.get("data").items()) {
            Json base64 = item.get("b64_json");
            Json url = item.get("url");
            images.add(new Images.Image(
                    base64.isString() ? base64.text() : null, url.isString() ? url.text() : null, null));
        }
        return new Images(images, OpenAiUsage.of(answer.get("usage")));
    }

    @Override
    public byte[] writeAnswer(Images answer, Question<ImageRequest> asked) {
        if (answer.images().isEmpty()) {
            throw Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: no picture in its answer")
                    .asException();
        }
        JsonWriter json = new JsonWriter(1024).beginObject().field("created", asked.seconds());
        json.name("data").beginArray();
        for (Images.Image image : answer.images()) {
            json.beginObject();
            image(json, image, asked.request().byUrl());
            json.endObject();
        }
        json.endArray();
        String type = answer.images().get(0).type();
        if (type != null) {
            json.field("output_format", Media.format(type));
        }
        Usage usage = answer.usage();
        if (usage.isKnown()) {
            json.name("usage").beginObject().field("input_tokens", usage.prompt());
            json.field("output_tokens", Math.max(usage.output(), 0)).field("total_tokens", usage.total());
            json.endObject();
        }
        return json.endObject().toBytes();
    }

    /** Who wants an address where there is only the file gets it in one. */
    private static void image(JsonWriter json, Images.Image image, boolean byUrl) {
        if (image.base64() == null) {
            json.field("url", String.valueOf(image.url()));
        } else if (byUrl) {
            String type = image.type() == null ? "image/png" : image.type();
            json.field("url", "data:" + type + ";base64," + image.base64());
        } else {
            json.field("b64_json", image.base64());
        }
    }
}
