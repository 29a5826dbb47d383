package ai.gateway.app.console;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An exchange that is over, as the console tells of it. Names, numbers and times; never a word of what was said.
 *
 * @param at when it came, in milliseconds since 1970
 * @param legs what took its time, in the order in which it was over
 * @param leftOut who could have been asked and was not, and why
 */
record Seen(
        String id, long at, Who who, What what, How how, Time time, Use use, List<Leg> legs, List<LeftOut> leftOut) {

    /** What clients choose themselves is cut after that many characters. */
    private static final int LONGEST = 200;

    Seen {
        legs = List.copyOf(legs);
        leftOut = List.copyOf(leftOut);
    }

    /** Whose call; empty where no filter has asked. */
    record Who(String key, String owner) {

        /** The owner after two steps, as usage has it. */
        String team() {
            int first = owner.indexOf('/');
            int second = first < 0 ? -1 : owner.indexOf('/', first + 1);
            return second < 0 ? owner : owner.substring(0, second);
        }
    }

    /**
     * @param asked the model as the client has named it
     * @param provider who answered; null where nobody did
     * @param model that answered
     */
    record What(
            String route,
            String dialect,
            String operation,
            @Nullable String asked,
            @Nullable String provider,
            @Nullable String model) {

        What {
            asked = cut(asked);
            model = cut(model);
        }

        /** By which it is counted: the model that answered, or else the one that was asked for. */
        String counted() {
            String known = model == null ? asked : model;
            return known == null ? "" : known;
        }
    }

    /**
     * @param failure the code of what went wrong; null where nothing did
     * @param cache what a cache has done; null where none was asked
     * @param guard what guards have objected to, in their words; null where they have not
     */
    record How(
            String ending,
            int status,
            @Nullable String failure,
            @Nullable String cache,
            @Nullable String guard,
            int attempts,
            boolean stream) {

        boolean isError() {
            return status >= 400 || ending.equals("failed") || ending.equals("incomplete");
        }

        boolean isRecalled() {
            return cache != null && (cache.equals("hit") || cache.equals("semantic") || cache.equals("shared"));
        }
    }

    /**
     * In microseconds.
     *
     * @param first until the first of the answer came; -1 where nothing did
     */
    record Time(long first, long whole) {}

    /**
     * Tokens by kind, -1 where nobody has said.
     *
     * @param nanoUsd billionths of a dollar; -1 where nobody keeps an account
     */
    record Use(long input, long cached, long output, long reasoning, long nanoUsd, long savedNanoUsd) {}

    /**
     * Something that took its time.
     *
     * @param from in microseconds since the exchange came
     */
    record Leg(String kind, String name, String how, long from, long to) {}

    record LeftOut(String name, String why) {}

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + '…';
    }
}
