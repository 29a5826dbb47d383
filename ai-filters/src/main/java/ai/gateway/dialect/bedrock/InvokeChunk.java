package ai.gateway.dialect.bedrock;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.Utf8;
import org.jspecify.annotations.Nullable;

import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The frame in which a stream of InvokeModel carries an event of the model's own: base64 in {@code {"bytes":"…"}}. */
final class InvokeChunk {

    private static final String BYTES = "bytes";

    private InvokeChunk() {}

    /** The event, mended where it is not UTF-8; null where there is none, or none in base64. */
    static byte @Nullable [] event(Json frame) {
        Json packed = frame.get(BYTES);
        if (!packed.isString()) {
            return null;
        }
        try {
            byte[] event = Base64.getDecoder().decode(packed.text().getBytes(UTF_8));
            return Utf8.firstInvalid(event, 0, event.length) < 0 ? event : Utf8.repair(event, 0, event.length);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    static void put(Json frame, byte[] event, JsonEdit edit) {
        edit.replace(frame.get(BYTES), '"' + Base64.getEncoder().encodeToString(event) + '"');
    }
}
