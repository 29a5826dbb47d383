package ai.gateway.embeddings;

import ai.gateway.embeddings.SharedTexts.Utterance;
import ai.gateway.semantic.Alikeness;
import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.Near;
import ai.gateway.semantic.Question;
import ai.gateway.semantic.Suitability;
import ai.gateway.semantic.VectorIndex;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What becomes of questions that come one after the other, all into one partition: each is answered from those before it, or
 * is asked for and kept.
 */
final class Replay {

    private static final String PARTITION = "all";
    private static final int MOST = 4;

    private final Alikeness rules;
    private final float threshold;
    private final Function<String, Encoded> encoder;
    private final VectorIndex index = new VectorIndex(100_000);
    private final Map<String, Utterance> kept = new HashMap<>();
    private final Map<String, Question> questions = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int suited;
    private int hits;

    /**
     * How it went.
     *
     * @param suited how many of those asked could be looked up by what they mean
     * @param wrong the hits that gave the answer to another question
     */
    record Outcome(int asked, int suited, int hits, List<String> wrong) {

        double hitRate() {
            return hits / (double) asked;
        }

        double wrongRate() {
            return hits == 0 ? 0 : wrong.size() / (double) hits;
        }
    }

    private Replay(Alikeness rules, float threshold, Function<String, Encoded> encoder) {
        this.rules = rules;
        this.threshold = threshold;
        this.encoder = encoder;
    }

    static Outcome of(List<Utterance> traffic, Function<String, Encoded> encoder, Alikeness rules, float threshold) {
        Replay replay = new Replay(rules, threshold, encoder);
        traffic.forEach(replay::ask);
        return new Outcome(traffic.size(), replay.suited, replay.hits, List.copyOf(replay.wrong));
    }

    private void ask(Utterance asked) {
        if (kept.containsKey(asked.text()) || Suitability.against(asked.text()) != null) {
            return;
        }
        Encoded encoded = encoder.apply(asked.text());
        if (!encoded.known()) {
            return;
        }
        suited++;
        Utterance found = find(asked, encoded.vector());
        if (found == null) {
            kept.put(asked.text(), asked);
            index.put(PARTITION, asked.text(), encoded.vector(), Long.MAX_VALUE);
            return;
        }
        hits++;
        if (asked.group() == null || !asked.group().equals(found.group())) {
            wrong.add(asked.text() + " | " + found.text());
        }
    }

    private @Nullable Utterance find(Utterance asked, float[] vector) {
        for (Near near : index.near(PARTITION, vector, MOST, 0)) {
            boolean alike =
                    near.score() >= threshold && rules.against(question(asked.text()), question(near.id())) == null;
            if (alike) {
                return kept.get(near.id());
            }
        }
        return null;
    }

    private Question question(String text) {
        return questions.computeIfAbsent(text, Question::of);
    }
}
