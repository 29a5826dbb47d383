package ai.gateway.app.standin;

import ai.gateway.app.standin.Json.Obj;
import ai.gateway.app.standin.Multipart.Part;
import tools.jackson.databind.JsonNode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import static ai.gateway.app.standin.Json.obj;

/** Pictures, sound and moderation: small, but real files of their kinds. */
final class Media {
    /** One pixel. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

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

    static Object image(Prompt prompt, long created) {
        JsonNode body = prompt.body();
        int wanted = Math.max(1, Math.min(10, body.path("n").asInt(1)));
        Object usage = obj().with("input_tokens", prompt.tokens())
                .with("input_tokens_details", obj("image_tokens", 0, "text_tokens", prompt.tokens()))
                .with("output_tokens", wanted)
                .with("output_tokens_details", obj("image_tokens", wanted, "text_tokens", 0))
                .with("total_tokens", prompt.tokens() + wanted);
        return obj().with("created", created)
                .with("background", "opaque")
                .with("data", Collections.nCopies(wanted, obj("b64_json", PNG)))
                .with("output_format", "png")
                .with("quality", "low")
                .with("size", "1x1")
                .with("usage", usage);
    }

    /** A tenth of a second of a quiet 400 Hz tone, 8 kHz, 16 bit, one channel. */
    static byte[] wav() {
        int samples = 800;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt ")).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (3000 * Math.sin(2 * Math.PI * 400 * i / 8000)));
        }
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static Answer transcription(HttpCall call) {
        Multipart form = Multipart.read(call);
        Part file = form.part("file");
        String text = "The stand-in heard " + file.filename() + ", " + file.bytes().length + " bytes.";
        if (form.text("response_format", "json").equals("text")) {
            return Answer.bytes("text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
        }
        int output = Tokens.of(text);
        Object usage = obj("type", "tokens", "input_tokens", 1, "output_tokens", output, "total_tokens", 1 + output);
        return Answer.json(obj("text", text, "usage", usage));
    }

    static Object moderation(Prompt prompt, String id) {
        JsonNode input = prompt.body().path("input");
        boolean texts = input.isArray() && input.path(0).isString();
        List<Object> results = new ArrayList<>();
        if (texts) {
            input.forEach(text -> results.add(verdict(PromptReader.textOf(text))));
        } else {
            results.add(verdict(PromptReader.textOf(input)));
        }
        return obj("id", "modr-" + id, "model", prompt.model(), "results", results);
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
