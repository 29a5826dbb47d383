package ai.gateway.app.standin;

import reactor.core.publisher.Flux;

import java.time.Duration;
import java.util.Map;

/** What goes back over HTTP: a whole body, or a stream that is told. */
sealed interface HttpAnswer {
    String type();

    Map<String, String> headers();

    Manner manner();

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Whole(int status, String type, Map<String, String> headers, byte[] body, Manner manner)
            implements HttpAnswer {

        Whole in(Manner other) {
            return new Whole(status, type, headers, body, other);
        }
    }

    record Told(String type, Map<String, String> headers, Flux<byte[]> frames, Manner manner) implements HttpAnswer {}

    /** How it goes back: when it starts, how fast it comes, and after how many events the connection is reset (never: -1). */
    record Manner(Duration first, Duration between, int breakAfter) {
        static final Manner PLAIN = new Manner(Duration.ZERO, Duration.ZERO, -1);

        boolean breaks() {
            return breakAfter >= 0;
        }
    }

    static Whole json(Object body) {
        return new Whole(200, "application/json", Map.of(), Values.bytes(body), Manner.PLAIN);
    }

    static Whole bytes(String type, byte[] body) {
        return new Whole(200, type, Map.of(), body, Manner.PLAIN);
    }
}
