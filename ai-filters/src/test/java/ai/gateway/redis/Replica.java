package ai.gateway.redis;

import ai.gateway.health.Attempt;
import ai.gateway.health.BreakerSettings;
import ai.gateway.health.Breakers;
import ai.gateway.health.Finding;
import ai.gateway.health.Health;
import ai.gateway.health.HealthSettings;
import ai.gateway.health.Healths;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** All of one gateway that has to do with health: both registries, and the Redis that they share by. */
final class Replica implements AutoCloseable {

    private static final HealthSettings SETTINGS =
            HealthSettings.DEFAULT.withBreaker(new BreakerSettings(4, 2, 0.5, Duration.ofSeconds(30), 1));

    private final LettuceConnectionFactory connections;
    private final RedisHealth shared;
    private final Healths healths;
    private final Healths unbroken;
    private final List<Finding> told = new ArrayList<>();

    private Replica(int port, String name, LongSupplier ticker) {
        connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
        connections.afterPropertiesSet();
        connections.start();
        shared = new RedisHealth(new HealthStore(connections, name), ticker);
        healths = new Healths(Breakers.resilience4j(), ticker, shared);
        unbroken = new Healths(Breakers.none(), ticker, shared);
        // After the registries: what is in this journal, they know.
        shared.onTold(this::note);
        shared.start();
    }

    static Replica at(int port, String name) {
        return new Replica(port, name, System::nanoTime);
    }

    /** One whose clock goes before the others'. */
    static Replica ahead(Duration by, int port, String name) {
        return new Replica(port, name, () -> System.nanoTime() + by.toNanos());
    }

    Health target(String id) {
        return healths.of(id, SETTINGS);
    }

    Health key(String id) {
        return unbroken.of(id, HealthSettings.DEFAULT);
    }

    /** Calls fail until its breaker opens. */
    void openBreakerOf(String id) {
        for (int i = 0; i < 2; i++) {
            Attempt attempt = target(id).tryBegin();
            if (attempt != null) {
                attempt.failed();
            }
        }
    }

    synchronized List<Finding> told() {
        return List.copyOf(told);
    }

    /** Waits until it has been told something that makes the condition true. */
    void await(BooleanSupplier condition) {
        await(condition, Duration.ofSeconds(1));
    }

    synchronized void await(BooleanSupplier condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("not within " + atMost + "; told: " + told);
            }
            try {
                wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", interrupted);
            }
        }
    }

    private synchronized void note(Finding finding) {
        told.add(finding);
        notifyAll();
    }

    @Override
    public void close() {
        shared.stop();
        connections.destroy();
    }
}
