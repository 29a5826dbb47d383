package ai.gateway.app.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Measures how long the gateway has been waiting for a client's bytes. Only time in which a read was outstanding counts:
 * when the gateway itself does not read, because an upstream is slow to take a body, the client is not to blame.
 *
 * <p>A request that arrives whole never touches a timer. One check a connection is under way at most; it is not moved
 * when its reason goes away, it finds out when it fires.
 */
final class ReadClock {

    /** What the client owes. */
    enum Awaited {
        NOTHING,
        FIRST_HEAD,
        HEAD,
        BODY
    }

    private static final long SHORTEST_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ChannelHandlerContext ctx;
    private final EdgeProperties limits;
    private final Consumer<Awaited> late;
    private Awaited awaited = Awaited.NOTHING;
    private @Nullable Future<?> check;
    private boolean reading;
    private long readingSince;
    private long waited;
    private long bytes;

    ReadClock(ChannelHandlerContext ctx, EdgeProperties limits, Consumer<Awaited> late) {
        this.ctx = ctx;
        this.limits = limits;
        this.late = late;
    }

    /** The client owes this from now on, or still does. */
    void await(Awaited what) {
        if (awaited == what) {
            return;
        }
        awaited = what;
        waited = 0;
        bytes = 0;
        if (what == Awaited.NOTHING) {
            return;
        }
        readingSince = now();
        if (check == null) {
            schedule(Math.min(allowed(Awaited.HEAD), allowed(Awaited.BODY)));
        }
    }

    /** Bytes were asked for; this may happen while others are still being handled. */
    void readBegins() {
        if (!reading) {
            reading = true;
            readingSince = awaited == Awaited.NOTHING ? 0 : now();
        }
    }

    /** Bytes have come. */
    void readEnds() {
        if (reading && awaited != Awaited.NOTHING) {
            waited += now() - readingSince;
        }
        reading = false;
    }

    void received(int count) {
        bytes += count;
    }

    void stop() {
        awaited = Awaited.NOTHING;
        if (check != null) {
            check.cancel(false);
            check = null;
        }
    }

    private void check() {
        check = null;
        if (awaited == Awaited.NOTHING) {
            return;
        }
        long left = allowed(awaited) - waited - (reading ? now() - readingSince : 0);
        if (left > 0) {
            schedule(left);
            return;
        }
        Awaited missed = awaited;
        awaited = Awaited.NOTHING;
        late.accept(missed);
    }

    private long allowed(Awaited what) {
        return what == Awaited.BODY
                ? limits.bodyTimeout().toNanos() + TimeUnit.SECONDS.toNanos(bytes) / limits.minBodyRate()
                : limits.headerTimeout().toNanos();
    }

    private void schedule(long nanos) {
        check = ctx.executor().schedule(this::check, Math.max(nanos, SHORTEST_CHECK_NANOS), TimeUnit.NANOSECONDS);
    }

    private long now() {
        return ctx.executor().ticker().nanoTime();
    }
}
