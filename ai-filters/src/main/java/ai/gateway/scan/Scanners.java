package ai.gateway.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Several scanners as one. Where finds overlap, the surer one stays, and of equals the longer one. */
public final class Scanners {

    private static final Comparator<Find> BEST = Comparator.comparingDouble(Find::score)
            .thenComparingInt(find -> find.end() - find.start())
            .reversed();

    private Scanners() {}

    public static Scanner together(List<Scanner> scanners) {
        List<Scanner> all = List.copyOf(scanners);
        return all.size() == 1 ? all.get(0) : text -> scan(all, text);
    }

    private static List<Find> scan(List<Scanner> scanners, String text) {
        List<Find> found = new ArrayList<>();
        scanners.forEach(scanner -> found.addAll(scanner.scan(text)));
        if (found.size() < 2) {
            return found;
        }
        found.sort(BEST);
        List<Find> apart = new ArrayList<>();
        for (Find find : found) {
            insert(find, apart);
        }
        return apart;
    }

    /** At its place, unless one that was better is there. */
    private static void insert(Find find, List<Find> apart) {
        int at = 0;
        int end = apart.size();
        while (at < end) {
            int middle = (at + end) >>> 1;
            if (apart.get(middle).start() < find.start()) {
                at = middle + 1;
            } else {
                end = middle;
            }
        }
        boolean taken = (at > 0 && apart.get(at - 1).overlaps(find))
                || (at < apart.size() && apart.get(at).overlaps(find));
        if (!taken) {
            apart.add(at, find);
        }
    }
}
