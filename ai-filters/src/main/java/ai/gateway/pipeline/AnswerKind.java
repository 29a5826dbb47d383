package ai.gateway.pipeline;

import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;

/** What shape of answer a provider has begun, judged by its head. */
sealed interface AnswerKind {

    /** Frames of a stream. */
    record Streamed(Framing framing) implements AnswerKind {}

    /** One JSON text, to be read whole. */
    record Whole() implements AnswerKind {}

    /** Bytes that are nobody's business: audio, files, what we do not understand. */
    record Opaque() implements AnswerKind {}

    /** Not an answer to what was asked. */
    record Nonsense(String why) implements AnswerKind {}

    /** @param streamsByPath whether the path itself asks for a stream, which makes a JSON answer an array that grows */
    static AnswerKind of(int status, @Nullable String contentType, Operation operation, boolean streamsByPath) {
        boolean understood = isUnderstood(operation);
        if (status < 200 || (status >= 300 && status < 400 && (understood || status != 304))) {
            return new Nonsense("status " + status);
        }
        if (status == 204 && understood) {
            return new Nonsense("status 204, nothing");
        }
        Framing framing = Framing.of(contentType);
        if (framing != null) {
            return new Streamed(framing);
        }
        if (status == 204 || status == 304) {
            return new Opaque();
        }
        boolean json = contentType == null || contentType.contains("json");
        if (streamsByPath && json && status == 200 && contentType != null) {
            return new Streamed(Framing.JSON_ARRAY);
        }
        if (!understood || (operation == Operation.SPEECH && status < 400)) {
            return json ? new Whole() : new Opaque();
        }
        if (operation == Operation.TRANSCRIPTION
                && status < 400
                && contentType != null
                && contentType.startsWith("text/plain")) {
            return new Opaque();
        }
        return json ? new Whole() : new Nonsense("status " + status + " with " + contentType);
    }

    /** Whether we know what a good answer to this looks like. */
    private static boolean isUnderstood(Operation operation) {
        return switch (operation) {
            case CHAT, COMPLETION, EMBEDDINGS, RERANK, IMAGE, SPEECH, TRANSCRIPTION, MODERATION, COUNT_TOKENS, MODELS ->
                true;
            case FILES, BATCHES, OTHER -> false;
        };
    }
}
