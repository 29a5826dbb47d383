package ai.gateway.redis;

import ai.gateway.quota.Claim;
import ai.gateway.quota.Grant;
import ai.gateway.quota.Level;

import java.util.ArrayList;
import java.util.List;

/**
 * What a script has answered: words with blanks between them.
 *
 * @param at when it was granted; of a greeting, how many gateways there are
 * @param now what time it is
 * @param sequence grows with all that is written: a memory in which it is smaller has gone back in time
 * @param index of the claim that is refused; of a greeting, how many other gateways there are
 */
record QuotaReply(Status status, long at, long now, long sequence, int index, List<String> words) {

    enum Status {
        GRANTED,
        REFUSED,
        /** Slots of calendars were computed for another time than it is. */
        STALE,
        /** It is not the memory that was known. */
        UNKNOWN,
        DONE
    }

    private static final int HEAD = 5;

    static QuotaReply read(String text) {
        List<String> words = List.of(text.split(" ", -1));
        return new QuotaReply(
                status(words.get(0)),
                Long.parseLong(words.get(1)),
                Long.parseLong(words.get(2)),
                Long.parseLong(words.get(3)),
                Integer.parseInt(words.get(4)),
                words.subList(HEAD, words.size()));
    }

    private static Status status(String letter) {
        return switch (letter) {
            case "G" -> Status.GRANTED;
            case "R" -> Status.REFUSED;
            case "S" -> Status.STALE;
            case "U" -> Status.UNKNOWN;
            case "D" -> Status.DONE;
            default -> throw new IllegalStateException("not an answer of ours: " + letter);
        };
    }

    Grant grant(List<Claim> claims) {
        return new Grant(status == Status.GRANTED ? -1 : index, levels(claims), at);
    }

    List<Level> levels(List<Claim> claims) {
        List<Level> levels = new ArrayList<>(claims.size());
        for (int i = 0; i < claims.size(); i++) {
            long wait = word(3 * i + 2);
            levels.add(new Level(claims.get(i).most(), word(3 * i), word(3 * i + 1), wait < 0 ? Long.MAX_VALUE : wait));
        }
        return levels;
    }

    /** Empty where there is none. */
    String epoch() {
        return words.get(0);
    }

    private long word(int number) {
        return Long.parseLong(words.get(number));
    }
}
