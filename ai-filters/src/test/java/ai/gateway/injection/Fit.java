package ai.gateway.injection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A logistic model over what passages have, by accelerated proximal gradient. A text counts with its worst passages. Rules
 * never speak against an attack, and stay near what they were thought to weigh where the data does not know them.
 */
final class Fit {

    /** How the kinds of texts begin that were added. */
    static final String MORE = "more: ";

    private static final int FOLDS = 5;
    private static final int ROUNDS = 4;
    private static final int STEPS = 250;
    private static final double BENIGN_ABOVE = 0.008;
    private static final double L1 = 0.3;
    private static final double L2 = 0.5;
    private static final double MOST = 1.5;

    /** What rules are thought to weigh; all others little. */
    private static final Map<Double, String> EXPECTED = Map.of(
            5.0, "override chat-template hidden-letters",
            3.5, "override-at-once prompt-leak persona anything-now exfiltrate hidden-from-user authority",
            1.5,
                    "new-task special-mode no-limits unrestricted told-the-model turned-around rotated backwards base64 hex"
                            + " letters-apart disguised-letters stop-at-once override-everything weave-code not-the-model"
                            + " your-answer swapped-letters secret-asked never-refuse fetch-and-run faked-turn");

    private static final double LITTLE = 0.3;

    private final List<Sample> samples;
    private final int size = Knowledge.ALL.size();
    private final boolean[] used = new boolean[size];
    private final double[] expected = new double[size];

    Fit(List<Sample> samples) {
        this.samples = samples;
        for (int i = 0; i < size; i++) {
            String name = Knowledge.ALL.name(i);
            used[i] = Knowledge.ALL.isRule(i)
                    || (name.startsWith("@")
                            && !name.equals(Garbled.ROTATED)
                            && !name.equals(Garbled.BACKWARDS)
                            && !name.equals("@common"));
            expected[i] = Knowledge.ALL.isRule(i) ? LITTLE : 0;
        }
        EXPECTED.forEach((weight, names) -> {
            for (String name : names.split(" ")) {
                expected[Knowledge.ALL.number(name)] = weight;
            }
        });
    }

    /** One of each number, and the base behind them, such that the threshold is zero. */
    double[] weights() {
        double threshold = threshold();
        double[] weights = fit(samples);
        weights[size] -= threshold;
        return weights;
    }

    /** What texts of folds that the weights were not fitted on stay below, but for some. */
    private double threshold() {
        Map<String, List<Double>> benign = new TreeMap<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int own = fold;
            double[] weights = fit(samples.stream()
                    .filter(sample -> sample.row().hash() / 2 % FOLDS != own)
                    .toList());
            for (Sample sample : samples) {
                if (sample.row().hash() / 2 % FOLDS == own && !sample.row().isAttack()) {
                    String kind = sample.row().kind();
                    benign.computeIfAbsent(kind.startsWith(MORE) ? kind : "benign", any -> new ArrayList<>())
                            .add(sample.sum(whats -> sum(whats, weights)));
                }
            }
        }
        double threshold = Double.NEGATIVE_INFINITY;
        for (List<Double> sums : benign.values()) {
            sums.sort(Comparator.reverseOrder());
            threshold = Math.max(threshold, sums.get(Math.max(1, (int) Math.round(BENIGN_ABOVE * sums.size()))));
        }
        return threshold + 0.05;
    }

    private double sum(int[] whats, double[] weights) {
        double sum = weights[size];
        for (int what : whats) {
            sum += weights[what];
        }
        return sum;
    }

    private record Passed(int[] whats, double label, double weight) {}

    private double[] fit(List<Sample> from) {
        double[] weights = new double[size + 1];
        for (int round = 0; round < ROUNDS; round++) {
            List<Passed> passed = new ArrayList<>();
            for (Sample sample : from) {
                pick(sample, weights, round == 0, passed);
            }
            weights = descend(passed, weights);
        }
        return weights;
    }

    private void pick(Sample sample, double[] weights, boolean all, List<Passed> into) {
        boolean attack = sample.row().isAttack();
        List<int[]> passages = new ArrayList<>(sample.passages());
        if (!all) {
            passages.sort(Comparator.comparingDouble(whats -> -sum(whats, weights)));
            passages = passages.subList(0, Math.min(passages.size(), attack ? 2 : 3));
        }
        double weight = sample.weight() / (attack || all ? passages.size() : 1);
        for (int[] whats : passages) {
            int[] mine = Arrays.stream(whats).filter(what -> used[what]).toArray();
            into.add(new Passed(mine, attack ? 1 : 0, weight));
        }
    }

    private double[] descend(List<Passed> passed, double[] start) {
        double[] curves = new double[size + 1];
        for (Passed one : passed) {
            double curve = one.weight() * (one.whats().length + 1) / 4;
            Arrays.stream(one.whats()).forEach(what -> curves[what] += curve);
            curves[size] += curve;
        }
        double[] weights = start;
        double[] ahead = start.clone();
        double speed = 1;
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = gradient(passed, ahead);
            double[] next = new double[size + 1];
            for (int i = 0; i < size; i++) {
                next[i] = used[i] ? step(i, ahead[i], gradient[i], curves[i]) : 0;
            }
            next[size] = ahead[size] - gradient[size] / curves[size];
            double faster = (1 + Math.sqrt(1 + 4 * speed * speed)) / 2;
            for (int i = 0; i <= size; i++) {
                ahead[i] = next[i] + (speed - 1) / faster * (next[i] - weights[i]);
            }
            weights = next;
            speed = faster;
        }
        return weights;
    }

    private double[] gradient(List<Passed> passed, double[] weights) {
        double[] gradient = new double[size + 1];
        for (Passed one : passed) {
            double error = one.weight() * (1 / (1 + Math.exp(-sum(one.whats(), weights))) - one.label());
            for (int what : one.whats()) {
                gradient[what] += error;
            }
            gradient[size] += error;
        }
        return gradient;
    }

    private double step(int what, double weight, double gradient, double curve) {
        double stiffness = L2 * Math.max(1, expected[what]);
        double moved = weight - (gradient + stiffness * (weight - expected[what])) / (curve + stiffness);
        if (Knowledge.ALL.isRule(what)) {
            return Math.max(0, moved);
        }
        double shrunk = Math.signum(moved) * Math.max(0, Math.abs(moved) - L1 / (curve + stiffness));
        return Math.max(-MOST, Math.min(MOST, shrunk));
    }
}
