package ai.gateway.pipeline;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.Utf8;
import org.jspecify.annotations.Nullable;

/** What a provider streams in frames. */
final class LenientJson {

    private LenientJson() {}

    /** What is no JSON says nothing to anybody; unless it is, but for some bytes that are not UTF-8. */
    static @Nullable Json parse(byte[] bytes, int from, int to) {
        try {
            return Json.parse(bytes, from, to, JsonLimits.DEFAULT);
        } catch (JsonException e) {
            if (Utf8.firstInvalid(bytes, from, to) < 0) {
                return null;
            }
        }
        byte[] mended = Utf8.repair(bytes, from, to);
        try {
            return Json.parse(mended, 0, mended.length, JsonLimits.DEFAULT);
        } catch (JsonException notJson) {
            return null;
        }
    }
}
