package ai.gateway.wire;

/** Takes the frames of a stream as they complete. The bytes are only good during the call: they are not a copy. */
@FunctionalInterface
public interface FrameSink {

    /** A frame; {@code name} is the SSE event name or the AWS event type, empty where there is none. */
    void frame(String name, byte[] bytes, int from, int to);

    /** A frame whose bytes are all of an array. */
    default void frame(String name, byte[] bytes) {
        frame(name, bytes, 0, bytes.length);
    }

    /** A frame by which AWS ends a stream that has failed; only {@link AwsEventStreamReader} can tell. */
    default void exception(String type, byte[] bytes, int from, int to) {
        frame(type, bytes, from, to);
    }
}
