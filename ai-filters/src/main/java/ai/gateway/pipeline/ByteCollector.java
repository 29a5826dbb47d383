package ai.gateway.pipeline;

import org.springframework.core.io.buffer.DataBuffer;

import java.util.Arrays;

/** Grows an array by the buffers that come; where its size was foretold, the array is made once. */
final class ByteCollector {

    private byte[] bytes;
    private int size;

    ByteCollector(int foretold) {
        bytes = new byte[foretold];
    }

    int size() {
        return size;
    }

    /** Copies; the caller releases. */
    void add(DataBuffer buffer) {
        int more = buffer.readableByteCount();
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
        buffer.read(bytes, size, more);
        size += more;
    }

    byte[] bytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
