package ai.gateway.redis;

import ai.gateway.redis.QuestionNode.Kind;
import ai.gateway.testing.RealRedis;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Somebody reads what is in Redis, or changes it; or gateways differ. */
class RedisQuestionsSecrecyTest {

    private static final byte[] STREAM = QuestionNode.STREAM.getBytes(UTF_8);
    private static final Kind STRANGER = Kind.USUAL.under("another secret, as long as that");

    private RealRedis redis;
    private RedisClient client;
    private RedisCommands<byte[], byte[]> commands;
    private QuestionNode node;

    @BeforeEach
    void start() {
        redis = RealRedis.start();
        client = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));
        commands = client.connect(ByteArrayCodec.INSTANCE).sync();
        node = QuestionNode.at(redis.port());
    }

    @AfterEach
    void stop() {
        node.close();
        client.close();
        redis.close();
    }

    @Test
    void redis_whoReadsAllOfIt_readsNothing() {
        node.keep("canary-partition", "canary-id");
        byte[] closed = only();

        StringBuilder all = new StringBuilder();
        for (byte[] key : commands.keys("*")) {
            all.append(new String(key, ISO_8859_1)).append('\n').append(new String(commands.dump(key), ISO_8859_1));
        }
        all.append(new String(closed, ISO_8859_1));
        byte[] component = ByteBuffer.allocate(Float.BYTES).putFloat(0.6f).array();
        assertThat(all.toString())
                .contains(QuestionNode.STREAM)
                .doesNotContain("canary")
                .doesNotContain(new String(component, ISO_8859_1));
    }

    @Test
    void secret_another_readsNothing_andHarmsNothing() {
        node.keep("p", "mine");
        only();
        try (QuestionNode stranger = QuestionNode.at(redis.port(), STRANGER);
                QuestionNode another = QuestionNode.at(redis.port(), STRANGER)) {
            stranger.keep("p", "theirs");
            another.awaitFound("p", "theirs");

            assertThat(another.find("p")).containsExactly("theirs");
        }
        node.keep("p", "mine too");
        try (QuestionNode late = QuestionNode.at(redis.port())) {
            late.awaitFound("p", "mine too");
            assertThat(late.find("p")).containsExactlyInAnyOrder("mine", "mine too");
        }
    }

    @Test
    void entry_thatWasChanged_orIsNone_isSkipped_andTheNextIsRead() {
        node.keep("p", "a");
        byte[] closed = only();
        commands.del(STREAM);
        for (int at = 0; at < closed.length; at += 7) {
            byte[] changed = closed.clone();
            changed[at] ^= 4;
            add(changed);
        }
        for (byte[] junk : List.of(new byte[0], new byte[] {1}, new byte[13], "{}".getBytes(UTF_8))) {
            add(junk);
        }
        node.keep("p", "b");

        try (QuestionNode late = QuestionNode.at(redis.port())) {
            late.awaitFound("p", "b");
            assertThat(late.find("p")).containsExactly("b");
            add(closed);
            late.awaitFound("p", "a");
        }
    }

    @Test
    void entry_ofOtherDimensions_orWhoseTimeIsOver_isSkipped() {
        node.keep("p", "brief", Duration.ofMillis(500));
        node.keep("p", "long");
        await().until(() -> commands.xlen(STREAM) == 2);
        await().until(() -> !node.find("p").contains("brief"));
        try (QuestionNode wider = QuestionNode.at(redis.port(), Kind.USUAL.in(4))) {
            wider.questions().keep("p", "wide", new float[] {0, 1, 0, 0}, System.currentTimeMillis() + 60_000);
            await().until(() -> commands.xlen(STREAM) == 3);
            node.keep("p", "last");

            node.awaitFound("p", "last");
            try (QuestionNode late = QuestionNode.at(redis.port())) {
                late.awaitFound("p", "last");
                assertThat(late.find("p")).containsExactlyInAnyOrder("long", "last");
            }
        }
    }

    @Test
    void codec_whatIsWritten_isRead_andNothingOfLess() {
        QuestionCodec.Told told =
                new QuestionCodec.Told("p\u00e9", "id", 1_800_000_000_123L, new float[] {0.25f, -1, 0});
        byte[] bytes = QuestionCodec.write(told);

        assertThat(QuestionCodec.read(bytes)).usingRecursiveComparison().isEqualTo(told);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(QuestionCodec.read(Arrays.copyOf(bytes, length)))
                    .as("of %d bytes", length)
                    .isNull();
        }
    }

    private void add(byte[] entry) {
        commands.xadd(STREAM, Map.of("q".getBytes(UTF_8), entry));
    }

    /** The one that is there, or will be in a moment. */
    private byte[] only() {
        await().until(() -> commands.xlen(STREAM) == 1);
        StreamMessage<byte[], byte[]> message =
                commands.xrange(STREAM, Range.unbounded()).get(0);
        return message.getBody().values().iterator().next();
    }
}
