package ai.gateway.pipeline;

import ai.gateway.wire.AwsEventStreamWriter;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.SseWriter;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The frames that end a stream under way, framed as it is. */
final class LastFrames implements FrameSink {

    private final Framing framing;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private boolean begun;

    /** @param begun whether a frame has gone out before these */
    LastFrames(Framing framing, boolean begun) {
        this.framing = framing;
        this.begun = begun;
    }

    @Override
    public void frame(String name, byte[] bytes, int from, int to) {
        switch (framing) {
            case SSE -> out.writeBytes(SseWriter.event(name, bytes, from, to));
            case NDJSON -> {
                out.write(bytes, from, to - from);
                out.write('\n');
            }
            case AWS_EVENTS -> out.writeBytes(AwsEventStreamWriter.event(name, Arrays.copyOfRange(bytes, from, to)));
            case JSON_ARRAY -> {
                out.write(begun ? ',' : '[');
                out.write(bytes, from, to - from);
            }
        }
        begun = true;
    }

    @Override
    public void exception(String type, byte[] bytes, int from, int to) {
        if (framing == Framing.AWS_EVENTS) {
            out.writeBytes(AwsEventStreamWriter.exception(type, Arrays.copyOfRange(bytes, from, to)));
        } else {
            frame(type, bytes, from, to);
        }
    }

    byte[] toBytes() {
        if (framing == Framing.JSON_ARRAY) {
            out.write(']');
        }
        return out.toByteArray();
    }
}
