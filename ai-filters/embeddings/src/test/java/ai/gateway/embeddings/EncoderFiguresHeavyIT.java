package ai.gateway.embeddings;

import ai.gateway.embeddings.Replay.Outcome;
import ai.gateway.embeddings.SharedTexts.Utterance;
import ai.gateway.semantic.Alikeness;
import ai.gateway.semantic.Encoded;
import ai.gateway.wire.JsonException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** How fast the model is, and how well it tells by which cosine two questions ask the same. Printed as rows of tables. */
@Tag("heavy")
class EncoderFiguresHeavyIT {

    private static final int TEXTS = Integer.getInteger("figures.texts", 1000);
    private static final int ENTRIES = 10_000;
    private static final int PAIRS = Integer.getInteger("figures.pairs", 5000);
    private static final long SEED = Long.getLong("figures.seed", 1);

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

    /** All that a question waits for: its vector, what lies near, and what the rules say to that. */
    @Test
    void lookup_endToEnd() throws Exception {
        Lookup lookup = new Lookup(model, ENTRIES, words(), SEED);
        lookup.times(TEXTS / 5); // warms up
        long[] nanos = lookup.times(TEXTS);
        System.out.printf(
                "lookup of 30 words among %d entries: p50 %.2f ms, p99 %.2f ms (n = %d, load of the machine %.1f)%n",
                ENTRIES,
                percentile(nanos, 50),
                percentile(nanos, 99),
                TEXTS,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        assertThat(percentile(nanos, 50)).isLessThan(50);
    }

    /** As they are labelled, which is wrong in some cases. */
    @ParameterizedTest
    @EnumSource
    void questions_thatAskTheSame_byThreshold(Alikeness rules) throws Exception {
        List<Pair> pairs = new ArrayList<>(SharedTexts.asked());
        Collections.shuffle(pairs, new Random(SEED));
        List<Scored> scored = Scored.of(pairs.subList(0, Math.min(PAIRS, pairs.size())), model);
        table("questions, no rules", scored, Scored::known);
        table("questions, " + rules, scored, each -> each.mayShare(rules));
    }

    @ParameterizedTest
    @EnumSource
    void traps_byThreshold(Alikeness rules) throws Exception {
        List<Scored> scored = Scored.of(SharedTexts.hard(), model);
        table("traps, " + rules, scored, each -> each.mayShare(rules));
        System.out.printf(
                Locale.ROOT,
                "at %.2f:%n| category | pairs | near enough | hits, %s |%n|---|---|---|---|%n",
                MiniLm.THRESHOLD,
                rules);
        Map<String, List<Scored>> categories = scored.stream()
                .collect(Collectors.groupingBy(each -> each.pair().category(), TreeMap::new, Collectors.toList()));
        categories.forEach((category, pairs) -> {
            long near = count(pairs, EncoderFiguresHeavyIT::isNear);
            long hits = count(pairs, each -> isNear(each) && each.mayShare(rules));
            System.out.printf("| %s | %d | %d | %d |%n", category, pairs.size(), near, hits);
        });
        assertThat(scored).noneMatch(each -> !each.pair().same() && isNear(each) && each.mayShare(rules));
    }

    private static boolean isNear(Scored scored) {
        return scored.cosine() >= MiniLm.THRESHOLD;
    }

    @Test
    void textsInOtherScripts_thatLookAlike_areNotKnown() throws Exception {
        List<Scored> alike = Scored.of(SharedTexts.unknown(), model).stream()
                .filter(EncoderFiguresHeavyIT::isNear)
                .toList();
        System.out.printf("other scripts: %d pairs look alike%n", alike.size());
        assertThat(alike).isNotEmpty().noneMatch(Scored::known);
    }

    /** One partition that everybody asks, from empty to full. */
    @ParameterizedTest
    @EnumSource
    void traffic_byThreshold(Alikeness rules) throws Exception {
        List<Utterance> traffic = SharedTexts.traffic();
        Map<String, Encoded> encoded = new HashMap<>();
        Function<String, Encoded> encoder = text -> encoded.computeIfAbsent(text, model::encode);
        System.out.println("traffic, " + rules + "\n| cosine | asked | suited | hits | hit rate | wrong | of hits |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int percent = 98; percent >= 80; percent -= 2) {
            Outcome outcome = Replay.of(traffic, encoder, rules, percent / 100f);
            System.out.printf(
                    Locale.ROOT,
                    "| %.2f | %d | %d | %d | %.1f %% | %d | %.2f %% |%n",
                    percent / 100f,
                    outcome.asked(),
                    outcome.suited(),
                    outcome.hits(),
                    100 * outcome.hitRate(),
                    outcome.wrong().size(),
                    100 * outcome.wrongRate());
        }
    }

    private static void table(String what, List<Scored> scored, Predicate<Scored> mayShare) {
        List<Scored> shared = scored.stream().filter(mayShare).toList();
        long same = scored.stream().filter(each -> each.pair().same()).count();
        System.out.printf("%s: %d pairs, %d ask the same (seed %d)%n", what, scored.size(), same, SEED);
        System.out.println("| cosine | hits | wrong | precision | recall |\n|---|---|---|---|---|");
        for (int percent = 80; percent <= 98; percent += 2) {
            float threshold = percent / 100f;
            long right = count(
                    shared, each -> each.cosine() >= threshold && each.pair().same());
            long wrong = count(
                    shared, each -> each.cosine() >= threshold && !each.pair().same());
            System.out.printf(
                    Locale.ROOT,
                    "| %.2f | %d | %d | %.3f | %.3f |%n",
                    threshold,
                    right + wrong,
                    wrong,
                    right / (double) Math.max(1, right + wrong),
                    right / (double) same);
        }
    }

    private static long count(List<Scored> scored, Predicate<Scored> wanted) {
        return scored.stream().filter(wanted).count();
    }

    private static List<String> words() throws IOException, JsonException {
        return SharedTexts.asked().stream()
                .limit(2000)
                .flatMap(pair -> Arrays.stream(pair.a().split(" ")))
                .toList();
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
