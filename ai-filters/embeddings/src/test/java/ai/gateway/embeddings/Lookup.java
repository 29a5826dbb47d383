package ai.gateway.embeddings;

import ai.gateway.semantic.Alikeness;
import ai.gateway.semantic.Near;
import ai.gateway.semantic.Question;
import ai.gateway.semantic.Suitability;
import ai.gateway.semantic.VectorIndex;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Looks questions of 30 words up among many, where none is so near that the rules need not be asked for all candidates. */
final class Lookup {

    private static final String PARTITION = "all";
    private static final int WORDS = 30;
    private static final int MOST = 4;

    private final Model model;
    private final VectorIndex index;
    private final List<String> words;
    private final Random dice;

    Lookup(Model model, int entries, List<String> words, long seed) {
        this.model = model;
        this.index = new VectorIndex(entries);
        this.words = words;
        this.dice = new Random(seed);
        for (int i = 0; i < entries; i++) {
            index.put(PARTITION, i + " " + text(), anywhere(), Long.MAX_VALUE);
        }
    }

    /** In nanoseconds. */
    long[] times(int texts) {
        long[] nanos = new long[texts];
        for (int i = 0; i < texts; i++) {
            String text = text();
            long began = System.nanoTime();
            look(text);
            nanos[i] = System.nanoTime() - began;
        }
        return nanos;
    }

    private boolean look(String text) {
        boolean found = Suitability.against(text) == null;
        float[] vector = model.encode(text).vector();
        Question asked = Question.of(text);
        for (Near near : index.near(PARTITION, vector, MOST, 0)) {
            found |= Alikeness.FAQ.against(asked, Question.of(near.id())) == null;
        }
        return found;
    }

    private String text() {
        return dice.ints(WORDS, 0, words.size()).mapToObj(words::get).collect(Collectors.joining(" "));
    }

    private float[] anywhere() {
        float[] vector = new float[MiniLm.DIMENSIONS];
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) dice.nextGaussian();
            sum += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return vector;
    }
}
