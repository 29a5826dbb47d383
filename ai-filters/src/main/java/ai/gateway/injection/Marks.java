package ai.gateway.injection;

import java.util.ArrayList;
import java.util.List;

/** What was seen of letters before there were words. */
final class Marks {

    /** More of a kind say no more. */
    private static final int MOST = 64;

    /**
     * One of them.
     *
     * @param at index of the letter where it was
     */
    record Mark(String rule, int at) {}

    private final List<Mark> all = new ArrayList<>();

    void add(String rule, int at) {
        if (all.size() < MOST) {
            all.add(new Mark(rule, Math.max(0, at)));
        }
    }

    List<Mark> all() {
        return all;
    }
}
