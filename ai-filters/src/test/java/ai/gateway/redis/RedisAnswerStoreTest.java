package ai.gateway.redis;

import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.AnswerStore.Stock;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RealRedis;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two gateways at a real Redis. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class RedisAnswerStoreTest extends AnswersAtRedis {

    private static final String PURGES = AnswerNode.BASE + ":purges";

    @AutoClose
    private final RealRedis redis = RealRedis.start();

    private final RedisCommands<String, String> commands = redis.commands();

    @Override
    RedisConfiguration gateway() {
        return new RedisStandaloneConfiguration("127.0.0.1", redis.port());
    }

    @Test
    void stockAndPurge_nobodyCounts() {
        assertThat(store().stock().block()).isEqualTo(new Stock(-1, -1));
        assertThat(store().purge(AnswerStore.Purge.ALL).block()).isEqualTo(-1);
    }

    @Test
    void keys_allButThatOfThePurges_liveForATime() {
        one.keep(mine, "a", "one");
        one.purge(mine, null);

        List<String> forEver = commands.keys("*").stream()
                .filter(key -> commands.pttl(key) < 0)
                .toList();

        assertThat(forEver).containsExactly(PURGES);
    }

    @Test
    void purged_whatIsFoundSo_isDeleted() {
        one.purge(null, null);
        commands.keys("*").stream().filter(key -> !key.equals(PURGES)).forEach(commands::del);
        one.keep(mine, "a", "one");
        one.purge(mine, null);
        assertThat(commands.dbsize()).isEqualTo(2);

        assertThat(other.find(mine, "a")).isNull();

        await().until(() -> commands.dbsize() == 1);
    }

    @Test
    void flushed_orPurgesForgotten_nothingOfBeforeIsFound_andTheNewIs() {
        one.keep(mine, "a", "old");
        one.purge(mine, null);
        one.keep(mine, "b", "old");
        other.find(mine, "b");

        commands.del(PURGES);

        assertThat(other.find(mine, "a")).isNull();
        assertThat(other.find(mine, "b")).isNull();
        one.find(mine, "c");
        one.keep(mine, "c", "new");
        assertThat(other.find(mine, "c")).isEqualTo("new");
    }

    @Test
    void wentBackInTime_nothingOfBeforeIsFound() {
        one.keep(mine, "a", "old");
        one.keep(mine, "b", "old");
        byte[] before = dump();
        one.purge(mine, null);
        commands.del(PURGES);
        restore(before);

        assertThat(one.find(mine, "a")).isNull();
        assertThat(other.find(mine, "b")).isNull();
        one.keep(mine, "a", "new");
        assertThat(other.find(mine, "a")).isEqualTo("new");
    }

    @Test
    void purges_moreThanAreToldApart_theOldOnesBecomeOne() {
        one.keep(mine, "early", "early");
        one.purge(mine + "2", null);
        for (int i = 0; i < 990; i++) {
            one.purge(mine + "2", "tag" + i);
        }
        one.keep(mine, "late", "late");
        for (int i = 0; i < 20; i++) {
            one.purge(mine + "2", "tag" + (2000 + i));
        }

        for (AnswerNode each : List.of(one, other)) {
            assertThat(each.find(mine, "early")).isNull();
            assertThat(each.find(mine, "late")).isEqualTo("late");
        }
        assertThat(commands.zcard(PURGES)).isLessThan(600);
    }

    private byte[] dump() {
        return commands.dump(PURGES);
    }

    private void restore(byte[] before) {
        commands.restore(PURGES, 0, before);
    }
}
