package ai.gateway.pipeline;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Bodies of requests that are answered by the gateway itself, and are never long. */
public final class SmallBodies {

    private SmallBodies() {}

    /** All of it; empty where there is none. Fails with a {@link DataBufferLimitException} where it is longer. */
    public static Mono<byte[]> read(ServerHttpRequest request, int most) {
        return DataBufferUtils.join(request.getBody(), most)
                .map(SmallBodies::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
