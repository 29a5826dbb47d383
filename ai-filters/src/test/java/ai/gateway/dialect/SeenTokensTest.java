package ai.gateway.dialect;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.testing.Recordings.Recording;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** How far off the count of what has passed is from what the provider counts: what an answer that breaks off is charged by. */
class SeenTokensTest {

    /** Shorter answers are mostly what their dialect puts around them. */
    private static final long FEWEST = 20;

    @Test
    void seenTokens_ofRecordedAnswers_areAboutThoseTold() {
        List<Double> ratios = new ArrayList<>();
        Map<String, double[]> dialects = new TreeMap<>();
        for (Recording recording : RecordedChatsTest.answers().toList()) {
            AnswerFacts facts = RecordedDialectsTest.facts(recording);
            long told = facts.usage().output();
            boolean hidden = facts.usage().reasoning() > 0
                    || facts.images() > 0
                    || facts.usage().audioOutput() > 0;
            if (hidden
                    || told < FEWEST
                    || facts.failure() != null
                    || recording.has("server_tool")
                    || recording.has("citations")) {
                continue;
            }
            ratios.add((double) facts.seenTokens() / told);
            double[] sums = dialects.computeIfAbsent(
                    RecordedDialectsTest.dialect(recording).id(), id -> new double[3]);
            sums[0]++;
            sums[1] += facts.seenTokens();
            sums[2] += told;
        }
        ratios.sort(null);
        StringBuilder report = new StringBuilder(ratios.size() + " answers, seen / told: 10 % " + at(ratios, 0.1)
                + ", median " + at(ratios, 0.5) + ", 90 % " + at(ratios, 0.9));
        dialects.forEach((id, sums) -> report.append("; ")
                .append(id)
                .append(' ')
                .append((int) sums[0])
                .append(" in all ")
                .append(Math.round(100 * sums[1] / sums[2]) / 100.0));
        System.out.println(report);
        assertThat(at(ratios, 0.5)).as(report.toString()).isBetween(0.8, 1.2);
        assertThat(at(ratios, 0.1)).as(report.toString()).isGreaterThan(0.3);
        assertThat(at(ratios, 0.9)).as(report.toString()).isLessThan(1.6);
    }

    private static double at(List<Double> sorted, double share) {
        return Math.round(100 * sorted.get((int) (share * (sorted.size() - 1)))) / 100.0;
    }
}
