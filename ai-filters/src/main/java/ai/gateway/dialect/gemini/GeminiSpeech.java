package ai.gateway.dialect.gemini;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.ProviderOnly;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Sound;
import ai.gateway.exchange.SpeechRequest;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.Base64;

/** Speech by the models that answer a chat with sound. */
final class GeminiSpeech extends ProviderOnly<SpeechRequest, Sound> {

    private static final int USUAL_RATE = 24_000;
    private static final String RATE = "rate=";

    GeminiSpeech() {
        super("generateContent", "a model of Google's");
    }

    @Override
    public ChatCall writeRequest(SpeechRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        dropped.all(request.extras());
        String text = request.manner() == null ? request.text() : request.manner() + "\n\n" + request.text();
        JsonWriter json = new JsonWriter().beginObject();
        PartJson.prompt(json, text);
        json.name("generationConfig").beginObject().name("responseModalities").beginArray();
        json.value("AUDIO").endArray();
        if (request.voice() != null) {
            json.name("speechConfig").beginObject().name("voiceConfig").beginObject();
            json.name("prebuiltVoiceConfig").beginObject().field("voiceName", request.voice());
            json.endObject().endObject().endObject();
        }
        byte[] body = json.endObject().endObject().toBytes();
        return new ChatCall(GeminiPaths.withVerb(model, "generateContent"), "", body, dropped.names());
    }

    @Override
    public Sound readAnswer(Json answer) {
        for (Json part :
                answer.get("candidates").at(0).get("content").get("parts").items()) {
            Json inline = EitherCase.get(part, "inlineData");
            if (inline.isObject()) {
                try {
                    byte[] samples =
                            Base64.getDecoder().decode(inline.get("data").text());
                    return new Sound(
                            samples, rate(EitherCase.get(inline, "mimeType").text()));
                } catch (IllegalArgumentException notBase64) {
                    break;
                }
            }
        }
        throw Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: no sound in its answer")
                .asException();
    }

    /** Such as {@code audio/L16;codec=pcm;rate=24000}. */
    private static int rate(String type) {
        int from = type.indexOf(RATE) + RATE.length();
        int end = from;
        while (from >= RATE.length() && end < type.length() && Character.isDigit(type.charAt(end)) && end < from + 6) {
            end++;
        }
        return end == from || from < RATE.length() ? USUAL_RATE : Integer.parseInt(type.substring(from, end));
    }
}
