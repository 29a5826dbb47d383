package ai.gateway.guards;

import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What goes out in one call. */
record Batch(List<Part> parts) {

    private static final String BETWEEN = "\n\n";

    Batch {
        parts = List.copyOf(parts);
    }

    /**
     * All texts in as few calls as can be.
     *
     * @param mostParts in one call
     * @param most characters in one call, and of one part, with what stands between them when they are joined
     */
    static List<Batch> of(List<Said> judged, int mostParts, int most) {
        List<Batch> batches = new ArrayList<>();
        List<Part> open = new ArrayList<>();
        int length = 0;
        for (Part part : Part.of(judged, most)) {
            int more = BETWEEN.length() + part.text().length();
            if (!open.isEmpty() && (open.size() == mostParts || length + more > most)) {
                batches.add(new Batch(open));
                open.clear();
                length = 0;
            }
            length += open.isEmpty() ? part.text().length() : more;
            open.add(part);
        }
        if (!open.isEmpty()) {
            batches.add(new Batch(open));
        }
        return batches;
    }

    /** As one text. */
    String joined() {
        return parts.stream().map(Part::text).collect(Collectors.joining(BETWEEN));
    }

    /**
     * A place in the joined text; in more than one text where it reaches over their ends.
     *
     * @param start in code points, as is {@code end}
     */
    List<Finding> at(String rule, long start, long end, String type) {
        String joined = joined();
        Finding there = new Part(0, 0, parts.get(0).role(), joined).at(rule, start, end, type);
        Mark place = there.mark();
        if (place == null) {
            return List.of(there);
        }
        List<Finding> found = new ArrayList<>();
        int begin = 0;
        for (Part part : parts) {
            int from = Math.max(place.start() - begin, 0);
            int behind = Math.min(place.end() - begin, part.text().length());
            if (from < behind) {
                Mark mark = new Mark(part.index(), part.from() + from, part.from() + behind, place.type());
                found.add(Finding.at(rule, mark));
            }
            begin += part.text().length() + BETWEEN.length();
        }
        return found.isEmpty() ? List.of(Finding.of(rule)) : found;
    }
}
