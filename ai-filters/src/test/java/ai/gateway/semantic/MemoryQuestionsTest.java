package ai.gateway.semantic;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryQuestionsTest extends QuestionsContract {

    private long now = 1_800_000_000_000L;
    private final MemoryQuestions questions = new MemoryQuestions(100, DIMENSIONS, this::now);
    private final MemoryQuestions small = new MemoryQuestions(3, DIMENSIONS, this::now);

    @AfterEach
    void close() {
        questions.close();
        small.close();
    }

    @Override
    protected Questions questions() {
        return questions;
    }

    @Override
    protected Questions elsewhere() {
        return questions;
    }

    @Override
    protected Questions small() {
        return small;
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
    void near_comesOnTheThreadOfTheQuestions() {
        String thread = questions
                .near(mine, new float[] {1, 0, 0}, 1)
                .map(found -> Thread.currentThread().getName())
                .block();

        assertThat(thread).startsWith("ai-questions");
    }
}
