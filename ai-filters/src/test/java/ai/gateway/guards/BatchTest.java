package ai.gateway.guards;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts in as few calls as can be, none of them too long, and places that lead back. */
class BatchTest {

    private static final int MOST = 500;

    private static List<Said> said(String... texts) {
        return Stream.of(texts).map(text -> new Said(Role.USER, text)).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void of_anyTexts_coversThemAllAndIsNeverTooLong(long seed) {
        Random random = new Random(seed);
        List<Said> judged = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            StringBuilder text = new StringBuilder("t");
            for (int length = random.nextInt(1500); length > 0; length--) {
                text.append(random.nextInt(3) == 0 ? "\uD83D\uDC26" : "x");
            }
            judged.add(new Said(Role.USER, text.toString()));
        }

        List<Batch> batches = Batch.of(judged, 4, MOST);

        boolean[][] covered = new boolean[20][];
        for (int i = 0; i < 20; i++) {
            covered[i] = new boolean[judged.get(i).text().length()];
        }
        for (Batch batch : batches) {
            assertThat(batch.joined().length()).as("seed " + seed).isLessThanOrEqualTo(MOST);
            assertThat(batch.parts().size()).isLessThanOrEqualTo(4);
            for (Part part : batch.parts()) {
                String whole = judged.get(part.index()).text();
                assertThat(whole.substring(
                                part.from(), part.from() + part.text().length()))
                        .isEqualTo(part.text());
                assertThat(Character.isLowSurrogate(part.text().charAt(0))).isFalse();
                assertThat(Character.isHighSurrogate(
                                part.text().charAt(part.text().length() - 1)))
                        .isFalse();
                for (int at = 0; at < part.text().length(); at++) {
                    covered[part.index()][part.from() + at] = true;
                }
            }
        }
        for (boolean[] text : covered) {
            for (boolean each : text) {
                assertThat(each).isTrue();
            }
        }
    }

    @Test
    void of_shortTexts_isOneCall() {
        assertThat(Batch.of(said("a", "b", " ", "c"), Integer.MAX_VALUE, MOST)).hasSize(1);
        assertThat(Batch.of(said("a", "b", " ", "c"), 2, MOST)).hasSize(2);
        assertThat(Batch.of(said(" "), 2, MOST)).isEmpty();
    }

    @Test
    void at_placeOverTheEndOfAText_isInBoth() {
        Batch batch = Batch.of(said("abc", "def"), 2, MOST).get(0);

        assertThat(batch.at("r", 2, 6, "t"))
                .containsExactly(Finding.at("r", new Mark(0, 2, 3, "T")), Finding.at("r", new Mark(1, 0, 1, "T")));
    }

    @Test
    void at_placeThatIsNowhere_isUnplaced() {
        Batch batch = Batch.of(said("abc", "def"), 2, MOST).get(0);

        assertThat(batch.at("r", 3, 5, "t")).containsExactly(Finding.of("r")); // what stands between them
        assertThat(batch.at("r", 0, 9, "t")).containsExactly(Finding.of("r"));
        assertThat(batch.at("r", -1, 2, "t")).containsExactly(Finding.of("r"));
        assertThat(batch.at("r", 2, 2, "t")).containsExactly(Finding.of("r"));
    }
}
