package ai.gateway.dialect;

import ai.gateway.wire.SseWriter;

import java.io.ByteArrayOutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The frames of an answer that were written and not yet sent. */
public final class Frames {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    /** A server-sent event; no {@code event} line when the name is empty. */
    public void event(String name, byte[] data) {
        out.writeBytes(SseWriter.event(name, data));
    }

    public void event(String name, String data) {
        event(name, data.getBytes(UTF_8));
    }

    /** What is framed already. */
    public void add(byte[] frame) {
        out.writeBytes(frame);
    }

    public byte[] take() {
        byte[] taken = out.toByteArray();
        out.reset();
        return taken;
    }
}
