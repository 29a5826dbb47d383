package ai.gateway.app.accounts;

import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Many clients that ask one request after the other, each of its own gateway, until so much was asked in all. */
final class Crowd {

    static final int CLIENTS = 64;

    /** One request of one client. */
    @FunctionalInterface
    interface Turn {

        /** What came back, or null where the client has hung up. */
        @Nullable
        Answer take(RawHttp client, Random dice);
    }

    private final int[] ports;
    private final Turn turn;
    private final AtomicInteger left;
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

    private Crowd(int requests, Turn turn, int... ports) {
        this.left = new AtomicInteger(requests);
        this.turn = turn;
        this.ports = ports;
    }

    /** How often which status came back; -1 for those that were not waited for, 0 where the connection went before the head. */
    static Map<Integer, Integer> ask(int requests, long seed, Turn turn, int... ports) {
        Crowd crowd = new Crowd(requests, turn, ports);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            threads.add(new Thread(() -> crowd.ask(client, new Random(seed * CLIENTS + client)), "client-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        if (!crowd.errors.isEmpty()) {
            throw new AssertionError(crowd.errors.size() + " clients have failed", crowd.errors.peek());
        }
        return crowd.statuses;
    }

    private void ask(int client, Random dice) {
        try {
            boolean more = true;
            while (more) {
                try (RawHttp connection = RawHttp.connect(ports[client % ports.length])) {
                    more = askOn(connection, dice);
                }
            }
        } catch (RuntimeException | Error failed) {
            errors.add(failed);
        }
    }

    /** @return whether there is more to ask, on a new connection */
    private boolean askOn(RawHttp connection, Random dice) {
        while (left.getAndDecrement() > 0) {
            Answer answer = turn.take(connection, dice);
            statuses.merge(answer == null ? -1 : answer.status(), 1, Integer::sum);
            if (answer == null || answer.ending() != RawHttp.Ending.CLEAN_END) {
                return true;
            }
        }
        return false;
    }
}
