package ai.gateway.injection;

import java.util.Arrays;

/** What each rule and class of words speaks for an attack, or against one, at some place: a column of {@code weights.csv}. */
final class Weights {

    private static final String BASE = "base";

    private final int column;
    private double[] weights = new double[0];
    private double base;

    Weights(int column) {
        this.column = column;
    }

    /** Reads a line: a name and its numbers. */
    void add(String line, Knowledge knowledge) {
        String[] parts = line.split(",", -1);
        double weight = Double.parseDouble(parts[column]);
        if (parts[0].equals(BASE)) {
            base = weight;
        } else {
            set(knowledge.number(parts[0]), weight);
        }
    }

    private void set(int number, double weight) {
        if (number >= weights.length) {
            weights = Arrays.copyOf(weights, 2 * number + 1);
        }
        weights[number] = weight;
    }

    /** What a text without any of them has. */
    double base() {
        return base;
    }

    double of(int number) {
        return number < weights.length ? weights[number] : 0;
    }
}
