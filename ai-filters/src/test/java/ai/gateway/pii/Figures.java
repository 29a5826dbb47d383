package ai.gateway.pii;

import ai.gateway.pii.SharedTexts.Row;
import ai.gateway.pii.SharedTexts.Span;
import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How much of what is marked was found, and how much of what was found is marked. A find counts if both ends are right. */
final class Figures {

    /** One entity's. */
    static final class Tally {

        private int right;
        private int missed;
        private int wrong;

        double recall() {
            return right + missed == 0 ? 1 : (double) right / (right + missed);
        }

        double precision() {
            return right + wrong == 0 ? 1 : (double) right / (right + wrong);
        }

        private void add(Tally other) {
            right += other.right;
            missed += other.missed;
            wrong += other.wrong;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%4d right %3d missed %3d wrong  recall %.3f  precision %.3f",
                    right,
                    missed,
                    wrong,
                    recall(),
                    precision());
        }
    }

    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Map<String, Scanner> scanners = new HashMap<>();
    private final List<String> slips = new ArrayList<>();
    private final Predicate<String> measured;

    /** @param measured names of the entities that count */
    Figures(Predicate<String> measured) {
        this.measured = measured;
    }

    /** Sentences are scanned for all entities at once. */
    void sentences(Collection<Row> rows) {
        Scanner scanner = scanners.computeIfAbsent("", key -> PersonalData.scanner(Wanted.of(Entity.ALL)));
        rows.forEach(row -> compare(row, scanner));
    }

    /** Cases are scanned for the entity that each is about. */
    void cases(Collection<Row> rows, double minScore) {
        for (Row row : rows) {
            if (measured.test(row.entity())) {
                String key = row.entity() + row.region() + minScore;
                compare(row, scanners.computeIfAbsent(key, missing -> scanner(row, minScore)));
            }
        }
    }

    Tally micro() {
        Tally sum = new Tally();
        tallies.values().forEach(sum::add);
        return sum;
    }

    Tally of(String name) {
        return tallies.getOrDefault(name, new Tally());
    }

    int wrong() {
        return micro().wrong;
    }

    List<String> slips() {
        return slips;
    }

    String table(String title) {
        StringBuilder table = new StringBuilder("== " + title + '\n');
        tallies.forEach((name, tally) -> table.append(String.format(Locale.ROOT, "%-24s %s%n", name, tally)));
        return table.append(String.format(Locale.ROOT, "%-24s %s%n", "all", micro()))
                .toString();
    }

    private static Scanner scanner(Row row, double minScore) {
        Wanted wanted = Wanted.of(row.entity()).withMinScore(minScore);
        boolean other = !row.region().isEmpty();
        return PersonalData.scanner(other ? wanted.withRegions(List.of(row.region())) : wanted);
    }

    private void compare(Row row, Scanner scanner) {
        List<Span> open = new ArrayList<>(row.spans());
        open.removeIf(span -> !measured.test(span.name()));
        int unmarked = measured.test(row.entity()) ? row.unmarked() : 0;
        for (Find find : scanner.scan(row.text())) {
            if (measured.test(find.type())) {
                boolean marked = open.remove(new Span(find.type(), find.start(), find.end()));
                boolean right = marked || unmarked-- > 0;
                Tally tally = tally(find.type());
                tally.right += right ? 1 : 0;
                tally.wrong += right ? 0 : 1;
                if (!right) {
                    slips.add("wrong " + find.type() + " " + find.in(row.text()) + " in " + row.text());
                }
            }
        }
        if (unmarked > 0) {
            tally(row.entity()).missed += unmarked;
            slips.add("missed " + row.entity() + " in " + row.text());
        }
        for (Span span : open) {
            tally(span.name()).missed++;
            slips.add("missed " + span.name() + " " + row.text().substring(span.start(), span.end()) + " in "
                    + row.text());
        }
    }

    private Tally tally(String name) {
        return tallies.computeIfAbsent(name, key -> new Tally());
    }
}
