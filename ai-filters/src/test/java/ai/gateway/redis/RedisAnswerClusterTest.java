package ai.gateway.redis;

import ai.gateway.recall.AnswerStore.Purge;
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

/** A cluster of three: answers are at all of them, purges at one, questions at one. */
class RedisAnswerClusterTest {

    private static final int NODES = 3;
    private static final int SLOTS = 16_384;

    private final List<RealRedis> nodes = new ArrayList<>();
    private final List<RedisClient> clients = new ArrayList<>();

    @Test
    void cluster_questionsAreOneStream_andPurgedWithAll(@TempDir Path directory) {
        try {
            List<RedisCommands<String, String>> commands = startAll(directory);
            try (QuestionNode one = QuestionNode.at(cluster());
                    QuestionNode other = QuestionNode.at(cluster())) {
                one.keep("p", "a");
                other.awaitFound("p", "a");

                one.purge(Purge.ALL);

                assertThat(commands)
                        .allSatisfy(each ->
                                assertThat(each.keys(QuestionNode.STREAM)).isEmpty());
                other.keep("p", "b");
                one.awaitFound("p", "b");
            }
        } finally {
            stopAll();
        }
    }

    @Test
    void cluster_answersAreSpread_andPurgedTogether(@TempDir Path directory) {
        try {
            List<RedisCommands<String, String>> commands = startAll(directory);
            try (AnswerNode gateway = AnswerNode.at(cluster())) {
                for (int i = 0; i < 30; i++) {
                    gateway.keep("mine", "a" + i, "answer " + i);
                    assertThat(gateway.find("mine", "a" + i)).isEqualTo("answer " + i);
                }
                assertThat(commands)
                        .allSatisfy(each -> assertThat(each.dbsize()).isPositive());

                gateway.purge("mine", "faq");

                for (int i = 0; i < 30; i++) {
                    assertThat(gateway.find("mine", "a" + i)).isNull();
                }
            }
        } finally {
            stopAll();
        }
    }

    private RedisClusterConfiguration cluster() {
        return new RedisClusterConfiguration(
                nodes.stream().map(node -> "127.0.0.1:" + node.port()).toList());
    }

    private void stopAll() {
        clients.forEach(RedisClient::close);
        nodes.forEach(RealRedis::close);
    }

    private List<RedisCommands<String, String>> startAll(Path directory) {
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
        return commands;
    }
}
