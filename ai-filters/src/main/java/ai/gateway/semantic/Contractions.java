package ai.gateway.semantic;

import java.util.Map;
import java.util.Set;

/** {@code don't}, {@code dont}, {@code what's}: two words written as one. */
final class Contractions {

    private static final Set<String> BEFORE_NOT =
            Lists.set("do does did is are was were would should could has have had must need might ai");

    private static final Set<String> BEFORE_IS =
            Lists.set("what who where when how why which it he she that there here let");

    private static final Map<String, String> SHORT = Map.of(
            "re", "are",
            "ve", "have",
            "ll", "will",
            "d", "would",
            "m", "am");

    private static final Map<String, String[]> WHOLE = Lists.phrases("can't:can not|cant:can not|cannot:can not|"
            + "won't:will not|wont:will not|shan't:shall not|im:i am|ive:i have|youre:you are|"
            + "whats:what is|hows:how is|wheres:where is|whos:who is|whens:when is|thats:that is|"
            + "gonna:going to|wanna:want to|gotta:got to|isn:is not|plz:please|pls:please|u:you|ur:your");

    private Contractions() {}

    static String[] expand(String word) {
        String[] whole = WHOLE.get(word);
        if (whole != null) {
            return whole;
        }
        int mark = word.lastIndexOf('\'');
        String plain = mark < 0 ? word : word.substring(0, mark) + word.substring(mark + 1);
        if (plain.endsWith("nt") && BEFORE_NOT.contains(plain.substring(0, plain.length() - 2))) {
            return new String[] {plain.substring(0, plain.length() - 2), "not"};
        }
        if (mark < 0) {
            return new String[] {word};
        }
        return split(word.substring(0, mark), word.substring(mark + 1), plain);
    }

    private static String[] split(String head, String tail, String plain) {
        if (tail.equals("s")) {
            return BEFORE_IS.contains(head) ? is(head) : new String[] {head};
        }
        String verb = SHORT.get(tail);
        return verb != null ? new String[] {head, verb} : new String[] {plain};
    }

    private static String[] is(String head) {
        return new String[] {head, "is"};
    }
}
