package ai.gateway.testing;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Buffers that were collected as garbage without having been released, in this JVM, since the watch began. It hears of them
 * from the leak detectors themselves, so no log setting can hide one.
 */
public final class LeakWatch {

    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();
    private static final int ROUNDS = 3;
    private static final long COLLECTION_MILLIS = 2000;

    private final int before = REPORTS.size();

    private LeakWatch() {}

    public static LeakWatch begin() {
        return new LeakWatch();
    }

    /** Must come before the first buffer: Netty's buffers ask for their detector once. */
    static void install() {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Detectors());
    }

    /** Collects garbage and fails when a buffer turns up in it, except for buffers that were leaked deliberately. */
    public void assertNoLeaks() {
        assertNone(leaks());
    }

    /** Collects garbage and gives the reports, with the places that touched each buffer. */
    public List<String> leaks() {
        for (int round = 0; round < ROUNDS; round++) {
            collectGarbage();
            // A detector looks at the garbage when it is asked to track the next buffer, heap or direct.
            PooledByteBufAllocator.DEFAULT.heapBuffer(1).release();
            PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
        }
        return List.copyOf(REPORTS.subList(before, REPORTS.size()));
    }

    static void assertNone(List<String> reports) {
        List<String> leaks = reports.stream().filter(leak -> !isExpected(leak)).toList();
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.size() + " leaked buffers, the first: " + leaks.get(0));
        }
    }

    /** Leaked deliberately, or not by us: Lettuce does not release the buffer of a connection that breaks off while it is made. */
    private static boolean isExpected(String report) {
        return report.contains("deliberately")
                || report.contains("io.lettuce.core.protocol.CommandHandler.channelRegistered");
    }

    private static void collectGarbage() {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        WeakReference<Object> canary = new WeakReference<>(new Object(), queue);
        System.gc();
        try {
            queue.remove(COLLECTION_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        canary.clear();
    }

    private static final class Detectors extends ResourceLeakDetectorFactory {
        @Override
        @Deprecated
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                Class<T> resource, int samplingInterval, long maxActive) {
            return new Detector<>(resource, samplingInterval);
        }

        @Override
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
            return new Detector<>(resource, samplingInterval);
        }
    }

    private static final class Detector<T> extends ResourceLeakDetector<T> {
        Detector(Class<?> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            String report = "LEAK: " + resourceType + records;
            REPORTS.add(report);
            if (!isExpected(report)) {
                super.reportTracedLeak(resourceType, records);
            }
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            REPORTS.add("LEAK: " + resourceType);
            super.reportUntracedLeak(resourceType);
        }
    }
}
