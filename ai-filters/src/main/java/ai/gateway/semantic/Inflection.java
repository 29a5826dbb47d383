package ai.gateway.semantic;

import java.util.Map;
import java.util.Set;

/** What a word is without its ending, so that its forms are one. Takes off little: {@code employer} is no {@code employee}. */
final class Inflection {

    private static final int SHORTEST_ROOT = 3;
    private static final int SHORTEST_BASE = 5;

    private static final Map<String, String> IRREGULAR = Lists.groups("""
            be was were been being
            use used using
            buy bought
            sell sold
            make made
            take took taken
            give gave given
            get got gotten
            go went gone
            come came
            write wrote written
            speak spoke spoken
            break broke broken
            choose chose chosen
            begin began begun
            drink drank drunk
            eat ate eaten
            drive drove driven
            fall fell fallen
            feel felt
            find found
            fly flew flown
            forget forgot forgotten
            grow grew grown
            keep kept
            know knew known
            lend lent
            lose lost
            meet met
            pay paid
            run ran
            say said
            see saw seen
            send sent
            show shown
            sing sang sung
            sleep slept
            spend spent
            steal stole stolen
            swim swam swum
            teach taught
            tell told
            think thought
            understand understood
            wear wore worn
            win won
            build built
            bring brought
            catch caught
            die dying died
            lie lying
            tie tying
            hold held
            hear heard
            draw drew drawn
            freeze froze frozen
            hide hidden hid
            person people persons
            child children
            man men
            woman women
            foot feet
            tooth teeth
            mouse mice
            goose geese
            life lives
            wife wives
            knife knives
            leaf leaves
            half halves
            analysis analyses
            criterion criteria
            datum data
            medium media
            movie movies
            news news
            series series
            species species
            lens lens lenses
            gas gas gases
            bus bus buses
            yes yes
            """);

    /** Endings that make another word of the same meaning out of a base. */
    private static final Set<String> ENDINGS =
            Lists.set("ment ion ation ition tion ance al ial s es ing ed ly n ian an ish ese y ness");

    private Inflection() {}

    static String root(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        return word.length() <= SHORTEST_ROOT || word.charAt(0) >= 0x80 ? word : spelling(ending(word));
    }

    /** Whether one is a base that the other was made of: {@code invest} and {@code investment}, {@code Italy} and {@code Italian}. */
    static boolean isRelated(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        if (same < SHORTEST_BASE - 1) {
            return false;
        }
        String rest = one.substring(same);
        String otherRest = other.substring(same);
        return (isBase(rest, same) && ENDINGS.contains(otherRest))
                || (isBase(otherRest, same) && ENDINGS.contains(rest));
    }

    private static boolean isBase(String rest, int same) {
        return rest.isEmpty() ? same >= SHORTEST_BASE : rest.equals("e") || rest.equals("y") || rest.equals("a");
    }

    private static String ending(String word) {
        int length = word.length();
        if ((word.endsWith("ies") || word.endsWith("ied")) && length > 4) {
            return word.substring(0, length - 3) + "y";
        }
        if (word.endsWith("ing") && length > 5 && hasVowel(word, length - 3)) {
            return bare(word.substring(0, length - 3));
        }
        if (word.endsWith("ed") && length > 4 && hasVowel(word, length - 2)) {
            return bare(word.substring(0, length - 2));
        }
        return plural(word);
    }

    private static String plural(String word) {
        int length = word.length();
        boolean hissing = word.endsWith("sses")
                || word.endsWith("ches")
                || word.endsWith("shes")
                || word.endsWith("xes")
                || word.endsWith("oes");
        if (hissing && length > 4) {
            return word.substring(0, length - 2);
        }
        boolean plural = word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is");
        return silent(plural ? word.substring(0, length - 1) : word);
    }

    /** Of {@code stopp} one of the two; of {@code mak} what {@code make} is as well. */
    private static String bare(String word) {
        int last = word.length() - 1;
        boolean doubled =
                last > 2 && word.charAt(last) == word.charAt(last - 1) && "lsz".indexOf(word.charAt(last)) < 0;
        return silent(doubled ? word.substring(0, last) : word);
    }

    private static String silent(String word) {
        boolean silent = word.length() > SHORTEST_ROOT && word.endsWith("e") && !word.endsWith("ee");
        return silent ? word.substring(0, word.length() - 1) : word;
    }

    /** One spelling for both shores of the Atlantic. */
    private static String spelling(String root) {
        int length = root.length();
        if (length > 4 && root.endsWith("is")) {
            return root.substring(0, length - 2) + "iz";
        }
        if (length > 5 && root.endsWith("isation")) {
            return root.substring(0, length - 7) + "ization";
        }
        if (length > 4 && root.endsWith("our")) {
            return root.substring(0, length - 3) + "or";
        }
        if (length > 5 && root.endsWith("enc")) {
            return root.substring(0, length - 1) + "s";
        }
        if (length > 4 && root.endsWith("tr")) {
            return root.substring(0, length - 2) + "ter";
        }
        return length > 5 && root.endsWith("ogu") ? root.substring(0, length - 1) : root;
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiouy".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
