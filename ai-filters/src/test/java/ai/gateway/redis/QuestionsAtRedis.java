package ai.gateway.redis;

import ai.gateway.redis.QuestionNode.Kind;
import ai.gateway.semantic.Questions;
import ai.gateway.semantic.QuestionsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.RedisConfiguration;

import java.time.Duration;

import static org.awaitility.Awaitility.await;

/** Two gateways at a real Redis, and a small one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QuestionsAtRedis extends QuestionsContract {

    QuestionNode one;
    QuestionNode other;
    private QuestionNode small;

    /** How a gateway finds its Redis, which is there until all tests are over. */
    abstract RedisConfiguration gateway();

    @BeforeAll
    void open() {
        one = QuestionNode.at(gateway());
        other = QuestionNode.at(gateway());
        small = QuestionNode.at(gateway(), Kind.USUAL.at("test:small:1").ofAtMost(3));
    }

    @AfterAll
    void close() {
        small.close();
        other.close();
        one.close();
    }

    @Override
    protected Questions questions() {
        return one.questions();
    }

    @Override
    protected Questions elsewhere() {
        return other.questions();
    }

    @Override
    protected Questions small() {
        return small.questions();
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
