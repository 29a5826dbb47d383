package ai.gateway.redis;

import ai.gateway.health.Finding;
import ai.gateway.health.Finding.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Findings as they stand in Redis: the kind, a blank, the id. */
final class Entries {

    /** Ids may hold what clients send. */
    private static final int LONGEST_ID = 512;

    private static final long LONGEST = Duration.ofDays(365).toMillis();

    private Entries() {}

    /** Whether it can be put down: its id ends somewhere, and breaks no line. */
    static boolean canHold(Finding finding) {
        String id = finding.id();
        return id.length() <= LONGEST_ID && id.chars().noneMatch(Character::isISOControl);
    }

    static String of(Finding finding) {
        return of(finding.kind(), finding.id());
    }

    /** What it takes back; empty for nothing. */
    static String opposite(Finding finding) {
        return switch (finding.kind()) {
            case OPEN, COOLDOWN -> "";
            case DRAINED -> of(Kind.UNDRAINED, finding.id());
            case UNDRAINED -> of(Kind.DRAINED, finding.id());
        };
    }

    /** Those of an answer, a line each: the milliseconds that are left, a blank, the entry. What cannot be read is left out. */
    static List<Finding> read(String lines) {
        List<Finding> findings = new ArrayList<>();
        lines.lines().forEach(line -> add(line, findings));
        return findings;
    }

    private static void add(String line, List<Finding> findings) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 0 || second < 0) {
            return;
        }
        String word = line.substring(first + 1, second);
        for (Kind kind : Kind.values()) {
            long left = kind.name().equals(word) ? millis(line.substring(0, first)) : 0;
            if (left > 0) {
                findings.add(new Finding(line.substring(second + 1), kind, Duration.ofMillis(left)));
            }
        }
    }

    private static long millis(String text) {
        try {
            return Math.min(Long.parseLong(text), LONGEST);
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    private static String of(Kind kind, String id) {
        return kind + " " + id;
    }
}
