package ai.gateway.embeddings;

import ai.gateway.semantic.Encoded;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A model whose texts stay with it until they are let go. Its vector of a text is the text's length. */
final class GatedModel implements Model {

    static final String OPENING = "opening";

    /** What it was given, in order. */
    final List<String> seen = new CopyOnWriteArrayList<>();

    final List<Thread> threads = new CopyOnWriteArrayList<>();
    final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore gate = new Semaphore(0);

    @Override
    public Encoded encode(String text) {
        if (!text.equals(OPENING)) {
            threads.add(Thread.currentThread());
            seen.add(text);
            gate.acquireUninterruptibly();
        }
        if (text.startsWith("fail")) {
            throw new IllegalStateException(text);
        }
        return new Encoded(new float[] {text.length()}, true);
    }

    void letGo(int texts) {
        gate.release(texts);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
