package ai.gateway.redis;

import ai.gateway.quota.Quotas;
import ai.gateway.quota.QuotasContract;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.RedisConfiguration;

import java.time.Duration;
import java.util.Map;

/** At a real Redis whose scripts tell the time by a key that is turned by hand; the gateway's own clock goes on as it likes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QuotasAtRedis extends QuotasContract {

    static final String PREFIX = "test:";

    private static final String CLOCK = QuotaKeys.below(PREFIX).meta() + ":clock";

    /** Later than it is, so that Redis does not take keys away that live until then. */
    private long time = System.currentTimeMillis() + Duration.ofDays(2).toMillis();

    private QuotaNode node;

    /** How a gateway finds its Redis, which is there until all tests are over. */
    abstract RedisConfiguration gateway();

    /** As one who may do anything in it. */
    abstract RedisCommands<String, String> commands();

    @BeforeAll
    void open() {
        setClock(time);
        node = QuotaNode.with(
                script -> script.replace("redis.call('TIME')", "redis.call('HMGET', '" + CLOCK + "', 's', 'us')"),
                gateway(),
                PREFIX);
    }

    @AfterAll
    void close() {
        node.close();
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
        time = millis;
        commands().hset(CLOCK, Map.of("s", Long.toString(millis / 1000), "us", Long.toString(millis % 1000 * 1000)));
    }
}
