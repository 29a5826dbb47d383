package ai.gateway.semantic;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that rules look for by name: times, units, languages and forms of an answer. */
final class Terms {

    /** Each by its names, the first of which stands for the others. */
    private static final Map<String, String> DATES = Lists.groups("""
            january jan
            february feb
            april apr
            june jun
            july jul
            august aug
            september sept sep
            october oct
            november nov
            december dec
            may
            march mar
            monday
            tuesday tues tue
            wednesday wed
            thursday thurs thur thu
            friday fri
            saturday
            sunday
            today
            tomorrow
            yesterday
            tonight
            morning
            noon midday
            afternoon
            evening
            midnight
            night overnight nighttime
            weekend
            weekday
            summer
            autumn
            winter
            spring springtime
            easter
            christmas
            bc bce
            ad
            pm
            """);

    private static final Set<String> SPANS =
            concepts("second minute hour day week month quarter year decade century season semester term");

    private static final Set<String> POINTERS = Lists.set("last next this previous past coming following current");

    private static final Set<String> UNITS = concepts("""
            kg g mg lb ounce oz ton tonne km m cm mm mile ft inch yard acre hectare liter ml gallon cup tablespoon teaspoon
            second sec minute hour day week month quarter year decade century ms
            dollar euro gbp pound cent rupee yen yuan eur usd percent celsius fahrenheit degree kelvin c f
            gb mb kb tb bit byte mbps gbps ghz mhz hz watt kw kwh volt v amp mah calorie kcal joule
            kmh mph rpm dpi px pixel word page sentence paragraph point bullets line character item step example
            """);

    private static final Set<String> CURRENCY_SIGNS = Set.of("$", "€", "£", "₹", "¥");

    private static final Set<String> CURRENCIES = concepts("dollar euro gbp rupee yen yuan $ € £ ₹ ¥");

    /** Names of languages, which count right behind such words. */
    private static final Set<String> LANGUAGES = Lists.set("""
            english french german spanish italian portuguese dutch russian chinese mandarin cantonese japanese korean
            arabic hindi urdu bengali tamil telugu turkish polish swedish norwegian danish finnish greek hebrew latin
            czech hungarian romanian ukrainian vietnamese thai indonesian persian swahili
            java javascript typescript python ruby rust golang kotlin scala php perl haskell sql bash powershell
            c++ c# f# matlab cobol fortran
            """);

    /** What an answer may be asked to be. They count near behind words such as {@code as}. */
    private static final Set<String> FORMS = Lists.set("""
            json xml yaml csv html markdown latex table list bullets bullet essay poem haiku sonnet song rap story joke
            tweet email letter sentence sentences paragraph paragraphs word words line lines page pages step steps
            diagram chart graph outline summary code pseudocode script dialogue verse prose rhyme
            brief short simple detail depth plain layman laymans
            """);

    private static final Set<String> BEFORE_FORMS = Lists.set("as in into");

    private Terms() {}

    /** The first name of a time; null where the word is none. */
    static @Nullable String date(String word) {
        String date = DATES.get(word);
        return date == null && word.endsWith("s") ? DATES.get(word.substring(0, word.length() - 1)) : date;
    }

    /** {@code last week}, {@code next} and {@code month}. */
    static boolean isSpan(String pointer, String concept) {
        return POINTERS.contains(pointer) && SPANS.contains(concept);
    }

    static boolean isUnit(String concept) {
        return UNITS.contains(concept);
    }

    static boolean isCurrencySign(String sign) {
        return CURRENCY_SIGNS.contains(sign);
    }

    /** Of a concept: what may stand before an amount as well as behind it. */
    static boolean isCurrency(String concept) {
        return CURRENCIES.contains(concept);
    }

    static boolean isLanguage(String word) {
        return LANGUAGES.contains(word);
    }

    static boolean isForm(String word) {
        return FORMS.contains(word);
    }

    static boolean beginsForm(String word) {
        return BEFORE_FORMS.contains(word);
    }

    private static Set<String> concepts(String words) {
        return Lists.list(words).stream().map(Lexicon::concept).collect(Collectors.toUnmodifiableSet());
    }
}
