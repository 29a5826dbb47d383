package ai.gateway.recognise;

import ai.gateway.recognise.RecognisersProperties.Kind;
import ai.gateway.scan.Find;
import ai.gateway.scan.Recogniser;
import ai.gateway.scan.Scanner;
import ai.gateway.scan.Scanners;
import ai.gateway.testing.Recordings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * How many of the names that somebody marked are found in {@code guarddata/pii.jsonl}, and how many finds are such names. Rules were
 * made on half 0; what a first look at half 1 gave was PERSON 0.622 and 0.966 (recall and precision), LOCATION 0.485 and 0.977,
 * ORGANIZATION 0.250 and 1. For Presidio: {@code -Dpresidio=http://localhost:5002/analyze}. With {@code -Dtells=true} each mistake is
 * told.
 */
class NamesFiguresTest {

    private static final Map<String, String> TYPES =
            Map.of("PERSON", "PERSON", "GPE", "LOCATION", "LOCATION", "LOCATION", "ORGANIZATION", "ORGANIZATION");

    private record Span(String type, int start, int end) {

        boolean overlaps(Find find) {
            return start < find.end() && find.start() < end;
        }
    }

    private record Row(String text, List<Span> spans, List<Span> addresses) {}

    private static List<Row> rows(int half) {
        Path file = Recordings.shared().resolve("guarddata/pii.jsonl");
        assumeTrue(Files.isRegularFile(file));
        List<Row> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                JsonNode row = new JsonMapper().readTree(line);
                CRC32 hash = new CRC32();
                hash.update(row.path("id").asString().getBytes(StandardCharsets.UTF_8));
                if ((hash.getValue() & 1) == half) {
                    rows.add(row(row));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return rows;
    }

    private static Row row(JsonNode row) {
        List<Span> spans = new ArrayList<>();
        List<Span> addresses = new ArrayList<>();
        row.path("spans").forEach(span -> {
            String type = span.path("type").asString();
            Span one = new Span(
                    TYPES.getOrDefault(type, type),
                    span.path("start").asInt(),
                    span.path("end").asInt());
            if (TYPES.containsKey(type)) {
                spans.add(one);
            } else {
                addresses.add(one);
            }
        });
        return new Row(row.path("text").asString(), spans, addresses);
    }

    /** What is inside of an address, of a name of a nation and so on counts neither way. */
    private static Map<String, int[]> counts(List<Row> rows, List<List<Find>> found, boolean tells) {
        Map<String, int[]> counts = new TreeMap<>();
        TYPES.values().forEach(type -> counts.put(type, new int[3]));
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            List<Find> finds = apart(row.text(), found.get(i));
            for (Span span : row.spans()) {
                boolean hit = finds.stream().anyMatch(find -> find.type().equals(span.type()) && span.overlaps(find));
                counts.get(span.type())[hit ? 0 : 1]++;
                if (!hit && tells) {
                    System.out.println(
                            "missed " + span.type() + " " + row.text().substring(span.start(), span.end()) + " in "
                                    + row.text().replace('\n', '~'));
                }
            }
            for (Find find : finds) {
                boolean right =
                        row.spans().stream().anyMatch(span -> span.type().equals(find.type()) && span.overlaps(find));
                if (!right && row.addresses().stream().noneMatch(span -> span.overlaps(find))) {
                    counts.get(find.type())[2]++;
                    if (tells) {
                        System.out.println("wrong " + find.type() + " " + find.in(row.text()) + " " + find.rule()
                                + " in " + row.text().replace('\n', '~'));
                    }
                }
            }
        }
        return counts;
    }

    private static List<Find> apart(String text, List<Find> finds) {
        Scanner known = any -> finds;
        return Scanners.together(List.of(known, any -> List.of())).scan(text);
    }

    private static void print(String title, Map<String, int[]> counts) {
        System.out.println("== " + title);
        counts.forEach((type, count) -> System.out.println(String.format(
                Locale.ROOT,
                "%-13s %4d right %4d missed %4d wrong  recall %.3f  precision %.3f",
                type,
                count[0],
                count[1],
                count[2],
                recall(count),
                precision(count))));
    }

    private static double recall(int[] count) {
        return (double) count[0] / (count[0] + count[1]);
    }

    private static double precision(int[] count) {
        return (double) count[0] / (count[0] + count[2]);
    }

    private static List<List<Find>> found(Recogniser recogniser, List<Row> rows) {
        List<List<Find>> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += 50) {
            List<String> texts = rows.subList(i, Math.min(rows.size(), i + 50)).stream()
                    .map(Row::text)
                    .toList();
            all.addAll(recogniser.find(texts).block(Duration.ofMinutes(1)));
        }
        return all;
    }

    private static Wanted.One wanted(Kind type, String address) {
        return new Wanted.One(type, URI.create(address), "en", List.of("PERSON", "LOCATION", "ORGANIZATION"), 0.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void names_inThisProcess(int half) {
        List<Row> rows = rows(half);
        Map<String, int[]> counts = counts(
                rows, found(new InProcess("own", wanted(Kind.NAMES, "own:names")), rows), Boolean.getBoolean("tells"));
        print("in this process, half " + half, counts);
        assertThat(recall(counts.get("PERSON"))).isGreaterThan(0.6);
        counts.values().forEach(count -> assertThat(precision(count)).isGreaterThan(0.9));
    }

    @Tag("heavy")
    @Test
    void names_byPresidio() {
        String address = System.getProperty("presidio", "");
        assumeTrue(!address.isEmpty());
        for (int half = 0; half < 2; half++) {
            List<Row> rows = rows(half);
            long before = System.nanoTime();
            Map<String, int[]> counts = counts(
                    rows,
                    found(new Presidio("near", wanted(Kind.PRESIDIO, address), HttpClient.create()), rows),
                    false);
            print("presidio, half " + half + ", " + (System.nanoTime() - before) / 1_000_000 + " ms", counts);
            assertThat(counts).isNotEmpty();
        }
    }
}
