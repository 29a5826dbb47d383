package ai.gateway.semantic;

import ai.gateway.semantic.Word.Kind;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a question asks for, as its first words say. */
enum Asked {
    PERSON,
    TIME,
    PLACE,
    REASON,
    MANNER,
    AMOUNT,
    THING,
    WHETHER,
    /** It does not say: a command, or a few words. */
    UNSAID;

    private static final Map<String, Asked> BY_WORD = Map.of(
            "who", PERSON,
            "whom", PERSON,
            "whose", PERSON,
            "when", TIME,
            "where", PLACE,
            "why", REASON,
            "how", MANNER,
            "what", THING,
            "which", THING);

    private static final Set<String> AMOUNTS = Lists.set("much many often long far old big tall large high fast heavy");

    /** Behind {@code what is the}. */
    private static final Map<String, Asked> BY_THING = Map.of(
            "way", MANNER,
            "ways", MANNER,
            "method", MANNER,
            "reason", REASON,
            "reasons", REASON,
            "time", TIME,
            "date", TIME);

    private static final Set<String> AUXILIARIES = Lists.set("""
            is are was were am do does did can could should would will shall may might must has have had ought
            """);

    /** Who asks in so many words asks for what follows them: {@code could you tell me when}, {@code in which}. */
    private static final Set<String> BEFORE = Lists.set("""
            tell explain know me us wonder wondering ask asking see show in at on by for to from with of about exactly
            describe understand and
            """);

    private static final int NEAR = 4;

    static Asked by(List<Word> words) {
        boolean whether = false;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            Asked asked = BY_WORD.get(word.text());
            boolean leads =
                    i == 0 || word.begins() || BEFORE.contains(words.get(i - 1).text());
            if (asked != null && leads) {
                return more(asked, words, i);
            }
            whether |= word.begins() && AUXILIARIES.contains(word.text()) && !isPolite(words, i);
        }
        Asked last = late(words);
        return last != null ? last : whether ? WHETHER : UNSAID;
    }

    /** {@code can you tell me}: says nothing. */
    private static boolean isPolite(List<Word> words, int i) {
        return i + 2 < words.size()
                && words.get(i + 1).text().equals("you")
                && words.get(i + 2).is(Kind.ASKING);
    }

    private static Asked more(Asked asked, List<Word> words, int at) {
        String next = at + 1 < words.size() ? words.get(at + 1).text() : "";
        if (asked == MANNER && AMOUNTS.contains(next)) {
            return AMOUNT;
        }
        if (asked == THING) {
            for (int i = at + 1; i < Math.min(words.size(), at + 1 + NEAR); i++) {
                Asked thing = BY_THING.get(words.get(i).text());
                if (thing != null) {
                    return thing;
                }
            }
        }
        return asked;
    }

    /** {@code My phone is dead, what do I do}: a word of asking with an auxiliary behind it, anywhere. */
    private static @Nullable Asked late(List<Word> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            Asked asked = BY_WORD.get(words.get(i).text());
            boolean asks = AUXILIARIES.contains(words.get(i + 1).text());
            if (asked != null && asks && asked != PERSON) {
                return more(asked, words, i);
            }
        }
        return null;
    }

    /** Whether one question cannot be the other, where what they are about differs in nothing or in little. */
    static boolean clash(Asked one, Asked other, boolean sameContent) {
        if (!differ(one, other)) {
            return false;
        }
        boolean thing = one == THING || other == THING;
        boolean whether = one == WHETHER || other == WHETHER;
        boolean manner = one == MANNER || other == MANNER;
        if (thing) {
            return sameContent && !manner && !whether;
        }
        return !(whether && manner);
    }

    static boolean differ(Asked one, Asked other) {
        return one != other && one != UNSAID && other != UNSAID;
    }
}
