package ai.gateway.recognise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words by which names are told from others. All in small letters, without accents. */
final class Lexicon {

    static final Set<String> GIVEN = givenNames();

    /** Words and names at once: alone they are words. */
    static final Set<String> ALSO_WORDS = words("""
            abel amber april art august aurora autumn bill bob bonnie brad brooke carol cesar charity chase christian clark
            clay crystal curtis dale dean dick don drew earl ernest eva faith florence florian forrest frances frank gene
            georgia german glen grace grant guy harry heath heather holly hope houston ian iris jack jan jasmine jay jesus
            jordan joy kay ken lily lincoln lou mark max may mercedes miles nick nova olive page paris pat patience pearl
            penny per peter pilar ray rebel reed rich rick rob rocky rod rose ruby rusty said sandy savannah sky sten sue
            sunny sydney ted tim tom tony troy tyler ute victor viola virginia wade warren will winston""");

    static final Set<String> TITLES = words("""
            mr mrs ms miss mx dr prof professor sir madam lord lady herr frau herrn mme mlle monsieur madame senor senora
            senorita sr sra dona signor signora sig doctor captain sergeant judge reverend rev""");

    /** They stand inside of names, in small letters. */
    static final Set<String> PARTICLES =
            words("van der den de da do dos das di del della la le von zu zum bin ibn al el ter ten du des of");

    /** What a name follows with a colon, or in its own line. */
    static final Set<String> LABELS = words("""
            name from to cc bcc attn attention contact customer patient client employee author cardholder holder surname
            lastname firstname owner recipient sender passenger guest tenant applicant borrower nom nombre nome kunde""");

    static final Set<String> GREETINGS = words(
            "hi hello hey dear hallo liebe lieber bonjour cher chere hola estimado estimada querido querida ciao caro cara");

    static final Set<String> FAREWELLS = words("""
            regards sincerely cheers thanks yours best faithfully truly love grusse gruss grussen cordialement saludos
            saluti""");

    static final Set<String> RELATIVES = words("""
            kid son daughter wife husband friend brother sister mother father mom dad colleague boss neighbour neighbor
            partner manager assistant uncle aunt cousin nephew niece girlfriend boyfriend roommate landlord lawyer""");

    static final Set<String> DOES = words("says said asks asked writes wrote lives lived works worked");

    static final Set<String> BEFORE_PLACES = words("in to from at near");

    static final Set<String> GOES_TO_PLACES = words("""
            live lives lived living move moves moved moving born based located travel travels travelled traveling travelling
            fly flies flew flying flight trip arrive arrived arrives office stay stayed staying here settled reside resides
            residing resident raised visit visiting come comes came ship shipped""");

    static final Set<String> LEGAL_FORMS = words("""
            ltd limited llc inc incorporated corp corporation gmbh ag kg ohg ug plc llp lp sarl sas spa srl bv nv oy oyj
            ab aps pty pvt holdings holding group bank university institute foundation partners associates company se sa
            kgaa asa kk technologies ministry agency labs systems solutions software""");

    /** Before a name, or alone, they are none of its words, even with a capital. */
    static final Set<String> OTHERS = others();

    /** Countries in several languages, and cities, as the JDK has them; of several words joined by spaces. */
    static final Set<String> PLACES = places();

    static final int LONGEST_PLACE = 4;

    private static final int SHORTEST_PLACE = 4;

    private static final List<String> ENDINGS = List.of(
            "sson", "son", "sen", "ssen", "ov", "ova", "ev", "eva", "ski", "ska", "sky", "wicz", "vic", "enko", "escu",
            "ez", "dottir", "mann", "stein", "berg", "oglu", "ian", "ini", "elli", "etti", "ucci", "aux", "eau",
            "quist", "strom", "lund", "gaard", "inen", "idis", "opoulos", "ich", "ak", "uk");

    private static final int SHORTEST_STEM = 3;

    private Lexicon() {}

    /** Whether it ends, or begins, as names of families do. */
    static boolean looksLikeFamily(String plain) {
        if ((plain.startsWith("mc") || plain.startsWith("o'")) && plain.length() > 2 + SHORTEST_STEM) {
            return true;
        }
        return !plain.endsWith("person")
                && ENDINGS.stream()
                        .anyMatch(
                                ending -> plain.endsWith(ending) && plain.length() >= ending.length() + SHORTEST_STEM);
    }

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.strip().split("\\s+")));
    }

    private static Set<String> givenNames() {
        try (InputStream file = Lexicon.class.getResourceAsStream("given-names.txt")) {
            if (file == null) {
                throw new IllegalStateException("given-names.txt (expected: beside this class)");
            }
            Set<String> names = new HashSet<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> names.addAll(List.of(line.split(" "))));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> others() {
        Set<String> others = new HashSet<>(words("""
                i a an and the this that these those it its he she we you they my your his her our their what when where
                which who why how is are was were be been do does did have has had can could will would should may might must
                not no yes ok okay please thanks thank also maybe perhaps but or nor if then so as at by for from in into of
                on to up with without about after before over under until while because though although since than there here
                just only very more most some any all each both few many other another such own same new old good great best
                let get got make made take see go come want need know think say tell ask use find give call send email mail
                phone street road avenue lane drive suite apt apartment floor box boulevard court square city county state
                country zip code address january february march april june july august september october november december
                monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec
                everyone everybody team all folks sir madam user assistant system customer support service account number
                card credit debit visa mastercard bank american english today tomorrow yesterday co"""));
        for (Locale locale : Locale.getAvailableLocales()) {
            others.add(Word.plain(locale.getDisplayLanguage(Locale.ENGLISH)));
        }
        return others;
    }

    private static Set<String> places() {
        Set<String> places = new HashSet<>();
        for (String country : Locale.getISOCountries()) {
            for (String language : List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv")) {
                places.add(Word.plain(new Locale.Builder()
                        .setRegion(country)
                        .build()
                        .getDisplayCountry(Locale.forLanguageTag(language))));
            }
        }
        for (String zone : ZoneId.getAvailableZoneIds()) {
            if (zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("Antarctica/")) {
                places.add(Word.plain(zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ')));
            }
        }
        places.removeIf(
                place -> place.length() < SHORTEST_PLACE || place.chars().anyMatch(Character::isDigit));
        places.removeAll(words("center east west north south eastern central mountain pacific general knox samoa"));
        places.addAll(List.of("usa", "uk", "england", "scotland", "wales", "u.s", "uae"));
        return places;
    }
}
