package ai.gateway.admin;

import ai.gateway.admin.Problem.Code;
import ai.gateway.condition.Nearest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a query: known ones only. */
record Query(Map<String, List<String>> values) {

    private static final int USUAL_PAGE = 100;
    private static final int LONGEST_PAGE = 1000;

    static Query of(Map<String, List<String>> values, Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw wrong(name, "unknown", Nearest.to(name, known).orElse("one of " + new TreeSet<>(known)));
            }
        }
        return new Query(values);
    }

    static Problem wrong(String name, String value, String expected) {
        return Problem.of(Code.INVALID_REQUEST, "query " + name + ": " + value + " (expected: " + expected + ")");
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(each -> each == null ? "" : each)
                .toList();
    }

    /** Empty where it is not there. */
    String one(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw wrong(name, "so often", "once");
        }
        return all.isEmpty() ? "" : all.get(0);
    }

    int limit() {
        String written = one("limit");
        if (written.isEmpty()) {
            return USUAL_PAGE;
        }
        try {
            int limit = Integer.parseInt(written);
            if (limit >= 1 && limit <= LONGEST_PAGE) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw wrong("limit", written, "1 to " + LONGEST_PAGE);
    }
}
