package ai.gateway.embeddings;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** How fast the model is, and how well it tells by which cosine two questions ask the same. Printed as rows of tables. */
@Tag("heavy")
class EncoderFiguresHeavyIT {

    private static final int TEXTS = Integer.getInteger("figures.texts", 1000);
    private static final int PAIRS = Integer.getInteger("figures.pairs", 5000);
    private static final long SEED = Long.getLong("figures.seed", 1);
    private static final Path DATA = Path.of(System.getProperty("shared.dir", "no-such-folder"), "semantic");

    /** What reads the words of two texts and says whether they may ask the same. None yet. */
    private static final BiPredicate<String, String> RULES = (a, b) -> true;

    private static Model model;
    private static long before;

    @BeforeAll
    static void load() throws Exception {
        before = resident();
        long began = System.nanoTime();
        model = OnnxModel.load();
        System.out.printf(
                "load %.2f s, resident memory %d -> %d MiB%n",
                (System.nanoTime() - began) / 1e9, before >> 10, resident() >> 10);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void latency_byLength() throws Exception {
        List<String> words = words();
        for (int length : new int[] {10, 30, 50, 64}) {
            Random random = new Random(SEED);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < TEXTS; i++) {
                texts.add(random.ints(length, 0, words.size())
                        .mapToObj(words::get)
                        .collect(Collectors.joining(" ")));
            }
            texts.forEach(model::encode);
            long[] nanos =
                    texts.stream().mapToLong(EncoderFiguresHeavyIT::timed).toArray();
            System.out.printf(
                    "%d words: p50 %.2f ms, p99 %.2f ms (n = %d, one thread, seed %d)%n",
                    length, percentile(nanos, 50), percentile(nanos, 99), TEXTS, SEED);
            assertThat(percentile(nanos, 50)).isLessThan(50);
        }
        System.out.printf("resident memory %d -> %d MiB%n", before >> 10, resident() >> 10);
    }

    @Test
    void questions_thatAskTheSame_byThreshold() throws Exception {
        List<Pair> pairs = Pair.read(data("pairs.jsonl.gz"));
        Collections.shuffle(pairs, new Random(SEED));
        table("questions", pairs.subList(0, Math.min(PAIRS, pairs.size())));
    }

    @Test
    void traps_byThreshold() throws Exception {
        table("traps", Pair.read(data("hard_pairs.jsonl")));
    }

    /** No two of them may look alike. */
    @Test
    void textsInOtherScripts_thatLookAlike_areNotKnown() throws Exception {
        List<String> texts = new ArrayList<>();
        Json.parse(Files.readAllBytes(data("unk_traps.json")))
                .get("texts")
                .items()
                .forEach(each -> texts.add(each.text()));
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            for (int j = 0; j < i; j++) {
                pairs.add(new Pair(texts.get(i), texts.get(j), false));
            }
        }
        List<Scored> alike = Scored.of(pairs, model).stream()
                .filter(each -> each.cosine() >= MiniLm.THRESHOLD)
                .toList();
        System.out.printf("other scripts: %d of %d pairs look alike%n", alike.size(), pairs.size());
        alike.stream().filter(Scored::known).forEach(System.out::println);
        assertThat(alike).noneMatch(Scored::known);
    }

    private static void table(String what, List<Pair> pairs) {
        List<Scored> scored = Scored.of(pairs, model).stream()
                .filter(each ->
                        each.known() && RULES.test(each.pair().a(), each.pair().b()))
                .toList();
        long same = pairs.stream().filter(Pair::same).count();
        System.out.printf("%s: %d pairs, %d ask the same (seed %d)%n", what, pairs.size(), same, SEED);
        System.out.println("| cosine | hits | wrong | precision | recall |\n|---|---|---|---|---|");
        for (int percent = 80; percent <= 98; percent += 2) {
            float threshold = percent / 100f;
            long right = count(
                    scored, each -> each.cosine() >= threshold && each.pair().same());
            long wrong = count(
                    scored, each -> each.cosine() >= threshold && !each.pair().same());
            System.out.printf(
                    "| %.2f | %d | %d | %.3f | %.3f |%n",
                    threshold, right + wrong, wrong, right / (double) (right + wrong), right / (double) same);
        }
    }

    private static long count(List<Scored> scored, Predicate<Scored> wanted) {
        return scored.stream().filter(wanted).count();
    }

    private static List<String> words() throws IOException, JsonException {
        return Pair.read(data("pairs.jsonl.gz")).stream()
                .limit(2000)
                .flatMap(pair -> Arrays.stream(pair.a().split(" ")))
                .toList();
    }

    private static Path data(String name) {
        Path file = DATA.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "no data: " + file);
        return file;
    }

    private static long timed(String text) {
        long began = System.nanoTime();
        model.encode(text);
        return System.nanoTime() - began;
    }

    private static double percentile(long[] nanos, int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100] / 1e6;
    }

    /** In KiB; 0 where the system does not say. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
