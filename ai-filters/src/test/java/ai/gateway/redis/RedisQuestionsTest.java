package ai.gateway.redis;

import ai.gateway.recall.AnswerStore.Purge;
import ai.gateway.redis.QuestionNode.Kind;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RealRedis;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two gateways at a real Redis. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class RedisQuestionsTest extends QuestionsAtRedis {

    @AutoClose
    private final RealRedis redis = RealRedis.start();

    private final RedisCommands<String, String> commands = redis.commands();

    @Override
    RedisConfiguration gateway() {
        return new RedisStandaloneConfiguration("127.0.0.1", redis.port());
    }

    @Test
    void gateway_thatStartsLater_knowsAllThatIsThere() {
        for (int i = 0; i < 3 * QuestionStream.AT_ONCE / 2; i++) {
            one.keep(mine, "q" + i);
        }
        await().until(() -> other.find(mine).size() == 3 * QuestionStream.AT_ONCE / 2);

        try (QuestionNode late = QuestionNode.at(redis.port())) {
            await().until(() -> late.find(mine).size() == 3 * QuestionStream.AT_ONCE / 2);
        }
    }

    @Test
    void stream_livesAsLongAsWhatIsKeptForLongest() {
        one.keep(mine, "long", Duration.ofHours(5));
        other.awaitFound(mine, "long");
        one.keep(mine, "short", Duration.ofMinutes(1));
        other.awaitFound(mine, "short");

        assertThat(Duration.ofMillis(commands.pttl(QuestionNode.STREAM)))
                .isBetween(Duration.ofHours(4), Duration.ofHours(5));
    }

    @Test
    void stream_whoseLastOneIsOver_isGone() {
        try (QuestionNode node = QuestionNode.at(redis.port(), Kind.USUAL.at("test:brief:1"))) {
            node.keep(mine, "brief", Duration.ofMillis(900));
            await().until(() -> commands.exists("test:brief:1:questions") == 1);

            await().until(() -> commands.exists("test:brief:1:questions") == 0);
        }
    }

    /** Redis lets whole blocks of a stream go, of some tens of such short entries. */
    @Test
    void stream_ofTooMany_losesTheOldest() {
        String stream = "test:bounded:1:questions";
        try (QuestionNode node =
                QuestionNode.at(redis.port(), Kind.USUAL.at("test:bounded:1").ofAtMost(10))) {
            for (int round = 0; round < 10; round++) {
                String last = "q" + round;
                for (int i = 0; i < 50; i++) {
                    node.keep(mine, last + "." + i);
                }
                await().until(() ->
                        commands.xlen(stream) > 0 && node.questions().isAllTold());
            }
            assertThat(commands.xlen(stream)).isBetween(10L, 110L);
            assertThat(node.find(mine)).hasSize(10);
        }
    }

    @Test
    void purge_ofAll_takesTheStream_andWhatIsKeptThenIsShared() {
        one.keep(mine, "before");
        other.awaitFound(mine, "before");
        one.purge(new Purge(mine, null, null));
        assertThat(commands.exists(QuestionNode.STREAM)).isEqualTo(1);

        one.purge(Purge.ALL);

        assertThat(commands.exists(QuestionNode.STREAM)).isZero();
        one.keep(mine, "after");
        other.awaitFound(mine, "after");
        try (QuestionNode late = QuestionNode.at(redis.port())) {
            late.awaitFound(mine, "after");
            assertThat(late.find(mine)).containsExactly("after");
        }
    }

    /** As one is that comes back from a copy, or whose clock was put back. */
    @Test
    void stream_thatBeginsAnewAtEarlierPlaces_isReadFromItsBeginning() {
        one.keep(mine, "here");
        other.awaitFound(mine, "here");
        byte[] copy = commands.dump(QuestionNode.STREAM);
        one.keep(mine, "later");
        other.awaitFound(mine, "later");
        other.questions().remove(mine, "here");
        assertThat(other.find(mine)).containsExactly("later");

        commands.del(QuestionNode.STREAM);
        commands.restore(QuestionNode.STREAM, 0, copy);

        other.awaitFound(mine, "here");
    }
}
