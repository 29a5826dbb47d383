package ai.gateway.redis;

import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.AnswerStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.RedisConfiguration;

import java.time.Duration;

import static org.awaitility.Awaitility.await;

/** Two gateways at a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnswersAtRedis extends AnswerStoreContract {

    AnswerNode one;
    AnswerNode other;

    /** How a gateway finds its Redis, which is there until all tests are over. */
    abstract RedisConfiguration gateway();

    @BeforeAll
    void open() {
        one = AnswerNode.at(gateway());
        other = AnswerNode.at(gateway());
    }

    @AfterAll
    void close() {
        one.close();
        other.close();
    }

    @Override
    protected AnswerStore store() {
        return one.store();
    }

    @Override
    protected AnswerStore elsewhere() {
        return other.store();
    }

    @Override
    protected long now() {
        return System.currentTimeMillis();
    }

    @Override
    protected void pass(Duration time) {
        await().pollDelay(time).until(() -> true);
    }
}
