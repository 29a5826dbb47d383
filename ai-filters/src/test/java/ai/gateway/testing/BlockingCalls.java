package ai.gateway.testing;

import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Blocking calls on event loops of this JVM. Each fails where it is made; because a reactive chain may swallow that failure,
 * each is written down here as well.
 */
public final class BlockingCalls {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private final int before = SEEN.size();

    private BlockingCalls() {}

    public static BlockingCalls begin() {
        return new BlockingCalls();
    }

    static void install() {
        BlockHound.builder()
                .loadIntegrations()
                // A line of log may wait for the console; in production the appender is asynchronous.
                .allowBlockingCallsInside("ch.qos.logback.classic.Logger", "callAppenders")
                // Happens once for each class, file or source of chance, not once for each request.
                .allowBlockingCallsInside("java.lang.ClassLoader", "getResource")
                .allowBlockingCallsInside("java.lang.ClassLoader", "getResources")
                .allowBlockingCallsInside("java.util.zip.ZipFile$Source", "readAt")
                .allowBlockingCallsInside("java.util.zip.ZipFile$Source", "readFullyAt")
                .allowBlockingCallsInside("java.util.ServiceLoader", "loadProvider")
                .allowBlockingCallsInside("java.lang.invoke.MethodHandleNatives", "linkCallSite")
                .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
                .allowBlockingCallsInside("java.security.SecureRandom", "getDefaultPRNG")
                // Reactor allows itself to set a timer on an event loop, but its list lacks that it is taken back
                // there.
                .allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove")
                // Netty's allocator takes these locks for moments, to give a magazine back; its own list lacks them.
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$Magazine", "free")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "free")
                // The driver of Redis takes this lock for moments, whoever writes.
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "incrementWriters")
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "doExclusive")
                .blockingMethodCallback(method -> {
                    BlockingOperationError error = new BlockingOperationError(method);
                    SEEN.add(Thread.currentThread().getName() + ": " + method + stackOf(error));
                    throw error;
                })
                .install();
    }

    /** The calls since the beginning with the stacks that made them, except for those made deliberately. */
    public List<String> seen() {
        return all().stream().filter(call -> !call.contains(".deliberately")).toList();
    }

    public void assertNone() {
        List<String> calls = seen();
        if (!calls.isEmpty()) {
            throw new AssertionError(calls.size() + " blocking calls on event loops, the first: " + calls.get(0));
        }
    }

    List<String> all() {
        return List.copyOf(SEEN.subList(before, SEEN.size()));
    }

    private static String stackOf(Throwable error) {
        return Stream.of(error.getStackTrace()).map(frame -> "\n\tat " + frame).collect(Collectors.joining());
    }
}
