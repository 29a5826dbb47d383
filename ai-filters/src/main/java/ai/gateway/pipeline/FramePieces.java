package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
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

    private static final byte[] NOTHING = {};

    private final Framing framing;
    private final Passage passage;
    private final Dialect dialect;
    private final AnswerFacts facts;
    private final TextPatch patch;
    private final FrameReader reader;
    private final int maxEventBytes;
    private byte[] scratch = NOTHING;
    private byte[] held = NOTHING;
    private boolean badUtf8;

    FramePieces(Framing framing, Passage passage, TextPatch patch) {
        AiExchange ai = passage.ai();
        this.framing = framing;
        this.passage = passage;
        this.dialect = ai.dialect();
        this.facts = ai.facts();
        this.patch = patch;
        this.maxEventBytes = (int) ai.settings().limits().maxEventBytes();
        this.reader = framing.reader(maxEventBytes);
    }

    @Override
    public ByteBuf pass(ByteBuf piece) {
        int length = piece.readableBytes();
        byte[] bytes = room(held.length + length);
        System.arraycopy(held, 0, bytes, 0, held.length);
        piece.getBytes(piece.readerIndex(), bytes, held.length, length);
        int to = held.length + length;
        int whole = framing.boundary(bytes, 0, to);
        boolean asItCame = held.length == 0 && whole == to && !patch.isActive();
        if (to - whole > maxEventBytes) {
            piece.release();
            throw tooLong().asException();
        }
        held = whole == to ? NOTHING : Arrays.copyOfRange(bytes, whole, to);
        try {
            read(bytes, whole);
        } catch (RuntimeException e) {
            piece.release();
            throw e;
        }
        if (asItCame && !badUtf8) {
            return piece;
        }
        piece.release();
        return whole == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(rewritten(bytes, whole));
    }

    /** A frame whose blank line the provider forgot is a frame. */
    @Override
    public ByteBuf rest() {
        byte[] left = held;
        held = NOTHING;
        read(left, left.length);
        reader.end(this::frame);
        return left.length == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(rewritten(left, left.length));
    }

    @Override
    public ByteBuf broken(Failure failure) {
        return Unpooled.wrappedBuffer(dialect.failureFrame(failure, passage.ai().id()));
    }

    private void read(byte[] bytes, int to) {
        badUtf8 = false;
        try {
            reader.feed(bytes, 0, to, this::frame);
        } catch (FrameException e) {
            throw Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: " + e.getMessage())
                    .asException();
        }
    }

    private void frame(String name, byte[] bytes, int from, int to) {
        if (dialect.isEndMark(bytes, from, to)) {
            facts.end();
            return;
        }
        try {
            dialect.frameFacts(name, Json.parse(bytes, from, to, JsonLimits.DEFAULT), facts);
        } catch (JsonException e) {
            badUtf8 |= e.reason() == JsonException.Reason.BAD_UTF8;
        }
    }

    private byte[] rewritten(byte[] bytes, int to) {
        byte[] out = badUtf8 ? Utf8.repair(bytes, 0, to) : Arrays.copyOf(bytes, to);
        return patch.isActive() ? patch.frames(framing, out) : out;
    }

    private byte[] room(int size) {
        if (scratch.length < size) {
            scratch = new byte[Math.max(size, 1024)];
        }
        return scratch;
    }

    private Failure tooLong() {
        return Failure.of(
                FailureCode.UPSTREAM_INVALID_RESPONSE,
                "provider: an event over " + maxEventBytes
                        + " bytes (expected: at most ai.gateway.limits.max-event-bytes)");
    }
}
