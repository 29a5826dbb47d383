package ai.gateway.redis;

import ai.gateway.quota.Quotas;
import ai.gateway.quota.QuotasContract;
import ai.gateway.testing.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.time.Duration;
import java.util.Map;

/** A real Redis whose scripts tell the time by a key that is turned by hand; the gateway's own clock goes on as it likes. */
class RedisQuotasTest extends QuotasContract {

    private static final String PREFIX = "test:";
    private static final String CLOCK = QuotaKeys.below(PREFIX).meta() + ":clock";

    /** Later than it is, so that Redis does not take keys away that live until then. */
    private static long time = System.currentTimeMillis() + Duration.ofDays(2).toMillis();

    private static RealRedis redis;
    private static RedisClient client;
    private static RedisCommands<String, String> commands;
    private static QuotaNode node;

    @BeforeAll
    static void start() {
        redis = RealRedis.start();
        client = QuotaNode.client(redis.port());
        commands = client.connect().sync();
        turn(time);
        node = QuotaNode.with(
                script -> script.replace("redis.call('TIME')", "redis.call('HMGET', '" + CLOCK + "', 's', 'us')"),
                redis.port(),
                PREFIX);
    }

    @AfterAll
    static void stop() {
        node.close();
        client.close();
        redis.close();
    }

    @Override
    protected Quotas quotas() {
        return node.quotas();
    }

    @Override
    protected long now() {
        return time;
    }

    @Override
    protected void setClock(long millis) {
        turn(millis);
    }

    private static void turn(long millis) {
        time = millis;
        commands.hset(CLOCK, Map.of("s", Long.toString(millis / 1000), "us", Long.toString(millis % 1000 * 1000)));
    }
}
