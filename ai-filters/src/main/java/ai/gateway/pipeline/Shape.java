package ai.gateway.pipeline;

import ai.gateway.exchange.Operation;
import ai.gateway.recall.AnswerHead;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** How an answer comes, and whether a client can take it so. */
final class Shape {

    private Shape() {}

    static AnswerKind of(Passage passage) {
        AnswerHead head = passage.head();
        if (passage.provider().isRecorded()) {
            return kind(passage.attempt(), head, head.headers().contains(Framing.HEADER));
        }
        Outcall it = new Outcall(passage.exchange(), passage.attempt(), passage.destination());
        return kind(passage.attempt(), head, streamsByPath(it));
    }

    /** The head by which those who have not asked for the answer themselves can tell how it is framed. */
    static AnswerHead marked(Outcall it, AnswerHead head) {
        AnswerKind kind = kind(it.attempt(), head, streamsByPath(it));
        boolean array = kind instanceof AnswerKind.Streamed streamed && streamed.framing() == Framing.JSON_ARRAY;
        if (!array && !head.headers().contains(Framing.HEADER)) {
            return head;
        }
        HttpHeaders marked = head.headers().copy();
        marked.remove(Framing.HEADER); // nobody else's word counts
        if (array) {
            marked.set(Framing.HEADER, "array");
        }
        return new AnswerHead(head.status(), marked);
    }

    /** Whether a recorded answer comes as this client of its dialect wants it: in pieces or not, and in which frames. */
    static boolean fits(Outcall it, AnswerHead head) {
        AiRequest request = it.attempt().request();
        if (head.status() != 200 || request.call().operation() != Operation.CHAT) {
            return true;
        }
        Framing framing = framing(head);
        if (request.isStream() != (framing != null)) {
            return false;
        }
        boolean byPath = Boolean.TRUE.equals(request.call().stream());
        return !byPath
                || framing == Framing.AWS_EVENTS
                || (framing == Framing.SSE) == Destinations.asksForSse(it.exchange());
    }

    private static @Nullable Framing framing(AnswerHead head) {
        return head.headers().contains(Framing.HEADER)
                ? Framing.JSON_ARRAY
                : Framing.of(head.headers().get("Content-Type"));
    }

    private static AnswerKind kind(Attempt attempt, AnswerHead head, boolean streamsByPath) {
        Operation operation = attempt.request().call().operation();
        return AnswerKind.of(head.status(), head.headers().get("Content-Type"), operation, streamsByPath);
    }

    private static boolean streamsByPath(Outcall it) {
        return it.destination().translation() == null
                && Boolean.TRUE.equals(it.attempt().request().call().stream())
                && !Destinations.asksForSse(it.exchange());
    }
}
