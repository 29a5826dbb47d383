package ai.gateway.app.faults;

import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One answer on a stream of an {@link H2Client}: what came of it so far, and how it ended. The loop writes, tests wait. */
final class H2Stream {

    /** How a stream ended: with END_STREAM, with RST_STREAM, or with its whole connection. */
    enum End {
        CLEAN,
        RESET,
        CONNECTION
    }

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Runnable reset;
    private @Nullable Http2Headers head;
    private @Nullable End end;
    private long code;

    /** @param reset how the client gives it up */
    H2Stream(Runnable reset) {
        this.reset = reset;
    }

    /** RST_STREAM with CANCEL, as browsers do. */
    void reset() {
        reset.run();
    }

    synchronized void head(Http2Headers headers) {
        head = headers;
        notifyAll();
    }

    synchronized void data(byte[] bytes) {
        body.writeBytes(bytes);
        notifyAll();
    }

    /** The first word counts. */
    synchronized void ended(End how, long withCode) {
        if (end == null) {
            end = how;
            code = withCode;
            notifyAll();
        }
    }

    synchronized boolean isOpen() {
        return end == null;
    }

    synchronized int status() {
        return head == null ? 0 : Integer.parseInt(head.status().toString());
    }

    synchronized String header(String name) {
        return head == null || head.get(name) == null ? "" : head.get(name).toString();
    }

    synchronized byte[] body() {
        return body.toByteArray();
    }

    String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /** The error code of the reset. */
    synchronized long code() {
        return code;
    }

    H2Stream awaitHead() {
        await(() -> head != null || end != null, Bench.SOON.multipliedBy(10), "a head");
        return this;
    }

    H2Stream awaitText(String text) {
        await(() -> text().contains(text) || end != null, Bench.SOON.multipliedBy(10), text);
        return this;
    }

    End awaitEnd(Duration atMost) {
        await(() -> end != null, atMost, "an end");
        return end;
    }

    private synchronized void await(BooleanSupplier condition, Duration atMost, String what) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("expected " + what + " within " + atMost + ", but saw " + this);
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
    }

    @Override
    public synchronized String toString() {
        return "status " + status() + ", end " + end + " " + code + ", " + body.size() + " bytes: "
                + text().substring(0, Math.min(500, body.size()));
    }
}
