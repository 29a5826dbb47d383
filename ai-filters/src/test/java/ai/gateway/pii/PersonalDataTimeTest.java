package ai.gateway.pii;

import ai.gateway.scan.Scanner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

/** However a text is made, sixteen times as much of it takes about sixteen times as long. */
class PersonalDataTimeTest {

    private static final int LENGTH = 100_000;
    private static final int TIMES = 16;

    /** Noise of the machine, and what does not fit into its caches; what is quadratic takes more. */
    private static final int SLACK = 6;

    /** What is over in less is not measured. */
    private static final long LEAST_NANOS = 1_000_000;

    private static final double PROMISED_MILLIS = 3;

    private static final Scanner ALL = PersonalData.scanner(Wanted.of(Entity.ALL)
            .withWords(List.of(new WordList("WORDS", List.of("a", "1 1 1 2", "card a", "12 12")))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@",
                "a",
                "1",
                "1 ",
                "-",
                ".",
                " ",
                "\n",
                "12-",
                "1.1.",
                "1:",
                "::",
                "a:",
                "ab:",
                "://",
                "x://a:b",
                "x://a:b@",
                "(1",
                "+1 ",
                "+",
                "((",
                "12 12 12 12\n",
                "01 23 45 67 89\n",
                "123-45-6789 ",
                "4111 1111 1111 1111 ",
                "a@b.c",
                "a@b.com ",
                "a.",
                "call 450 0840 ",
                "call ",
                "ssn 123456789 ",
                "AA:",
                "GB82 ",
                "GB82 WEST 1234 5698 7654 32 ",
                "1.2.3.4 ",
                "1Boat",
                "bc1q",
                "passport A1234567 ",
                "March 10, 1948 born ",
                "１２-",
                "身份证",
                "_1",
                "A1A1A1 "
            })
    void scan_evilTexts_takesLinearTime(String unit) {
        requireLinear(ALL, unit);
    }

    @Test
    void patterns_evilOnes_takeLinearTime() {
        CustomPattern pattern = new CustomPattern("EVIL", "(a+)+(a|aa)*@");
        Scanner scanner = PersonalData.scanner(Wanted.of().withPatterns(List.of(pattern)));

        requireLinear(scanner, "a");
    }

    @Tag("heavy")
    @Test
    void scan_prose_isQuick() {
        String prose = SharedTexts.prose(LENGTH);
        Scanner scanner = PersonalData.scanner(Wanted.of(Entity.ALL));
        fastest(scanner, prose, 500);

        double millis = fastest(scanner, prose, 200) / 1e6;

        System.out.println(String.format(Locale.ROOT, "all entities, %d chars of prose: %.2f ms", LENGTH, millis));
        assertThat(millis).isLessThan(PROMISED_MILLIS);
    }

    private static void requireLinear(Scanner scanner, String unit) {
        String one = unit.repeat(LENGTH / TIMES / unit.length());
        String many = unit.repeat(LENGTH / unit.length());
        scanner.scan(one);

        long nanosOfOne = Math.max(LEAST_NANOS, fastest(scanner, one, 5));
        long nanosOfMany = fastest(scanner, many, 5);

        assertThat(nanosOfMany).as(unit).isLessThan(nanosOfOne * TIMES * SLACK);
    }

    private static long fastest(Scanner scanner, String text, int times) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            scanner.scan(text);
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }
}
