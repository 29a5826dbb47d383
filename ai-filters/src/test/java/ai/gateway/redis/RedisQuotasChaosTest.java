package ai.gateway.redis;

import ai.gateway.quota.Claim;
import ai.gateway.quota.Grant;
import ai.gateway.quota.Level;
import ai.gateway.quota.OnLoss;
import ai.gateway.quota.Seeds;
import ai.gateway.quota.Window.Lifetime;
import ai.gateway.testing.FaultProxy;
import ai.gateway.testing.RealRedis;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every third call of one of two gateways loses its connection, or its answers, in the midst of things. */
class RedisQuotasChaosTest {

    private static final QuotaPatience HASTY =
            new QuotaPatience(Duration.ofMillis(150), Duration.ofSeconds(1), Duration.ofMillis(100));
    private static final int CALLS = 300;
    private static final long MOST = 2_000_000_011L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void money_isNeverOverspent_neverStuck_andAddsUpToTheUnit(long seed) {
        Random random = new Random(seed);
        Claim budget = new Claim("budget", new Lifetime(), MOST, 0, true, OnLoss.REFUSE);
        long spent = 0;
        int refused = 0;
        try (RealRedis redis = RealRedis.start();
                FaultProxy proxy = FaultProxy.to(redis.port());
                QuotaNode well = QuotaNode.at(redis.port(), "chaos:", Seeds.NONE, QuotaNode.PATIENT);
                QuotaNode ill = QuotaNode.at(proxy.port(), "chaos:", Seeds.NONE, HASTY)) {
            for (int i = 0; i < CALLS; i++) {
                QuotaNode node = i % 2 == 0 ? ill : well;
                long need = 1 + random.nextInt(30_000_000);
                long used = random.nextInt((int) need + 1);
                boolean before = random.nextInt(6) == 0;
                boolean between = random.nextInt(6) == 0;
                harm(proxy, before, random);
                Grant grant = node.reserve("call" + i, budget.needing(need));
                harm(proxy, between, random);
                if (grant.isGranted()) {
                    spent += used;
                    node.settle("call" + i, budget.charge(grant.at(), used));
                } else {
                    refused++;
                }
                if (before || between) {
                    proxy.heal();
                    ill.awaitContact();
                }
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> well.quotas().isSettled() && ill.quotas().isSettled());

            assertThat(well.level(budget)).as("seed " + seed).isEqualTo(new Level(MOST, spent, 0, Long.MAX_VALUE));
            assertThat(spent).isPositive().isLessThanOrEqualTo(MOST);
            assertThat(refused).isPositive();
        }
    }

    private static void harm(FaultProxy proxy, boolean now, Random random) {
        if (now) {
            switch (random.nextInt(3)) {
                case 0 -> proxy.resetNow();
                case 1 -> proxy.closeNow();
                default -> proxy.stallNow();
            }
        }
    }
}
