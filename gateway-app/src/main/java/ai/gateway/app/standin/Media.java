package ai.gateway.app.standin;

import ai.gateway.app.standin.Multipart.Part;
import ai.gateway.app.standin.Values.Obj;
import ai.gateway.exchange.Images;
import ai.gateway.exchange.Sound;
import ai.gateway.wire.Json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import static ai.gateway.app.standin.Values.obj;

/** Pictures, sound and moderation: small, but real files of their kinds. */
final class Media {
    /** One pixel. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final int RATE = 8000;
    private static final int SAMPLES = RATE / 10;

    private static final List<String> CATEGORIES = List.of(
            "harassment",
            "harassment/threatening",
            "sexual",
            "hate",
            "hate/threatening",
            "illicit",
            "illicit/violent",
            "self-harm/intent",
            "self-harm/instructions",
            "self-harm",
            "sexual/minors",
            "violence",
            "violence/graphic");

    private Media() {}

    /** A picture. */
    static Images.Image picture() {
        return new Images.Image(PNG, null, "image/png");
    }

    /** A tenth of a second of a quiet 400 Hz tone. */
    static Sound tone() {
        ByteBuffer samples = ByteBuffer.allocate(2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < SAMPLES; i++) {
            samples.putShort((short) (3000 * Math.sin(2 * Math.PI * 400 * i / RATE)));
        }
        return new Sound(samples.array(), RATE);
    }

    static HttpAnswer transcription(HttpCall call) {
        Multipart form = Multipart.read(call);
        Part file = form.part("file");
        String text = "The stand-in heard " + file.filename() + ", " + file.bytes().length + " bytes.";
        if (form.text("response_format", "json").equals("text")) {
            return HttpAnswer.bytes("text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
        }
        int output = Tokens.of(text);
        Object usage = obj("type", "tokens", "input_tokens", 1, "output_tokens", output, "total_tokens", 1 + output);
        return HttpAnswer.json(obj("text", text, "usage", usage));
    }

    /** What is to be judged: each of several texts, or all parts of one message together. */
    static List<String> moderated(Json input) {
        if (!input.isArray()) {
            return List.of(input.text());
        }
        List<String> texts = new ArrayList<>();
        StringBuilder parts = new StringBuilder();
        for (Json item : input.items()) {
            if (item.isString()) {
                texts.add(item.text());
            } else {
                parts.append(item.get("text").text());
            }
        }
        return texts.isEmpty() ? List.of(parts.toString()) : texts;
    }

    static HttpAnswer.Whole moderation(String model, List<String> texts, String id) {
        List<Object> results = texts.stream().map(Media::verdict).toList();
        return HttpAnswer.json(obj("id", "modr-" + id, "model", model, "results", results));
    }

    /** A text that has the word violent in it is flagged; all others are harmless. */
    private static Object verdict(String text) {
        boolean violent = text.toLowerCase(Locale.ROOT).contains("violent");
        Obj categories = obj();
        Obj scores = obj();
        Obj types = obj();
        for (String category : CATEGORIES) {
            boolean hit = violent && category.equals("violence");
            categories.put(category, hit);
            scores.put(category, hit ? 0.9 : 0.0);
            types.put(category, List.of("text"));
        }
        return obj(
                "flagged",
                violent,
                "categories",
                categories,
                "category_scores",
                scores,
                "category_applied_input_types",
                types);
    }
}
