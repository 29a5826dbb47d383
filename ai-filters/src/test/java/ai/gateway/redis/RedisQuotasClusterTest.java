package ai.gateway.redis;

import ai.gateway.quota.Claim;
import ai.gateway.quota.Grant;
import ai.gateway.quota.Level;
import ai.gateway.quota.Seeds;
import ai.gateway.quota.Window.Fixed;
import ai.gateway.quota.Window.Lifetime;
import ai.gateway.testing.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisClusterConfiguration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A cluster of three: a script that touched keys of two of them would be refused. */
class RedisQuotasClusterTest {

    private static final int NODES = 3;
    private static final int SLOTS = 16_384;

    private final List<RealRedis> nodes = new ArrayList<>();
    private final List<RedisClient> clients = new ArrayList<>();

    @Test
    void cluster_allKeysOfADecision_areInOnePlace(@TempDir Path directory) {
        try {
            startAll(directory);
            List<String> addresses =
                    nodes.stream().map(node -> "127.0.0.1:" + node.port()).toList();
            try (QuotaNode gateway =
                    QuotaNode.at(new RedisClusterConfiguration(addresses), "shop:", Seeds.NONE, QuotaNode.PATIENT)) {
                Claim limit = new Claim("limit", new Fixed(3_600_000), 10, 4, true);
                Claim budget = new Claim("budget", new Lifetime(), 100, 60, true);

                Grant first = gateway.reserve("a", limit, budget);
                Grant second = gateway.reserve("b", limit, budget);
                gateway.settle("a", limit.charge(first.at(), 3), budget.charge(first.at(), 50));

                assertThat(first.isGranted()).isTrue();
                assertThat(second.refusedBy()).isEqualTo(1);
                assertThat(second.lost()).isFalse();
                assertThat(gateway.level(budget)).isEqualTo(new Level(100, 50, 0, Long.MAX_VALUE));
            }
        } finally {
            clients.forEach(RedisClient::close);
            nodes.forEach(RealRedis::close);
        }
    }

    private void startAll(Path directory) {
        for (int i = 0; i < NODES; i++) {
            nodes.add(RealRedis.with("cluster-enabled yes", "dir " + directory, "cluster-config-file node" + i));
            clients.add(QuotaNode.client(nodes.get(i).port()));
        }
        List<RedisCommands<String, String>> commands =
                clients.stream().map(client -> client.connect().sync()).toList();
        for (int i = 0; i < NODES; i++) {
            commands.get(i)
                    .clusterAddSlots(IntStream.range(i * SLOTS / NODES, (i + 1) * SLOTS / NODES)
                            .toArray());
            commands.get(0).clusterMeet("127.0.0.1", nodes.get(i).port());
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> commands.stream()
                        .allMatch(each -> each.clusterInfo().contains("cluster_state:ok")
                                && each.clusterInfo().contains("cluster_known_nodes:" + NODES)));
    }
}
