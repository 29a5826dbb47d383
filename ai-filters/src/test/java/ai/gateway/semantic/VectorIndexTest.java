package ai.gateway.semantic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class VectorIndexTest {

    private static final long NOW = 1_000;
    private static final long LATER = 2_000;
    private static final int DIMENSIONS = 384;

    /** What a question in other words is away from the question: a cosine of about .8 to .95. */
    @ParameterizedTest
    @CsvSource({"0, 0.02, 11", "0, 0.035, 12", "200, 0.02, 13", "200, 0.035, 14"})
    void near_amongTenThousand_theNearestIsThatOfBruteForce(int clusters, float noise, long seed) {
        Random random = new Random(seed);
        List<float[]> vectors = vectors(10_000, clusters, random);
        VectorIndex index = new VectorIndex(vectors.size());
        for (int i = 0; i < vectors.size(); i++) {
            index.put("p", String.valueOf(i), vectors.get(i), LATER);
        }
        for (int i = 0; i < 200; i++) {
            float[] wanted = noisy(vectors.get(random.nextInt(vectors.size())), noise, random);
            int best = nearest(vectors, wanted);

            Near found = index.near("p", wanted, 1, NOW).get(0);

            assertThat(found.id()).as("seed %d, query %d", seed, i).isEqualTo(String.valueOf(best));
            assertThat(found.score()).isCloseTo(product(wanted, vectors.get(best)), within(1e-5f));
        }
    }

    @Test
    void near_several_areBestFirstAndNoMoreThanAsked() {
        VectorIndex index = new VectorIndex(10);
        index.put("p", "sameSigns", new float[] {0.28f, -0.96f}, LATER);
        index.put("p", "far", new float[] {0, 1}, LATER);
        index.put("p", "near", new float[] {1, 0}, LATER);
        index.put("p", "between", new float[] {0.6f, 0.8f}, LATER);

        assertThat(index.near("p", new float[] {1, 0}, 2, NOW))
                .containsExactly(new Near("near", 1), new Near("between", 0.6f));
        assertThat(index.near("p", new float[] {1, 0}, 0, NOW)).isEmpty();
        assertThat(index.near("p", new float[] {1, 0}, 9, NOW)).hasSize(4);
    }

    /** More than are looked at closely for one. */
    @Test
    void near_aHundredAskedFor_areFound() {
        VectorIndex index = new VectorIndex(200);
        List<float[]> vectors = vectors(200, 0, new Random(7));
        for (int i = 0; i < 200; i++) {
            index.put("p", "v" + i, vectors.get(i), LATER);
        }

        assertThat(index.near("p", vectors.get(3), 100, NOW)).hasSize(100);
    }

    @Test
    void near_otherPartition_findsNothing() {
        VectorIndex index = new VectorIndex(10);
        index.put("mine", "a", new float[] {1, 0}, LATER);

        assertThat(index.near("yours", new float[] {1, 0}, 1, NOW)).isEmpty();
        assertThat(index.near("mine", new float[] {1, 0}, 1, NOW)).hasSize(1);
    }

    @Test
    void put_sameId_replacesTheVector() {
        VectorIndex index = new VectorIndex(10);
        index.put("p", "a", new float[] {1, 0}, LATER);
        index.put("p", "a", new float[] {0, 1}, LATER);

        assertThat(index.near("p", new float[] {0, 1}, 5, NOW)).containsExactly(new Near("a", 1));
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void put_vectorChangedAfterwards_keepsWhatWasPut() {
        VectorIndex index = new VectorIndex(10);
        float[] vector = {1, 0};
        index.put("p", "a", vector, LATER);
        vector[0] = -1;

        assertThat(index.near("p", new float[] {1, 0}, 1, NOW)).containsExactly(new Near("a", 1));
    }

    @Test
    void near_afterItsTime_isNotFoundAndMakesRoom() {
        VectorIndex index = new VectorIndex(10);
        index.put("p", "short", new float[] {1, 0}, NOW);
        index.put("p", "long", new float[] {0, 1}, LATER);

        assertThat(index.near("p", new float[] {1, 0}, 5, NOW - 1)).hasSize(2);
        assertThat(index.size()).isEqualTo(2);
        assertThat(index.near("p", new float[] {1, 0}, 5, NOW)).containsExactly(new Near("long", 0));
        assertThat(index.size()).isEqualTo(1);
    }

    /** Those whose time is over must not take the places of those that are looked at closely. */
    @Test
    void near_manyExpiredThatAreNearer_findsTheOneThatIsLeft() {
        VectorIndex index = new VectorIndex(1_000);
        for (int i = 0; i < 500; i++) {
            index.put("p", "old" + i, new float[] {1, 0.001f * i}, NOW);
        }
        index.put("p", "left", new float[] {0, -1}, LATER);

        assertThat(index.near("p", new float[] {1, 0.1f}, 1, NOW))
                .extracting(Near::id)
                .containsExactly("left");
    }

    @Test
    void put_moreThanTheBound_forgetsWhatWasUsedLongestAgoOfAnyPartition() {
        VectorIndex index = new VectorIndex(3);
        float[] vector = {1, 0};
        index.put("p", "a", vector, LATER);
        index.put("q", "b", vector, LATER);
        index.put("p", "c", vector, LATER);
        index.touch("p", "a");
        index.put("q", "d", vector, LATER);

        assertThat(ids(index, "p", vector)).containsExactlyInAnyOrder("a", "c");
        assertThat(ids(index, "q", vector)).containsExactly("d");

        index.put("p", "c", vector, LATER);
        index.put("p", "e", vector, LATER);

        assertThat(ids(index, "p", vector)).containsExactlyInAnyOrder("c", "e");
        assertThat(index.size()).isEqualTo(3);
    }

    @Test
    void remove_oneInTheMiddle_leavesTheOthers() {
        VectorIndex index = new VectorIndex(100);
        List<float[]> vectors = vectors(40, 0, new Random(5));
        for (int i = 0; i < 40; i++) {
            index.put("p", "v" + i, vectors.get(i), LATER);
        }
        for (int i = 0; i < 40; i += 2) {
            index.remove("p", "v" + i);
        }
        index.remove("p", "v0");
        index.remove("nowhere", "v1");

        for (int i = 0; i < 40; i++) {
            String id = "v" + i;
            List<Near> found = index.near("p", vectors.get(i), 1, NOW);
            assertThat(found.get(0).id().equals(id)).as(id).isEqualTo(i % 2 == 1);
        }
        assertThat(index.size()).isEqualTo(20);
    }

    @Test
    void clear_partitionOrAll_forgetsThose() {
        VectorIndex index = new VectorIndex(100);
        float[] vector = {1, 0};
        index.put("p", "a", vector, LATER);
        index.put("q", "b", vector, LATER);
        index.put("r", "c", vector, LATER);

        index.clear("p");
        index.clear("nowhere");
        assertThat(ids(index, "p", vector)).isEmpty();
        assertThat(ids(index, "q", vector)).containsExactly("b");
        assertThat(index.size()).isEqualTo(2);

        index.clear();
        assertThat(ids(index, "q", vector)).isEmpty();
        assertThat(index.size()).isZero();
    }

    @Test
    void put_whatIsNoVectorOfItsKind_saysWhatWasExpected() {
        VectorIndex index = new VectorIndex(10);
        assertThatThrownBy(() -> index.put("p", "a", new float[0], LATER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector: 0 dimensions (expected: >= 1)");
        assertThatThrownBy(() -> index.put("p", "a", new float[] {0, Float.NaN}, LATER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector[1]: NaN (expected: a finite number)");
        index.put("p", "a", new float[] {1, 0, 0}, LATER);

        assertThatThrownBy(() -> index.put("q", "b", new float[] {1, 0}, LATER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector: 2 dimensions (expected: 3)");
        assertThatThrownBy(() -> index.near("p", new float[] {1, 0}, 1, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector: 2 dimensions (expected: 3)");
        assertThatThrownBy(() -> new VectorIndex(0)).hasMessage("most: 0 (expected: >= 1)");
        assertThat(index.size()).isEqualTo(1);
    }

    /** Four threads do everything at once; what they find is always what was put, and the bound holds at the end. */
    @Test
    void everything_byFourThreads_staysWhole() throws Exception {
        int bound = 300;
        VectorIndex index = new VectorIndex(bound);
        List<float[]> vectors = vectors(1_000, 0, new Random(3));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(thread);
            done.add(threads.submit(() -> {
                for (int i = 0; i < 20_000; i++) {
                    anything(index, vectors, random);
                }
            }));
        }
        threads.shutdown();
        for (Future<?> future : done) {
            future.get(1, TimeUnit.MINUTES);
        }
        int found = 0;
        for (int partition = 0; partition < 5; partition++) {
            found += index.near("p" + partition, vectors.get(0), 2_000, NOW).size();
        }
        assertThat(index.size()).isEqualTo(found).isBetween(1, bound);
    }

    private static void anything(VectorIndex index, List<float[]> vectors, Random random) {
        int which = random.nextInt(vectors.size());
        String partition = "p" + which % 5;
        float[] vector = vectors.get(which);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> index.put(partition, String.valueOf(which), vector, LATER);
            case 3 -> index.remove(partition, String.valueOf(which));
            case 4 -> index.touch(partition, String.valueOf(which));
            case 5 -> clearSometimes(index, partition, random.nextInt(200));
            default -> {
                for (Near near : index.near(partition, vector, 3, NOW)) {
                    int id = Integer.parseInt(near.id());
                    assertThat("p" + id % 5).isEqualTo(partition);
                    assertThat(near.score()).isCloseTo(product(vector, vectors.get(id)), within(1e-5f));
                }
            }
        }
    }

    private static void clearSometimes(VectorIndex index, String partition, int chance) {
        if (chance == 0) {
            index.clear();
        } else if (chance < 5) {
            index.clear(partition);
        }
    }

    private static List<String> ids(VectorIndex index, String partition, float[] vector) {
        return index.near(partition, vector, 100, NOW).stream().map(Near::id).toList();
    }

    /** @param clusters around how many places they lie; 0 for none */
    private static List<float[]> vectors(int count, int clusters, Random random) {
        List<float[]> centres = new ArrayList<>();
        for (int i = 0; i < clusters; i++) {
            centres.add(noisy(new float[DIMENSIONS], 1, random));
        }
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vectors.add(
                    clusters == 0
                            ? noisy(new float[DIMENSIONS], 1, random)
                            : noisy(centres.get(random.nextInt(clusters)), 0.015f, random));
        }
        return vectors;
    }

    /** Of length one. */
    private static float[] noisy(float[] vector, float noise, Random random) {
        float[] noisy = new float[vector.length];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = vector[i] + noise * (float) random.nextGaussian();
        }
        float length = (float) Math.sqrt(product(noisy, noisy));
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] /= length;
        }
        return noisy;
    }

    private static int nearest(List<float[]> vectors, float[] wanted) {
        int best = 0;
        for (int i = 1; i < vectors.size(); i++) {
            best = product(wanted, vectors.get(i)) > product(wanted, vectors.get(best)) ? i : best;
        }
        return best;
    }

    private static float product(float[] one, float[] other) {
        float product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return product;
    }
}
