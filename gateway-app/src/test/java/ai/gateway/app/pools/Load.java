package ai.gateway.app.pools;

import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** Clients that ask one request after the other, each on a connection of its own, until they are told to stop. */
final class Load implements AutoCloseable {

    /** One request; all times by {@link System#nanoTime}. */
    record Sample(long began, long spoke, long ended, int status, String provider) {

        long nanos() {
            return ended - began;
        }

        long nanosToSpeak() {
            return spoke - began;
        }

        boolean isGood() {
            return status == 200;
        }
    }

    private final int port;
    private final byte[] request;
    private final BooleanSupplier more;
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    private Load(int port, String body, int clients, BooleanSupplier more) {
        this.port = port;
        this.request = RawHttp.request(
                "POST",
                "/v1/chat/completions",
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "Content-Type: application/json");
        this.more = more;
        for (int i = 0; i < clients; i++) {
            threads.add(new Thread(this::ask, "client-" + i));
        }
        threads.forEach(Thread::start);
    }

    /** Until it is closed. */
    static Load start(int port, String body, int clients) {
        return new Load(port, body, clients, () -> true);
    }

    /** So many requests in all. */
    static List<Sample> of(int requests, int port, String body, int clients) {
        AtomicInteger left = new AtomicInteger(requests);
        Load load = new Load(port, body, clients, () -> left.getAndDecrement() > 0);
        load.join();
        return List.copyOf(load.samples);
    }

    /** What has ended so far. */
    List<Sample> samples() {
        return List.copyOf(samples);
    }

    private void ask() {
        try (RawHttp client = RawHttp.connect(port)) {
            while (!over && more.getAsBoolean()) {
                long began = System.nanoTime();
                Answer answer = client.send(request).readAnswer();
                long ended = System.nanoTime();
                if (answer.status() == 0) {
                    throw new AssertionError("no answer within " + (ended - began) / 1_000_000 + " ms: " + answer);
                }
                long spoke = answer.pieces().isEmpty()
                        ? ended
                        : answer.pieces().get(0).nanos();
                samples.add(new Sample(
                        began, spoke, ended, answer.status(), String.valueOf(answer.header("x-ai-provider"))));
            }
        } catch (RuntimeException | Error failed) {
            errors.add(failed);
        }
    }

    private void join() {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.size() + " clients have failed", errors.peek());
        }
    }

    static double millis(double share, LongStream nanos) {
        long[] sorted = nanos.sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    static double share(Collection<Sample> samples, String provider) {
        return samples.stream().filter(each -> each.provider().equals(provider)).count() / (double) samples.size();
    }

    @Override
    public void close() {
        over = true;
        join();
    }
}
