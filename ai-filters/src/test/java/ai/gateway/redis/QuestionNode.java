package ai.gateway.redis;

import ai.gateway.recall.AnswerStore.Purge;
import ai.gateway.semantic.MemoryQuestions;
import ai.gateway.semantic.Near;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import java.time.Duration;
import java.util.List;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

/** The questions of one gateway of several, at a real Redis, beside its answers. */
final class QuestionNode implements AutoCloseable {

    static final int DIMENSIONS = 3;
    static final String BASE = "test:answers:1";
    static final String STREAM = BASE + ":questions";

    /** All questions of tests are the same but for where they are looked up, and by which id. */
    private static final float[] VECTOR = {0.6f, 0, 0.8f};

    /** What differs between gateways. */
    record Kind(String base, String secret, int dimensions, int most, AnswerPatience patience) {

        static final Kind USUAL = new Kind(BASE, AnswerNode.SECRET, DIMENSIONS, 1000, AnswerNode.PATIENT);

        Kind ofAtMost(int others) {
            return new Kind(base, secret, dimensions, others, patience);
        }

        Kind with(AnswerPatience another) {
            return new Kind(base, secret, dimensions, most, another);
        }

        Kind under(String another) {
            return new Kind(base, another, dimensions, most, patience);
        }

        Kind in(int others) {
            return new Kind(base, secret, others, most, patience);
        }

        Kind at(String another) {
            return new Kind(another, secret, dimensions, most, patience);
        }
    }

    private final LettuceConnectionFactory connections;
    private final RedisAnswerStore answers;
    private final RedisQuestions questions;

    private QuestionNode(RedisConfiguration redis, Kind kind) {
        connections = new LettuceConnectionFactory(redis);
        connections.afterPropertiesSet();
        connections.start();
        answers = new RedisAnswerStore(connections, kind.base, new AnswerSecret(kind.secret), kind.patience);
        questions = new RedisQuestions(
                new MemoryQuestions(kind.most, kind.dimensions, System::currentTimeMillis),
                answers.questions(kind.most),
                kind.patience,
                answers::isLost,
                System::currentTimeMillis);
        answers.start();
        questions.start();
    }

    /** One that has found its Redis. */
    static QuestionNode at(int port) {
        return at(port, Kind.USUAL);
    }

    static QuestionNode at(int port, Kind kind) {
        QuestionNode node = alone(port, kind);
        node.awaitContact();
        return node;
    }

    static QuestionNode at(RedisConfiguration redis) {
        return at(redis, Kind.USUAL);
    }

    static QuestionNode at(RedisConfiguration redis, Kind kind) {
        QuestionNode node = new QuestionNode(redis, kind);
        node.awaitContact();
        return node;
    }

    /** One whose Redis need not be there. */
    static QuestionNode alone(int port, Kind kind) {
        return new QuestionNode(new RedisStandaloneConfiguration("127.0.0.1", port), kind);
    }

    void awaitContact() {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .until(() -> !answers.isLost() && !questions.isLost());
    }

    RedisQuestions questions() {
        return questions;
    }

    void keep(String partition, String id) {
        keep(partition, id, Duration.ofHours(1));
    }

    void keep(String partition, String id, Duration time) {
        questions.keep(partition, id, VECTOR, System.currentTimeMillis() + time.toMillis());
    }

    /** The ids of what it finds. */
    List<String> find(String partition) {
        return requireNonNull(questions.near(partition, VECTOR, 1000).block()).stream()
                .map(Near::id)
                .toList();
    }

    void awaitFound(String partition, String id) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .until(() -> find(partition).contains(id));
    }

    /** Whether it finds that out when it looks for an answer. */
    boolean isWithoutAnswers() {
        answers.find("mine", "any").block();
        return answers.isLost();
    }

    void purge(Purge which) {
        answers.purge(which).block();
    }

    @Override
    public void close() {
        questions.stop();
        answers.stop();
        questions.close();
        connections.destroy();
    }
}
