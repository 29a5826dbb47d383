package ai.gateway.redis;

import ai.gateway.health.Attempt;
import ai.gateway.health.Breaker;
import ai.gateway.health.Finding.Kind;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultProxy;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.Disposable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Replicas of a gateway at a real Redis. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisHealthTest {

    /** The driver tries to reconnect after pauses that double. */
    private static final Duration RECONNECTED = Duration.ofSeconds(15);

    private final List<AutoCloseable> open = new ArrayList<>();
    private RealRedis redis;
    private String name;

    @BeforeAll
    void startRedis() {
        redis = RealRedis.start();
        // The first connection of a JVM takes a while; the second of each test below is for what comes after.
        try (Replica one = Replica.at(redis.port(), "first");
                Replica other = Replica.at(redis.port(), "first")) {
            one.target("chat:a").drain();
            other.await(() -> other.target("chat:a").isDrained(), RECONNECTED);
        }
    }

    @AfterAll
    void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        name = test.getDisplayName() + ":1";
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        open.clear();
    }

    @Test
    void breaker_opensAtOne_isOpenAtTheOther() {
        Replica one = replica();
        Replica other = replica();
        other.target("chat:a");

        one.openBreakerOf("chat:a");

        other.await(() -> other.target("chat:a").breaker().state() == Breaker.State.OPEN);
        assertThat(other.target("chat:a").tryBegin()).isNull();
        assertThat(other.target("chat:a").breaker().remainingNanos()).isBetween(seconds(28), seconds(30) + seconds(1));
    }

    @Test
    void cooldown_ofTargetAndOfKey_areSharedByBothRegistries() {
        Replica one = replica();
        Replica other = replica();

        one.target("chat:a").cooldown().begin(Duration.ofSeconds(20));
        one.key("openai#b").cooldown().begin(Duration.ofSeconds(60));

        other.await(() -> other.target("chat:a").cooldown().isOn());
        other.await(() -> other.key("openai#b").cooldown().isOn());
        assertThat(other.key("openai#b").cooldown().remainingNanos()).isBetween(seconds(58), seconds(61));
    }

    @Test
    void drain_andBack_byDifferentReplicas_holdForAll() {
        Replica one = replica();
        Replica other = replica();

        one.target("chat:a").drain();
        other.await(() -> other.target("chat:a").isDrained());
        other.target("chat:a").undrain();

        one.await(() -> !one.target("chat:a").isDrained());
        Replica later = replica();
        later.await(() -> later.told().stream().anyMatch(told -> told.kind() == Kind.UNDRAINED));
        assertThat(later.target("chat:a").isDrained()).isFalse();
    }

    @Test
    void replica_startsLater_learnsWhatHolds() {
        Replica one = replica();
        Replica other = replica();
        one.openBreakerOf("chat:a");
        one.key("openai#b").cooldown().begin(Duration.ofSeconds(60));
        one.target("chat:c").drain();
        other.await(() -> other.told().size() >= 3);

        Replica later = replica();

        later.await(() -> later.told().size() >= 3, Duration.ofSeconds(5));
        assertThat(later.target("chat:a").tryBegin()).isNull();
        assertThat(later.key("openai#b").cooldown().isOn()).isTrue();
        assertThat(later.target("chat:c").isDrained()).isTrue();
    }

    @Test
    void clocks_fiveSecondsApart_doNotMatter() {
        Replica one = replica();
        Replica ahead = keep(Replica.ahead(Duration.ofSeconds(5), redis.port(), name));

        one.target("chat:a").cooldown().begin(Duration.ofSeconds(4));
        ahead.await(() -> ahead.target("chat:a").cooldown().isOn());
        assertThat(ahead.target("chat:a").cooldown().remainingNanos()).isBetween(seconds(2), seconds(5));

        ahead.target("chat:b").cooldown().begin(Duration.ofSeconds(4));
        one.await(() -> one.target("chat:b").cooldown().isOn());
        assertThat(one.target("chat:b").cooldown().remainingNanos()).isBetween(seconds(2), seconds(5));
    }

    @Test
    void told_oneAfterTheOther_halfOfThemWithinATenthOfASecond() {
        Replica one = replica();
        Replica other = replica();
        long[] nanos = new long[101];

        for (int i = 0; i < nanos.length; i++) {
            String id = "chat:" + i;
            long begun = System.nanoTime();
            one.target(id).cooldown().begin(Duration.ofSeconds(60));
            other.await(() -> other.target(id).cooldown().isOn());
            nanos[i] = System.nanoTime() - begun;
        }

        Arrays.sort(nanos);
        assertThat(nanos[50]).isLessThan(Duration.ofMillis(100).toNanos());
    }

    /** The drain comes after whatever echoes of the first three there would be. */
    @Test
    void told_isNotToldOn_andTheSameThingSeenByAllIsToldOnce() throws InterruptedException {
        Replica one = replica();
        Replica other = replica();
        BlockingQueue<String> messages = listen();

        one.openBreakerOf("chat:a");
        other.await(() -> other.target("chat:a").breaker().state() == Breaker.State.OPEN);
        for (int i = 0; i < 50; i++) {
            one.target("chat:b").cooldown().begin(Duration.ofSeconds(20));
        }
        other.await(() -> other.target("chat:b").cooldown().isOn());
        for (int i = 0; i < 50; i++) {
            other.target("chat:b").cooldown().begin(Duration.ofSeconds(20));
        }
        other.target("chat:c").drain();
        one.await(() -> one.target("chat:c").isDrained());
        one.target("chat:d").drain();

        List<String> seen = new ArrayList<>();
        do {
            seen.add(messages.poll(5, TimeUnit.SECONDS));
        } while (!"DRAINED chat:d".equals(seen.get(seen.size() - 1)) && seen.size() < 20);
        assertThat(seen).containsExactly("OPEN chat:a", "COOLDOWN chat:b", "DRAINED chat:c", "DRAINED chat:d");
    }

    @Test
    void flood_ofFindings_comesInFewMessagesAndNothingIsLost() {
        Replica one = replica();
        Replica other = replica();

        for (int i = 0; i < 1000; i++) {
            one.target("chat:" + i).cooldown().begin(Duration.ofSeconds(60));
        }

        for (int i = 0; i < 1000; i++) {
            String id = "chat:" + i;
            other.await(() -> other.target(id).cooldown().isOn(), Duration.ofSeconds(10));
        }
    }

    @Test
    void redis_killed_eachGoesOnByItself_andItComesBackEmpty_sharingResumes() {
        try (RealRedis mortal = RealRedis.start();
                Replica one = Replica.at(mortal.port(), name);
                Replica other = Replica.at(mortal.port(), name)) {
            one.target("chat:a").drain();
            other.await(() -> other.target("chat:a").isDrained(), Duration.ofSeconds(5));

            mortal.kill();
            long begun = System.nanoTime();
            one.openBreakerOf("chat:b");
            assertThat(one.target("chat:b").breaker().state()).isEqualTo(Breaker.State.OPEN);
            Attempt elsewhere = one.target("chat:e").tryBegin();
            assertThat(elsewhere).isNotNull();
            elsewhere.succeeded(1);
            one.target("chat:c").undrain();
            assertThat(System.nanoTime() - begun).isLessThan(seconds(1));
            mortal.startAgain();

            other.await(() -> other.target("chat:b").breaker().state() == Breaker.State.OPEN, RECONNECTED);
            other.key("openai#d").cooldown().begin(Duration.ofSeconds(60));
            one.await(() -> one.key("openai#d").cooldown().isOn(), RECONNECTED);
            try (Replica later = Replica.at(mortal.port(), name)) {
                later.await(() -> later.target("chat:a").isDrained(), RECONNECTED);
            }
        }
    }

    @Test
    void redis_absentAtTheStart_isFoundWhenItComes() {
        int port = RealRedis.unusedPort();
        try (Replica one = Replica.at(port, name);
                Replica other = Replica.at(port, name)) {
            one.target("chat:a").drain();
            assertThat(one.target("chat:a").isDrained()).isTrue();

            try (RealRedis late = RealRedis.startAt(port)) {
                assertThat(late.port()).isEqualTo(port);
                other.await(() -> other.target("chat:a").isDrained(), RECONNECTED);
            }
        }
    }

    @Test
    void redis_frozen_nobodyWaitsForIt_andWhatWasFoundMeanwhileIsToldAfterwards() {
        Replica other = replica();
        try (FaultProxy proxy = FaultProxy.to(redis.port());
                Replica one = Replica.at(proxy.port(), name)) {
            other.target("chat:a").drain();
            one.await(() -> one.target("chat:a").isDrained(), Duration.ofSeconds(5));

            proxy.stallAt(0);
            long begun = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                one.target("chat:b" + i).cooldown().begin(Duration.ofSeconds(60));
            }
            assertThat(System.nanoTime() - begun).isLessThan(seconds(1));
            proxy.heal();

            other.await(() -> other.target("chat:b999").cooldown().isOn(), RECONNECTED);
        }
    }

    /** As after a failover, until the driver has found the new master. */
    @Test
    void redis_becomesAReplica_isStillRead_andHearsOfTheRestWhenItMayBeWritten() {
        try (RealRedis demoted = RealRedis.start();
                Replica one = Replica.at(demoted.port(), name);
                Replica other = Replica.at(demoted.port(), name)) {
            one.target("chat:a").drain();
            other.await(() -> other.target("chat:a").isDrained(), RECONNECTED);

            var commands = connections(demoted).getConnection();
            commands.serverCommands().replicaOf("127.0.0.1", RealRedis.unusedPort());
            one.target("chat:b").drain();
            try (Replica later = Replica.at(demoted.port(), name)) {
                later.await(() -> later.target("chat:a").isDrained(), RECONNECTED);
            }
            assertThat(other.target("chat:b").isDrained()).isFalse();
            commands.serverCommands().replicaOfNoOne();
            commands.close();

            other.await(() -> other.target("chat:b").isDrained(), RECONNECTED);
        }
    }

    /** Messages of later versions, or of somebody else, on the same channel and in the same set. */
    @Test
    void entries_thatNobodyHereUnderstands_areIgnored() {
        Replica one = replica();
        Replica other = replica();
        LettuceConnectionFactory connections = connections(redis);
        var commands = connections.getConnection();
        for (String member : List.of("", "x", "MOVED chat:a", "OPEN", "DRAINED\nx y")) {
            commands.zSetCommands().zAdd(name.getBytes(), 9e15, member.getBytes());
            commands.publish(name.getBytes(), ("somebody\n" + member).getBytes());
        }
        commands.publish(name.getBytes(), new byte[] {(byte) 0xff, 0, '\n', '\n', (byte) 0xc0});
        commands.close();

        one.target("chat:b").drain();

        other.await(() -> other.target("chat:b").isDrained());
        assertThat(other.told()).allMatch(told -> told.id().equals("chat:b"));
    }

    private Replica replica() {
        return keep(Replica.at(redis.port(), name));
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(0, closeable);
        return closeable;
    }

    private LettuceConnectionFactory connections(RealRedis which) {
        LettuceConnectionFactory connections =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", which.port()));
        connections.afterPropertiesSet();
        connections.start();
        keep(connections::destroy);
        return connections;
    }

    /** The entries that are announced from now on. */
    private BlockingQueue<String> listen() throws InterruptedException {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        CountDownLatch listening = new CountDownLatch(1);
        Disposable subscription = new HealthStore(connections(redis), name)
                .announced(listening::countDown)
                .subscribe(messages::addAll);
        keep(subscription::dispose);
        assertThat(listening.await(5, TimeUnit.SECONDS)).isTrue();
        return messages;
    }

    private static long seconds(int count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
