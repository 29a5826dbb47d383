package ai.gateway.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a server saw. Event loops write, tests read and wait; guarded by its own monitor, which is held for moments only and
 * which, unlike a lock, lets BlockHound rest.
 */
final class Journal {

    private final List<SeenRequest> requests = new ArrayList<>();
    private final List<SeenClose> closes = new ArrayList<>();
    private int opened;
    private long received;
    private long sent;

    synchronized int opened() {
        notifyAll();
        return ++opened;
    }

    synchronized void closed(SeenClose close) {
        closes.add(close);
        notifyAll();
    }

    synchronized void request(SeenRequest request) {
        requests.add(request);
        notifyAll();
    }

    synchronized void received(long bytes) {
        received += bytes;
        notifyAll();
    }

    synchronized void sent(long bytes) {
        sent += bytes;
        notifyAll();
    }

    synchronized List<SeenRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized List<SeenClose> closes() {
        return List.copyOf(closes);
    }

    synchronized List<SeenClose> peerCloses() {
        return closes.stream().filter(SeenClose::byPeer).toList();
    }

    synchronized int openedEver() {
        return opened;
    }

    synchronized int openNow() {
        return opened - closes.size();
    }

    synchronized long bytesReceived() {
        return received;
    }

    synchronized long bytesSent() {
        return sent;
    }

    /** Waits until the condition holds; the message of the failure says what was seen instead. */
    synchronized void await(BooleanSupplier condition, Duration atMost, Supplier<String> expected) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("expected " + expected.get() + " within " + atMost + ", but saw " + this);
            }
            try {
                wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + expected.get(), interrupted);
            }
        }
    }

    @Override
    public synchronized String toString() {
        return "requests: " + requests.size() + ", connections: " + openNow() + " of " + opened + " open, received: "
                + received + ", sent: " + sent + ", closes: " + closes;
    }
}
