package ai.gateway.recall;

import ai.gateway.recall.AnswerStore.Stock;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryAnswerStoreTest extends AnswerStoreContract {

    private long now = 1_800_000_000_000L;
    private final MemoryAnswerStore store = new MemoryAnswerStore(64 << 20, () -> now);

    @Override
    protected AnswerStore store() {
        return store;
    }

    @Override
    protected AnswerStore elsewhere() {
        return store;
    }

    @Override
    protected long now() {
        return now;
    }

    @Override
    protected void pass(Duration time) {
        now += time.toMillis();
    }

    @Test
    void purge_saysHowMany_andStockIsWhatIsLeft() {
        StoredAnswer left = answer(mine + "2", "c", "three");
        store.keep(answer(mine, "a", "one")).block();
        store.keep(answer(mine, "b", "two")).block();
        store.keep(left).block();

        assertThat(store.purge(new AnswerStore.Purge(mine, null, null)).block()).isEqualTo(2);
        assertThat(store.stock().block()).isEqualTo(new Stock(1, left.weight()));
    }

    @Test
    void keep_moreThanIsAllowed_whoWasNotAskedForLongestGoes() {
        long weight = answer(mine, "a", "one").weight();
        MemoryAnswerStore small = new MemoryAnswerStore(2 * weight, () -> now);
        small.keep(answer(mine, "a", "one")).block();
        small.keep(answer(mine, "b", "two")).block();
        small.find(mine, "a").block();
        small.keep(answer(mine, "c", "six")).block();

        assertThat(small.find(mine, "a").block()).isNotNull();
        assertThat(small.find(mine, "b").block()).isNull();
        assertThat(small.find(mine, "c").block()).isNotNull();
    }
}
