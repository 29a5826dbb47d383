package ai.gateway.pipeline;

import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Frames;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.wire.FrameException;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Takes a vendor's events out of the frames in which a cloud carries them, and hands them on as the server-sent events that
 * the vendor itself would have sent. A frame by which the cloud says that the stream has failed ends it.
 */
final class CarriedPieces implements Pieces, FrameSink {

    private final Pieces inner;
    private final Dialect carrier;
    private final FrameReader reader;
    private final Frames events = new Frames();
    private @Nullable Failure failure;

    /** @param inner takes server-sent events */
    CarriedPieces(Pieces inner, Dialect carrier, FrameReader reader) {
        this.inner = inner;
        this.carrier = carrier;
        this.reader = reader;
    }

    /** What came before the failure goes out first. */
    @Override
    public ByteBuf pass(ByteBuf piece) {
        byte[] bytes = Pieces.bytes(piece);
        try {
            reader.feed(bytes, 0, bytes.length, this);
        } catch (FrameException e) {
            throw Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: " + e.getMessage())
                    .asException();
        }
        byte[] taken = events.take();
        if (taken.length > 0) {
            return inner.pass(Unpooled.wrappedBuffer(taken));
        }
        requireNoFailure();
        return Unpooled.EMPTY_BUFFER;
    }

    @Override
    public boolean sayTheEnd() {
        return inner.sayTheEnd();
    }

    @Override
    public ByteBuf rest() {
        requireNoFailure();
        return inner.rest();
    }

    @Override
    public ByteBuf broken(Failure failure) {
        return inner.broken(failure);
    }

    @Override
    public void frame(String name, byte[] bytes, int from, int to) {
        Json frame = LenientJson.parse(bytes, from, to);
        byte[] event = frame == null ? null : carrier.unpacked(frame);
        if (event != null) {
            Json json = LenientJson.parse(event, 0, event.length);
            events.event(json == null ? "" : json.get("type").text(), event);
        } else if (frame != null) {
            events.event("", Arrays.copyOfRange(bytes, from, to));
        }
    }

    @Override
    public void exception(String type, byte[] bytes, int from, int to) {
        Json told = LenientJson.parse(bytes, from, to);
        ChatCodec codec = carrier.chat();
        if (codec != null) {
            codec.answerReader(this::fail).frame(type, told == null ? Json.MISSING : told);
        }
    }

    private void fail(AnswerEvent event) {
        if (event instanceof AnswerEvent.Failed failed) {
            failure = failed.failure();
        }
    }

    private void requireNoFailure() {
        if (failure != null) {
            throw failure.asException();
        }
    }
}
