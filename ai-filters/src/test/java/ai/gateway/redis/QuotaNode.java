package ai.gateway.redis;

import ai.gateway.quota.Charge;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Grant;
import ai.gateway.quota.Level;
import ai.gateway.quota.Seeds;
import ai.gateway.quota.Window.AtOnce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

/** The quotas of one gateway of several, at a real Redis, and a client of its own to look at what is in there. */
final class QuotaNode implements AutoCloseable {

    /** For tests of what is granted, on machines that are busy. */
    static final QuotaPatience PATIENT =
            new QuotaPatience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(100));

    /** For tests of what is lost: a machine that is busy for a moment is no Redis that is lost. */
    static final QuotaPatience UNHURRIED =
            new QuotaPatience(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofMillis(200));

    static final Duration LONGEST = Duration.ofMinutes(10);

    private final LettuceConnectionFactory connections;
    private final RedisQuotas quotas;

    private QuotaNode(RedisConfiguration redis, String prefix, Seeds seeds, QuotaRoom.Variant variant) {
        connections = new LettuceConnectionFactory(redis);
        connections.afterPropertiesSet();
        connections.start();
        quotas = new RedisQuotas(QuotaRoom.of(connections, prefix, seeds, System::currentTimeMillis, variant));
        quotas.start();
    }

    static QuotaNode at(int port, String prefix, Seeds seeds, QuotaPatience patience) {
        return at(new RedisStandaloneConfiguration("127.0.0.1", port), prefix, seeds, patience);
    }

    static QuotaNode at(RedisConfiguration redis, String prefix, Seeds seeds, QuotaPatience patience) {
        return new QuotaNode(redis, prefix, seeds, new QuotaRoom.Variant(patience, UnaryOperator.identity())).ready();
    }

    /** One that asks a Redis with other scripts. */
    static QuotaNode with(UnaryOperator<String> scripts, RedisConfiguration redis, String prefix) {
        return new QuotaNode(redis, prefix, Seeds.NONE, new QuotaRoom.Variant(PATIENT, scripts)).ready();
    }

    /** One whose Redis need not be there. */
    static QuotaNode alone(int port, String prefix) {
        return new QuotaNode(
                new RedisStandaloneConfiguration("127.0.0.1", port), prefix, Seeds.NONE, QuotaRoom.Variant.NONE);
    }

    /** Redis knows the scripts, and the driver has learned to send them. */
    private QuotaNode ready() {
        awaitContact();
        Claim claim = new Claim("warm", new AtOnce(), 1_000_000, 1, true);
        for (int i = 0; i < 20; i++) {
            String id = "warm" + System.identityHashCode(this) + i;
            reserve(id, claim);
            settle(id, claim.charge(0, 1));
        }
        await().until(quotas::isSettled);
        return this;
    }

    void awaitContact() {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> !quotas.isLost());
    }

    RedisQuotas quotas() {
        return quotas;
    }

    Grant reserve(String id, Claim... claims) {
        return requireNonNull(quotas.reserve(id, List.of(claims), LONGEST).block());
    }

    void settle(String id, Charge... charges) {
        quotas.settle(id, List.of(charges)).block();
    }

    /** Reserves, and settles if that was granted. */
    Grant use(String id, Claim claim, long used) {
        Grant grant = reserve(id, claim);
        if (grant.isGranted()) {
            settle(id, claim.charge(grant.at(), used));
        }
        return grant;
    }

    Level level(Claim claim) {
        return requireNonNull(quotas.levels(List.of(claim)).block()).get(0);
    }

    static RedisClient client(int port) {
        return RedisClient.create(RedisURI.create("127.0.0.1", port));
    }

    /** Which process it is, to freeze it. */
    static long process(RedisCommands<String, String> commands) {
        return commands.info("server")
                .lines()
                .filter(line -> line.startsWith("process_id:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("process_id:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        quotas.stop();
        connections.destroy();
    }
}
