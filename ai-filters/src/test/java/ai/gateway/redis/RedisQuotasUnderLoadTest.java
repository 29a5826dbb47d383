package ai.gateway.redis;

import ai.gateway.quota.Quotas;
import ai.gateway.quota.QuotasUnderLoadContract;
import ai.gateway.quota.Seeds;
import ai.gateway.testing.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.util.List;

/** Two gateways, one Redis. */
class RedisQuotasUnderLoadTest extends QuotasUnderLoadContract {

    private static RealRedis redis;
    private static QuotaNode one;
    private static QuotaNode other;

    @BeforeAll
    static void start() {
        redis = RealRedis.start();
        one = QuotaNode.at(redis.port(), "load:", Seeds.NONE, QuotaNode.PATIENT);
        other = QuotaNode.at(redis.port(), "load:", Seeds.NONE, QuotaNode.PATIENT);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        redis.close();
    }

    @Override
    protected List<Quotas> gateways() {
        return List.of(one.quotas(), other.quotas());
    }
}
