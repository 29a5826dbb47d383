package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.wire.FrameException;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.util.Arrays;

/**
 * Takes a streamed answer piece by piece and gives back what may go to the client: whole frames only, untouched unless a
 * stage changes texts or the bytes are not UTF-8. Picks up usage, finish and failure on the way.
 */
final class FramePieces implements Pieces {

    /** What a buffer may keep when nothing is in it: a stream of small events must not make one anew each time. */
    private static final int USUAL = 64 * 1024;

    private static final byte[] NOTHING = {};
    private static final byte[] COMMA = {','};

    private final Framing framing;
    private final Passage passage;
    private final Dialect dialect;
    private final AnswerFacts facts;
    private final TextPatch patch;
    private final FrameReader reader;
    private final int maxEventBytes;
    private final long maxEvents;
    private long events;
    /** What came, as far as it is not passed on yet: {@link #kept} bytes of a frame that is not whole, then the new piece. */
    private byte[] bytes = NOTHING;

    private int kept;
    private boolean badUtf8;

    FramePieces(Framing framing, Passage passage, TextPatch patch) {
        AiExchange ai = passage.ai();
        this.framing = framing;
        this.passage = passage;
        this.dialect = ai.dialect();
        this.facts = ai.facts();
        this.patch = patch;
        this.maxEventBytes = (int) ai.settings().limits().maxEventBytes();
        this.maxEvents = ai.settings().limits().maxStreamEvents();
        this.reader = framing.reader(maxEventBytes);
    }

    @Override
    public ByteBuf pass(ByteBuf piece) {
        int length = piece.readableBytes();
        int to = kept + length;
        makeRoom(to);
        piece.getBytes(piece.readerIndex(), bytes, kept, length);
        int whole = wholeFrames(to);
        boolean asItCame = kept == 0 && whole == to && !patch.isActive();
        try {
            if (to - whole > maxEventBytes) {
                throw tooLong().asException();
            }
            read(whole);
            if (asItCame && !badUtf8) {
                return piece.retain();
            }
            return whole == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(rewritten(whole));
        } finally {
            piece.release();
            keep(whole, to);
        }
    }

    /** Looks only at what is new: in what was kept there is no end of a frame. */
    private int wholeFrames(int to) {
        int from = framing == Framing.AWS_EVENTS ? 0 : Math.max(kept - 2, 0);
        int end = framing.boundary(bytes, from, to);
        return end == from ? 0 : end;
    }

    private void keep(int from, int to) {
        kept = to - from;
        if (kept > 0) {
            System.arraycopy(bytes, from, bytes, 0, kept);
        } else if (bytes.length > USUAL) {
            bytes = NOTHING;
        }
    }

    @Override
    public boolean sayTheEnd() {
        return true;
    }

    /** A frame whose blank line the provider forgot is a frame. */
    @Override
    public ByteBuf rest() {
        int left = kept;
        kept = 0;
        read(left);
        end();
        return left == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(rewritten(left));
    }

    /** In an array the failure is one more element, where one may stand; half an element cannot be mended. */
    @Override
    public ByteBuf broken(Failure failure) {
        String id = passage.ai().id();
        if (framing != Framing.JSON_ARRAY) {
            return Unpooled.wrappedBuffer(dialect.failureFrame(failure, id));
        }
        boolean afterElement = reader.end((name, bytes, from, to) -> {}) == FrameReader.End.UNTERMINATED;
        return afterElement ? Unpooled.wrappedBuffer(COMMA, dialect.failureBody(failure, id)) : Unpooled.EMPTY_BUFFER;
    }

    private void read(int to) {
        badUtf8 = false;
        try {
            reader.feed(bytes, 0, to, this::frame);
        } catch (FrameException e) {
            throw unreadable(e);
        }
    }

    private void end() {
        try {
            reader.end(this::frame);
        } catch (FrameException e) {
            throw unreadable(e);
        }
    }

    private static AiException unreadable(FrameException e) {
        return Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: " + e.getMessage())
                .asException();
    }

    private void frame(String name, byte[] bytes, int from, int to) {
        if (++events > maxEvents) {
            throw tooMany().asException();
        }
        if (dialect.isEndMark(bytes, from, to)) {
            facts.end();
            return;
        }
        try {
            read(name, bytes, from, to);
        } catch (JsonException e) {
            if (Utf8.firstInvalid(bytes, from, to) >= 0) {
                badUtf8 = true;
                readMended(name, Utf8.repair(bytes, from, to));
            }
        }
    }

    private void read(String name, byte[] bytes, int from, int to) {
        dialect.frameFacts(name, Json.parse(bytes, from, to, JsonLimits.DEFAULT), facts);
    }

    /** What goes out in place of the bad bytes may be JSON, with counts that must not be lost. */
    private void readMended(String name, byte[] mended) {
        try {
            read(name, mended, 0, mended.length);
        } catch (JsonException notJson) {
            // an event of another kind: it passes, and says nothing to us
        }
    }

    private byte[] rewritten(int to) {
        byte[] out = badUtf8 ? Utf8.repair(bytes, 0, to) : Arrays.copyOf(bytes, to);
        return patch.isActive() ? patch.frames(framing, out) : out;
    }

    /** Doubles, but not far beyond the longest event. */
    private void makeRoom(int size) {
        if (bytes.length < size) {
            long doubled = Math.min(2L * bytes.length, (long) maxEventBytes + USUAL);
            bytes = Arrays.copyOf(bytes, (int) Math.max(Math.max(size, 1024), doubled));
        }
    }

    private Failure tooMany() {
        return Failure.of(
                FailureCode.UPSTREAM_INVALID_RESPONSE,
                "provider: over " + maxEvents
                        + " events in a stream (expected: at most ai.gateway.limits.max-stream-events)");
    }

    private Failure tooLong() {
        return Failure.of(
                FailureCode.UPSTREAM_INVALID_RESPONSE,
                "provider: an event over " + maxEventBytes
                        + " bytes (expected: at most ai.gateway.limits.max-event-bytes)");
    }
}
