package ai.gateway.access;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A key, and by what it is found.
 *
 * @param previous what opened before, and still does for a while; null where there was nothing, or it is over
 */
public record StoredKey(
        VirtualKey key, Digest digest, @Nullable Previous previous) {

    /** @param until when it opens nothing any more */
    public record Previous(Digest digest, Instant until) {}
}
