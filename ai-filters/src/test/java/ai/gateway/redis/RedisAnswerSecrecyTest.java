package ai.gateway.redis;

import ai.gateway.recall.AnswerStore.Purge;
import ai.gateway.recall.Kept;
import ai.gateway.recall.StoredAnswer;
import ai.gateway.testing.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Somebody reads what is in Redis, or changes it. */
class RedisAnswerSecrecyTest {

    private static final String PURGES = AnswerNode.BASE + ":purges";

    private RealRedis redis;
    private RedisClient client;
    private RedisCommands<byte[], byte[]> commands;
    private AnswerNode node;

    @BeforeEach
    void start() {
        redis = RealRedis.start();
        client = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));
        commands = client.connect(ByteArrayCodec.INSTANCE).sync();
        node = AnswerNode.at(redis.port());
    }

    @AfterEach
    void stop() {
        node.close();
        client.close();
        redis.close();
    }

    @Test
    void redis_whoReadsAllOfIt_readsNothing() {
        byte[] body = "canary answer".getBytes(UTF_8);
        long now = System.currentTimeMillis();
        Kept kept = new Kept(
                "canary-dialect",
                "canary-version",
                "canary-id",
                Map.of("x-canary", "canary"),
                body,
                new int[] {13},
                new int[] {0},
                3);
        node.store()
                .keep(new StoredAnswer(
                        "canary-print",
                        "canary-partition",
                        "canary/model",
                        Set.of("canary-tag"),
                        now,
                        now + 60_000,
                        "canary question",
                        kept))
                .block();
        node.store()
                .purge(new Purge("canary-partition2", "canary-tag2", "canary/model2"))
                .block();

        StringBuilder all = new StringBuilder();
        for (byte[] key : commands.keys("*")) {
            all.append(new String(key, ISO_8859_1)).append('\n').append(new String(commands.dump(key), ISO_8859_1));
            if (commands.type(key).equals("zset")) {
                commands.zrange(key, 0, -1).forEach(each -> all.append(new String(each, ISO_8859_1)));
            }
        }
        assertThat(all.toString()).contains(AnswerNode.BASE).doesNotContain("canary");
        assertThat(node.find("canary-partition", "canary-print")).isEqualTo("canary answer");
    }

    @Test
    void value_ofWhichAnyByteIsChanged_isNoAnswer_andDeleted() {
        node.keep("mine", "a", "answer");
        byte[] key = answers().get(0);
        byte[] value = commands.get(key);
        for (int at = 0; at < value.length; at += 3) {
            byte[] changed = value.clone();
            changed[at] ^= 4;
            commands.set(key, changed);

            assertThat(node.find("mine", "a")).as("byte " + at).isNull();
            await().until(() -> answers().isEmpty());
        }
        for (byte[] junk : List.of(new byte[0], new byte[] {1}, new byte[13], "{}".getBytes(UTF_8))) {
            commands.set(key, junk);

            assertThat(node.find("mine", "a")).isNull();
            await().until(() -> answers().isEmpty());
        }
        commands.set(key, value);
        assertThat(node.find("mine", "a")).isEqualTo("answer");
    }

    @Test
    void value_inThePlaceOfAnother_isNoAnswer() {
        node.keep("mine", "a", "answer");
        byte[] a = answers().get(0);
        byte[] value = commands.get(a);
        node.keep("mine", "b", "another");
        byte[] b = answers().stream()
                .filter(key -> !new String(key, UTF_8).equals(new String(a, UTF_8)))
                .findFirst()
                .orElseThrow();
        commands.set(b, value);

        assertThat(node.find("mine", "b")).isNull();
        assertThat(node.find("mine", "a")).isEqualTo("answer");
    }

    @Test
    void secret_another_findsNothing_andHarmsNothing() {
        node.keep("mine", "a", "answer");
        try (AnswerNode stranger = AnswerNode.with("another secret, as long as that", redis.port())) {
            assertThat(stranger.find("mine", "a")).isNull();
        }

        assertThat(node.find("mine", "a")).isEqualTo("answer");
    }

    @Test
    void seal_ofAnotherPartitionOrSecret_doesNotOpen() {
        AnswerSeal seal = new AnswerSeal(new AnswerSecret(AnswerNode.SECRET)::key);
        AnswerSeal strangers = new AnswerSeal(new AnswerSecret("another secret, as long as that")::key);
        byte[] closed = seal.close("mine", "name", new byte[] {7});

        assertThat(seal.open("mine", "name", closed)).containsExactly(7);
        assertThat(seal.open("others", "name", closed)).isNull();
        assertThat(seal.open("mine", "other", closed)).isNull();
        assertThat(strangers.open("mine", "name", closed)).isNull();
        assertThat(seal.close("mine", "name", new byte[] {7})).isNotEqualTo(closed);
    }

    private List<byte[]> answers() {
        return commands.keys("*").stream()
                .filter(key -> !new String(key, UTF_8).equals(PURGES))
                .toList();
    }
}
