package ai.gateway.redis;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/** Questions as bytes. What a later version adds at the end is not read. */
final class QuestionCodec {

    /** Raised when the same bytes would mean something else. */
    private static final int VERSION = 1;

    private static final int LIKELY_HEAD = 256;

    /**
     * What gateways tell each other of a question.
     *
     * @param partition in which it is looked up
     * @param id the key of its answer
     */
    record Told(String partition, String id, long untilMillis, float[] vector) {}

    private QuestionCodec() {}

    static byte[] write(Told question) {
        ByteBuffer vector = ByteBuffer.allocate(question.vector().length * Float.BYTES);
        vector.asFloatBuffer().put(question.vector());
        return new BytesOut(LIKELY_HEAD + vector.capacity())
                .number(VERSION)
                .text(question.partition())
                .text(question.id())
                .number(question.untilMillis())
                .bytes(vector.array())
                .take();
    }

    /** Nothing where these are no such bytes. */
    static @Nullable Told read(byte[] bytes) {
        try {
            BytesIn in = new BytesIn(bytes);
            return in.number() == VERSION ? new Told(in.text(), in.text(), in.number(), floats(in.bytes())) : null;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static float[] floats(byte[] bytes) {
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(floats);
        return floats;
    }
}
