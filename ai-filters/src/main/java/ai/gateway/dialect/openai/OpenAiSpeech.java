package ai.gateway.dialect.openai;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Sound;
import ai.gateway.exchange.SpeechRequest;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Speech for clients of the API; its own providers answer in sound, which passes as it is. */
final class OpenAiSpeech implements OperationCodec<SpeechRequest, Sound> {

    private static final String WAV = "wav";
    private static final String PCM = "pcm";
    private static final int HEADER = 44;
    private static final int SAMPLE = 2;
    private static final Set<String> KNOWN =
            Set.of("model", "input", "voice", "instructions", "response_format", "stream_format");

    /** Nothing here can compress sound: who insists on a format that does is told. */
    @Override
    public SpeechRequest readRequest(Call call, Json body) {
        String format = Fields.string(body, "response_format");
        if (format != null && !format.equals(WAV) && !format.equals(PCM)) {
            throw OperationCodec.unsayable("response_format", format, "wav or pcm");
        }
        if ("sse".equals(Fields.string(body, "stream_format"))) {
            throw OperationCodec.unsayable("stream_format", "sse", "audio");
        }
        return new SpeechRequest(
                OpenAiDialect.ID,
                Fields.model(call, body),
                Fields.requiredString(body, "input"),
                voice(body.get("voice")),
                Fields.string(body, "instructions"),
                format,
                Fields.rest(body, KNOWN));
    }

    private static @Nullable String voice(Json voice) {
        if (voice.exists() && !voice.isNull() && !voice.isString() && !voice.isObject()) {
            throw Fields.wrong(voice, "a string or an object");
        }
        String name = voice.isObject() ? voice.get("id").text() : voice.text();
        return name.isEmpty() ? null : name;
    }

    @Override
    public ChatCall writeRequest(SpeechRequest request, String model, Traits traits) {
        throw OperationCodec.unsayable("model", "speech in another dialect", "/audio/speech");
    }

    @Override
    public Sound readAnswer(Json answer) {
        throw new IllegalStateException("answer: JSON (expected: never asked for)");
    }

    @Override
    public String answerType(Question<SpeechRequest> asked) {
        return PCM.equals(asked.request().format()) ? "audio/pcm" : "audio/wav";
    }

    @Override
    public byte[] writeAnswer(Sound sound, Question<SpeechRequest> asked) {
        return PCM.equals(asked.request().format()) ? sound.samples() : wav(sound);
    }

    private static byte[] wav(Sound sound) {
        int size = sound.samples().length;
        ByteBuffer wav = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(US_ASCII)).putInt(HEADER - 8 + size).put("WAVEfmt ".getBytes(US_ASCII));
        wav.putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(sound.rate())
                .putInt(sound.rate() * SAMPLE)
                .putShort((short) SAMPLE)
                .putShort((short) 16);
        return wav.put("data".getBytes(US_ASCII))
                .putInt(size)
                .put(sound.samples())
                .array();
    }
}
