package ai.gateway.secrets;

import ai.gateway.scan.Scanner;
import ai.gateway.testing.Recordings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** How long 100 KB of prose take when all is warm. */
class SecretsSpeedTest {

    private static final int LENGTH = 100_000;
    private static final int RUNS = 300;
    private static final double MOST_MILLIS = 2;

    @Test
    @Tag("heavy")
    void scan_ofProse_isFast() throws IOException {
        String prose = prose();
        Scanner scanner = Secrets.scanner();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long before = threads.getCurrentThreadCpuTime();
            scanner.scan(prose);
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - before) / 1e6);
        }
        System.out.printf("Secrets in %d characters of prose: %.2f ms%n", LENGTH, best);

        assertThat(best).isLessThan(MOST_MILLIS);
    }

    private static String prose() throws IOException {
        Path file = Recordings.shared().resolve("guarddata").resolve("injection_indirect.jsonl");
        Assumptions.assumeTrue(Files.isRegularFile(file), "no prose: " + file + " is not a file");
        JsonMapper mapper = new JsonMapper();
        StringBuilder prose = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (prose.length() < LENGTH) {
                prose.append(mapper.readTree(line).path("text").asString()).append('\n');
            }
        }
        return prose.substring(0, LENGTH);
    }
}
