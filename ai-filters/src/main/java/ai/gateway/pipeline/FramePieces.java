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
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Takes a streamed answer piece by piece and gives back what may go to the client: whole frames only, untouched unless a
 * stage changes texts or the bytes are not UTF-8. Picks up usage, finish and failure on the way.
 */
final class FramePieces implements Pieces {

    private static final byte[] NOTHING = {};
    private static final int LEAST_ROOM = 1024;
    private static final int MOST_KEPT = 64 * 1024;

    private final Framing framing;
    private final Passage passage;
    private final Dialect dialect;
    private final AnswerFacts facts;
    private final TextPatch patch;
    private final FrameReader reader;
    private final int maxEventBytes;
    private final long maxEvents;
    private long events;
    private byte[] buffer = NOTHING;
    /** How many bytes of the buffer are held back, for want of their frame's end. */
    private int held;

    private boolean badUtf8;
    private boolean begun;

    FramePieces(Framing framing, Passage passage, TextPatch patch) {
        AiExchange ai = passage.ai();
        this.framing = framing;
        this.passage = passage;
        this.dialect = ai.dialect();
        this.facts = passage.facts();
        this.patch = patch;
        this.maxEventBytes = (int) ai.settings().limits().maxEventBytes();
        this.maxEvents = ai.settings().limits().maxStreamEvents();
        this.reader = framing.reader(maxEventBytes);
    }

    @Override
    public ByteBuf pass(ByteBuf piece) {
        int length = piece.readableBytes();
        int known = held;
        hold(piece, length);
        int whole = framing.boundary(buffer, known, held);
        if (held - whole > maxEventBytes) {
            piece.release();
            throw tooLong();
        }
        begun |= whole > 0;
        try {
            read(whole);
        } catch (RuntimeException e) {
            piece.release();
            throw e;
        }
        if (known == 0 && whole == length && !patch.isActive() && !badUtf8) {
            held = 0;
            return piece;
        }
        piece.release();
        return take(whole);
    }

    @Override
    public boolean sayTheEnd() {
        return true;
    }

    /** A frame whose blank line the provider forgot is a frame. */
    @Override
    public ByteBuf rest() {
        read(held);
        end();
        ByteBuf last = take(held);
        return patch.isActive() ? Unpooled.wrappedBuffer(last, Unpooled.wrappedBuffer(patch.rest())) : last;
    }

    @Override
    public ByteBuf broken(Failure failure) {
        AiExchange ai = passage.ai();
        LastFrames last = new LastFrames(framing, begun);
        dialect.failureFrames(ai.call(), failure, ai.id(), last);
        return Unpooled.wrappedBuffer(last.toBytes());
    }

    /** Room grows by doubling, so that an event of many pieces is not copied anew for each of them. */
    private void hold(ByteBuf piece, int length) {
        if (buffer.length - held < length) {
            buffer = Arrays.copyOf(buffer, Math.max(held + length, Math.max(LEAST_ROOM, buffer.length * 2)));
        }
        piece.getBytes(piece.readerIndex(), buffer, held, length);
        held += length;
    }

    /** What is held up to there, as the client gets it; what follows is moved to the start. */
    private ByteBuf take(int to) {
        if (to == 0) {
            return Unpooled.EMPTY_BUFFER;
        }
        ByteBuf taken = Unpooled.wrappedBuffer(rewritten(to));
        held -= to;
        buffer = held == 0 && buffer.length > MOST_KEPT ? NOTHING : buffer;
        System.arraycopy(buffer, held == 0 ? 0 : to, buffer, 0, held);
        return taken;
    }

    private void read(int to) {
        badUtf8 = false;
        try {
            reader.feed(buffer, 0, to, this::frame);
        } catch (FrameException e) {
            throw invalid(e.getMessage());
        }
    }

    private void end() {
        try {
            reader.end(this::frame);
        } catch (FrameException e) {
            throw invalid(e.getMessage());
        }
    }

    private void frame(String name, byte[] bytes, int from, int to) {
        if (++events > maxEvents) {
            throw invalid("over " + maxEvents + " events (expected: at most ai.gateway.limits.max-stream-events)");
        }
        if (dialect.isEndMark(bytes, from, to)) {
            facts.end();
            return;
        }
        try {
            read(name, bytes, from, to);
        } catch (JsonException e) {
            if (Utf8.firstInvalid(bytes, from, to) >= 0) {
                // a binary frame cannot be mended byte by byte: its checksum would not hold
                badUtf8 |= framing != Framing.AWS_EVENTS;
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
        byte[] out = badUtf8 ? Utf8.repair(buffer, 0, to) : Arrays.copyOf(buffer, to);
        return patch.isActive() ? patch.frames(framing, out) : out;
    }

    private AiException tooLong() {
        return invalid(
                "an event over " + maxEventBytes + " bytes (expected: at most ai.gateway.limits.max-event-bytes)");
    }

    private static AiException invalid(@Nullable String what) {
        return Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: " + what)
                .asException();
    }
}
