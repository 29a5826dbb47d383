package ai.gateway.embeddings;

import ai.gateway.embeddings.Replay.Outcome;
import ai.gateway.semantic.Alikeness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The model and the rules together, at the model's own threshold: who gets whose answer. */
class JudgementTest {

    /** A part of the traffic, so that the test is quick; EncoderFiguresHeavyIT has it all. */
    private static final int UTTERANCES = 1500;

    private static Model model;

    @BeforeAll
    static void load() throws Exception {
        model = OnnxModel.load();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static boolean hits(Scored scored, Alikeness rules) {
        return scored.cosine() >= MiniLm.THRESHOLD && scored.mayShare(rules);
    }

    @ParameterizedTest
    @EnumSource
    void traps_neverHit(Alikeness rules) throws Exception {
        assertThat(Scored.of(SharedTexts.hard(), model))
                .filteredOn(scored -> !scored.pair().same())
                .hasSizeGreaterThan(100)
                .noneMatch(scored -> hits(scored, rules));
    }

    @Test
    void paraphrases_hitInHalfOfTheCasesAtLeast() throws Exception {
        List<Scored> same = Scored.of(SharedTexts.hard(), model).stream()
                .filter(scored -> scored.pair().same())
                .toList();

        assertThat(same)
                .filteredOn(scored -> hits(scored, Alikeness.FAQ))
                .hasSizeGreaterThanOrEqualTo((same.size() + 1) / 2);
    }

    @ParameterizedTest
    @EnumSource
    void textsThatTheModelCannotRead_neverHit(Alikeness rules) throws Exception {
        assertThat(Scored.of(SharedTexts.unknown(), model))
                .hasSizeGreaterThan(100)
                .noneMatch(scored -> hits(scored, rules));
    }

    @ParameterizedTest
    @EnumSource
    void traffic_isAnsweredByAnswersToOtherQuestionsInHardlyAnyCase(Alikeness rules) throws Exception {
        Outcome outcome =
                Replay.of(SharedTexts.traffic().subList(0, UTTERANCES), model::encode, rules, MiniLm.THRESHOLD);

        assertThat(outcome.hits()).isPositive();
        assertThat(outcome.wrong()).hasSizeLessThanOrEqualTo(Math.max(1, outcome.hits() / 50));
    }
}
