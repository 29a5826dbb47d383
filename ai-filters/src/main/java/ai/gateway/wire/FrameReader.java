package ai.gateway.wire;

/**
 * Cuts a stream of bytes, pushed in any pieces, into frames. How it was cut never changes the frames. It keeps bytes only
 * of a frame that is not complete, and only up to its cap. Made for one stream; of no use after a FrameException.
 */
public interface FrameReader {

    /** How a stream ended. */
    enum End {
        /** On the border of a frame. */
        WHOLE,
        /** The last frame lacked its terminator and was handed over all the same. */
        UNTERMINATED,
        /** In the middle of a frame, whose bytes were dropped. */
        CUT
    }

    /** Reads {@code chunk} from {@code from} to before {@code to}. */
    void feed(byte[] chunk, int from, int to, FrameSink sink) throws FrameException;

    /** No more bytes will come. */
    End end(FrameSink sink) throws FrameException;
}
