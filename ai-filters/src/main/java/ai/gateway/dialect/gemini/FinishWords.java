package ai.gateway.dialect.gemini;

import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.Json;

/** Why a model stopped, in Google's words. A plain stop ends calls too. */
final class FinishWords {

    private FinishWords() {}

    /** Some clients' recorders and some proxies write the number of the enum, not its name. */
    static FinishReason read(Json reason) {
        String name = reason.isString() ? reason.text() : Long.toString(reason.number(0));
        return switch (name) {
            case "STOP", "1" -> FinishReason.STOP;
            case "MAX_TOKENS", "2" -> FinishReason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "IMAGE_SAFETY",
                    "IMAGE_RECITATION",
                    "IMAGE_PROHIBITED_CONTENT",
                    "3",
                    "4",
                    "6",
                    "7",
                    "8",
                    "9",
                    "11",
                    "14",
                    "17" -> FinishReason.CONTENT_FILTER;
            case "MALFORMED_FUNCTION_CALL",
                    "UNEXPECTED_TOOL_CALL",
                    "TOO_MANY_TOOL_CALLS",
                    "MALFORMED_RESPONSE",
                    "MISSING_THOUGHT_SIGNATURE",
                    "10",
                    "12",
                    "13" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }

    static String word(FinishReason reason) {
        return switch (reason) {
            case STOP, TOOL_CALLS, PAUSE -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER, REFUSAL -> "SAFETY";
            case ERROR, OTHER -> "OTHER";
        };
    }
}
