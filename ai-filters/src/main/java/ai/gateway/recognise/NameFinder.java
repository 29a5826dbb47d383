package ai.gateway.recognise;

import ai.gateway.recognise.Word.Gap;
import ai.gateway.scan.Find;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds names of persons, places and organisations by what stands before them, by their own words, and by what the JDK knows of
 * countries and cities. Goes over the words of a text once, and from none of them far.
 */
final class NameFinder {

    static final Set<String> ENTITIES = Set.of("PERSON", "LOCATION", "ORGANIZATION");

    private static final Set<String> GREW = Set.of("grew", "grow", "growing", "grown");

    private static final int LONGEST_NAME = 4;
    private static final int LONGEST_COMPANY = 6;

    /** Something before it says what it is. */
    private static final double SURE = 0.85;

    /** Its own words say what it is. */
    private static final double LIKELY = 0.7;

    /** One of its words does, or something before it may. */
    private static final double PERHAPS = 0.55;

    private final List<Word> words;
    private final List<Find> finds = new ArrayList<>();
    /** Where words of names of persons are. */
    private final BitSet people = new BitSet();

    private NameFinder(String text) {
        this.words = Word.of(text);
    }

    /** All that it knows is read now, and not when somebody waits for the first name. */
    static void load() {
        find("Anna");
    }

    static List<Find> find(String text) {
        return new NameFinder(text).find();
    }

    private List<Find> find() {
        for (int i = 0; i < words.size(); ) {
            int end = company(i);
            end = end > i ? end : person(i);
            end = end > i ? end : place(i);
            i = Math.max(end, i + 1);
        }
        again();
        return finds;
    }

    /** Whoever has a name in full is often called by a part of it. */
    private void again() {
        Set<String> parts = new HashSet<>();
        BitSet taken = new BitSet();
        for (Find find : finds) {
            taken.set(find.start(), find.end());
        }
        for (Word word : words) {
            if (people.get(word.start()) && word.isCapital() && word.plain().length() > 2) {
                parts.add(word.plain());
            }
        }
        parts.removeAll(Lexicon.ALSO_WORDS);
        for (int i = 0; i < words.size(); i++) {
            if (!taken.get(words.get(i).start())
                    && isOfName(i)
                    && parts.contains(words.get(i).plain())) {
                add("PERSON", i, i + 1, PERHAPS, "named-before");
            }
        }
    }

    private int add(String type, int from, int to, double score, String rule) {
        Find find = new Find(type, words.get(from).start(), words.get(to - 1).end(), score, rule);
        finds.add(find);
        if (type.equals("PERSON")) {
            people.set(find.start(), find.end());
        }
        return to;
    }

    private @Nullable Word word(int index) {
        return index >= 0 && index < words.size() ? words.get(index) : null;
    }

    private boolean is(int index, Set<String> set) {
        Word word = word(index);
        return word != null && set.contains(word.plain());
    }

    /** Also the first of two that are one. */
    private boolean isGiven(int index) {
        String plain = words.get(index).plain();
        int hyphen = plain.indexOf('-');
        return Lexicon.GIVEN.contains(hyphen < 0 ? plain : plain.substring(0, hyphen));
    }

    /** A word with a capital that may be one of a name's. */
    private boolean isOfName(int index) {
        Word word = word(index);
        return word != null && word.isCapital() && !Lexicon.OTHERS.contains(word.plain());
    }

    private boolean isBehind(int index, Gap... gaps) {
        Word word = word(index);
        return word != null && word.follows(gaps);
    }

    /** @return behind its legal form; the same index for none */
    private int company(int from) {
        if (!isOfName(from)) {
            return from;
        }
        int at = from + 1;
        while (at < from + LONGEST_COMPANY && isBehind(at, Gap.SPACE, Gap.COMMA, Gap.DOT)) {
            boolean form = is(at, Lexicon.LEGAL_FORMS) && words.get(at).isCapital();
            if (form && !isBehind(at, Gap.DOT)) {
                return add("ORGANIZATION", from, at + 1, SURE, "legal-form");
            }
            boolean joins =
                    is(at, Set.of("and", "of", "the", "for", "und", "et", "y", "de")) && isBehind(at, Gap.SPACE);
            boolean initial = words.get(at - 1).isInitial() || !isBehind(at, Gap.DOT);
            if (!(joins || isOfName(at)) || !initial) {
                return from;
            }
            at++;
        }
        return from;
    }

    private int person(int from) {
        if (is(from, Lexicon.TITLES) && isBehind(from + 1, Gap.SPACE, Gap.DOT)) {
            if (isOfName(from + 1)) {
                return add("PERSON", from + 1, name(from + 1), SURE, "title");
            }
            boolean small = !words.get(from).isCapital() && isBehind(from + 1, Gap.DOT);
            return small && !is(from + 1, Lexicon.OTHERS) ? add("PERSON", from + 1, from + 2, LIKELY, "title") : from;
        }
        boolean named = isNamed(from);
        if (!isOfName(from)) {
            boolean given = named && isGiven(from) && !is(from, Lexicon.OTHERS) && isBehind(from, Gap.SPACE, Gap.COLON);
            return given ? add("PERSON", from, smallName(from), LIKELY, "small-letters") : from;
        }
        int end = name(from);
        boolean several = end - from > 1;
        if (named) {
            return add("PERSON", from, end, SURE, "introduced");
        }
        if (isGreeted(from, end)) {
            return add("PERSON", from, end, LIKELY, "greeted");
        }
        String first = words.get(from).plain();
        if (isGiven(from)) {
            boolean sure = several || !Lexicon.ALSO_WORDS.contains(first);
            return sure ? add("PERSON", from, end, several ? LIKELY : PERHAPS, "given-name") : from;
        }
        boolean family = several && Lexicon.looksLikeFamily(words.get(end - 1).plain());
        boolean says = several && isBehind(end, Gap.SPACE) && is(end, Lexicon.DOES);
        boolean initials = several && words.get(from).isInitial() && isBehind(from + 1, Gap.DOT);
        boolean middle = end - from == 3 && words.get(from + 1).isInitial();
        if (family || says || initials || middle) {
            return add("PERSON", from, end, PERHAPS, "form");
        }
        return from;
    }

    /** Up to where a name goes on that begins there. */
    private int name(int from) {
        int at = from + 1;
        while (at < words.size() && at - from < LONGEST_NAME) {
            boolean initial = words.get(at - 1).isInitial();
            if (!isBehind(at, Gap.SPACE) && !(initial && isBehind(at, Gap.DOT))) {
                break;
            }
            int next = at;
            while (next < at + 2 && is(next, Lexicon.PARTICLES) && isBehind(next + 1, Gap.SPACE)) {
                next++;
            }
            if (!isOfName(next) || is(next, Lexicon.LEGAL_FORMS)) {
                break;
            }
            at = next + 1;
        }
        return at;
    }

    private int smallName(int from) {
        boolean two = isBehind(from + 1, Gap.SPACE)
                && !is(from + 1, Lexicon.OTHERS)
                && words.get(from + 1).plain().length() > 2;
        return two ? from + 2 : from + 1;
    }

    /** Whether what stands before says that a name comes. */
    private boolean isNamed(int from) {
        Word before = word(from - 1);
        if (before == null) {
            return false;
        }
        String last = before.plain();
        if (isBehind(from, Gap.COLON, Gap.QUESTION)) {
            return Lexicon.LABELS.contains(last);
        }
        if (!isBehind(from, Gap.SPACE)) {
            return false;
        }
        Word second = word(from - 2);
        String pair = second == null || !isBehind(from - 1, Gap.SPACE) ? "" : second.plain() + ' ' + last;
        return switch (last) {
            case "named", "i'm", "im" -> true;
            case "is", "was" -> pair.startsWith("name ");
            case "me" -> pair.equals("call me");
            case "him", "her" -> pair.startsWith("named ") || pair.startsWith("call ");
            case "am" -> pair.equals("i am");
            case "name" -> second != null && Lexicon.RELATIVES.contains(second.plain());
            case "as" -> pair.equals("known as") || pair.equals("signed as");
            case "heisse" -> pair.equals("ich heisse");
            case "m'appelle" -> pair.equals("je m'appelle");
            case "llamo" -> pair.equals("me llamo");
            case "chiamo" -> pair.equals("mi chiamo");
            case "says", "said" -> !isBehind(from + 1, Gap.SPACE);
            default -> Lexicon.RELATIVES.contains(last) && pair.matches("(my|his|her|our|your|their|the) .*");
        };
    }

    /** At the beginning or the end of a letter. */
    private boolean isGreeted(int from, int end) {
        if (isBehind(from, Gap.SPACE, Gap.COMMA) && is(from - 1, Lexicon.GREETINGS)) {
            return true;
        }
        boolean alone = end == words.size() || isBehind(end, Gap.LINE, Gap.OTHER);
        return alone && isBehind(from, Gap.LINE) && is(from - 1, Lexicon.FAREWELLS);
    }

    private int place(int from) {
        Word first = words.get(from);
        StringBuilder joined = new StringBuilder(first.plain());
        int known = Lexicon.PLACES.contains(first.plain()) && first.isCapital() ? from + 1 : from;
        for (int at = from + 1; at < from + Lexicon.LONGEST_PLACE && isBehind(at, Gap.SPACE); at++) {
            joined.append(' ').append(words.get(at).plain());
            known = Lexicon.PLACES.contains(joined.toString()) ? at + 1 : known;
        }
        if (known > from) {
            return add("LOCATION", from, known, LIKELY, "place");
        }
        if (!isOfName(from)) {
            return from;
        }
        int end = name(from);
        boolean inCountry = isBehind(end, Gap.COMMA, Gap.LINE)
                && is(end, Lexicon.PLACES)
                && words.get(end).isCapital();
        boolean gone = isBehind(from, Gap.SPACE)
                && isBehind(from - 1, Gap.SPACE)
                && is(from - 1, Lexicon.BEFORE_PLACES)
                && (is(from - 2, Lexicon.GOES_TO_PLACES) || (is(from - 2, Set.of("up")) && is(from - 3, GREW)));
        return gone || inCountry ? add("LOCATION", from, end, PERHAPS, gone ? "gone-to" : "in-country") : from;
    }
}
