package ai.gateway.redis;

import ai.gateway.recall.AnswerStore.Purge;
import ai.gateway.recall.Kept;
import ai.gateway.recall.StoredAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

/** The answers of one gateway of several, at a real Redis. */
final class AnswerNode implements AutoCloseable {

    static final String SECRET = "a secret that is long enough";
    static final String BASE = "test:answers:1";

    /** For tests of what is found, on machines that are busy. */
    static final AnswerPatience PATIENT = new AnswerPatience(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(100));

    private final LettuceConnectionFactory connections;
    private final RedisAnswerStore store;

    private AnswerNode(RedisConfiguration redis, String secret, AnswerPatience patience) {
        connections = new LettuceConnectionFactory(redis);
        connections.afterPropertiesSet();
        connections.start();
        store = new RedisAnswerStore(connections, BASE, new AnswerSecret(secret), patience);
        store.start();
    }

    /** One that has found its Redis, and whose driver has learned what to send. */
    static AnswerNode at(int port) {
        return at(new RedisStandaloneConfiguration("127.0.0.1", port));
    }

    static AnswerNode at(RedisConfiguration redis) {
        AnswerNode node = new AnswerNode(redis, SECRET, PATIENT);
        node.awaitContact();
        return node;
    }

    static AnswerNode with(String secret, int port) {
        AnswerNode node = new AnswerNode(new RedisStandaloneConfiguration("127.0.0.1", port), secret, PATIENT);
        node.awaitContact();
        return node;
    }

    /** One whose Redis need not be there. */
    static AnswerNode alone(int port, AnswerPatience patience) {
        return new AnswerNode(new RedisStandaloneConfiguration("127.0.0.1", port), SECRET, patience);
    }

    void awaitContact() {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .until(() -> !store.isLost());
    }

    RedisAnswerStore store() {
        return store;
    }

    void keep(String partition, String key, String text) {
        store.keep(answer(partition, key, text)).block();
    }

    /** What it finds, as text. */
    @Nullable
    String find(String partition, String key) {
        return store.find(partition, key)
                .map(found -> new String(found.answer().body(), UTF_8))
                .block();
    }

    void purge(@Nullable String partition, @Nullable String tag) {
        store.purge(new Purge(partition, tag, null)).block();
    }

    static StoredAnswer answer(String partition, String key, String text) {
        long now = System.currentTimeMillis();
        byte[] body = text.getBytes(UTF_8);
        Kept kept = new Kept("openai", "gpt-5", "", Map.of(), body, new int[] {body.length}, new int[] {3}, 5);
        return new StoredAnswer(key, partition, "openai/gpt-5", Set.of("faq"), now, now + 3_600_000, "", kept);
    }

    @Override
    public void close() {
        store.stop();
        connections.destroy();
    }
}
