package ai.gateway.app.standin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.StringTokenizer;

/** Unit vectors from texts without a model: each word has a direction of its own, so texts that share words point the same way. */
final class Vectors {
    static final int DIMENSIONS = 256;
    private static final int MOST_DIMENSIONS = 8192;

    private Vectors() {}

    static float[] of(String text, int dimensions) {
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new Refusal(400, "dimensions: " + dimensions + " (expected: 1 to " + MOST_DIMENSIONS + ")");
        }
        double[] sum = new double[dimensions];
        StringTokenizer words = new StringTokenizer(text.toLowerCase(Locale.ROOT), " \t\r\n.,;:!?\"'()[]{}");
        do {
            add(sum, words.hasMoreTokens() ? words.nextToken() : text);
        } while (words.hasMoreTokens());
        return unit(sum);
    }

    private static void add(double[] sum, String word) {
        Random direction = new Random(word.hashCode());
        for (int i = 0; i < sum.length; i++) {
            sum[i] += direction.nextDouble() - 0.5;
        }
    }

    private static float[] unit(double[] sum) {
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        float[] unit = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            unit[i] = (float) (sum[i] / Math.sqrt(squares));
        }
        return unit;
    }

    /** Between 0 and 1 for texts, whose vectors have little to disagree about. */
    static double likeness(float[] one, float[] other) {
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return Math.max(0, Math.min(1, product));
    }

    static String json(float[] vector) {
        return Arrays.toString(vector).replace(" ", "");
    }
}
