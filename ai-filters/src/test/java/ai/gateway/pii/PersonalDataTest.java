package ai.gateway.pii;

import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;
import ai.gateway.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PersonalDataTest {

    private static final Scanner ALL = PersonalData.scanner(Wanted.of(Entity.ALL));

    @ParameterizedTest
    @ValueSource(strings = {"the desk (+44 20 7946 0018) knows", "56088 +44 20 7946 0018.", "12, +44 20 7946 0018"})
    void scan_plus_beginsANumber_whateverIsBefore(String text) {
        assertThat(found(ALL, text)).containsExactly("PHONE +44 20 7946 0018");
    }

    @Test
    void scan_severalEntities_findsThemInOrder() {
        assertThat(found(ALL, "Mail ann@example.com or ring +1 415-555-0132; card 4111-1111-1111-1111."))
                .containsExactly("EMAIL ann@example.com", "PHONE +1 415-555-0132", "CREDIT_CARD 4111-1111-1111-1111");
    }

    @Test
    void scan_onlySomeWanted_findsNoOthers() {
        Scanner scanner = PersonalData.scanner(Wanted.of("EMAIL"));

        assertThat(found(scanner, "ann@example.com, 4111 1111 1111 1111")).containsExactly("EMAIL ann@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "In 2023 we sold 123456789 units for $536904399.50.",
                "Order 130692544 shipped on 12/12/2020.",
                "Version 1.2.3.4 of std::cout, a[::1] and x :: Int",
                "commit 550e8400-e29b-41d4-a716-446655440000",
                "1 2 3 4 5 6 7 8 9 0 of 20 75 73 65 64",
                "pi is 3.14159265358979",
                "10:30-11:45, 1990-2015, 50%-60%",
                "user@localhost, logo@2x.png, @media, a@b",
                "http://localhost:8080/path and https://${USER}:${PASSWORD}@host/",
                "Chrome/100.0.1.2 and 1.0.0.0-beta"
            })
    void scan_whatLooksAlike_isNotFound(String text) {
        assertThat(found(ALL, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PASSPORT       | C01X00T47     | Her passport number is C01X00T47
                    US_SSN         | 536904399     | social_security: 536904399
                    DATE_OF_BIRTH  | 12/12/1980    | born on 12/12/1980
                    DATE_OF_BIRTH  | 12/12/1980    | 12/12/1980 (date of birth)
                    PHONE          | 9472 7916     | Can someone call me on 9472 7916?
                    DRIVER_LICENSE | 425700624     | My driver's license number is 425700624
                    UK_NHS         | 9434765919    | NHS no. 9434765919
                    """)
    void scan_ambiguous_countsInItsContextAlone(String entity, String id, String text) {
        assertThat(found(ALL, text)).containsExactly(entity + " " + id);
        assertThat(found(ALL, "The value " + id + " stands here")).isEmpty();
    }

    @Test
    void scan_contextInAnotherParagraph_doesNotCount() {
        assertThat(found(ALL, "my passport\n\nC01X00T47")).isEmpty();
    }

    @Test
    void scan_severalContexts_theNearestWins() {
        assertThat(found(ALL, "SSN 536904399, passport 925665416"))
                .containsExactly("US_SSN 536904399", "PASSPORT 925665416");
    }

    @Test
    void scan_contextNear_raisesTheScore() {
        double near = ALL.scan("passport C01X00T47").get(0).score();
        double far = ALL.scan("a passport that was given to her has C01X00T47")
                .get(0)
                .score();

        assertThat(near).isGreaterThan(far).isGreaterThan(Wanted.DEFAULT_MIN_SCORE);
    }

    @Test
    void scan_checkDigitsAndContext_checkDigitsWin() {
        assertThat(found(ALL, "my phone number is 4111 1111 1111 1111"))
                .containsExactly("CREDIT_CARD 4111 1111 1111 1111");
    }

    @Test
    void scan_minScore_leavesOutWhatIsLessSure() {
        Scanner sure = PersonalData.scanner(Wanted.of(Entity.ALL).withMinScore(0.9));

        assertThat(found(sure, "078-05-1123 and 4111 1111 1111 1111"))
                .containsExactly("CREDIT_CARD 4111 1111 1111 1111");
    }

    @Test
    void scan_allowed_isNeverFound() {
        Scanner scanner = PersonalData.scanner(Wanted.of(Entity.ALL).withAllowed(Set.of("help@example.com")));

        assertThat(found(scanner, "help@example.com, ann@example.com")).containsExactly("EMAIL ann@example.com");
    }

    @Test
    void scan_otherDigitsAndSpaces_areThoseOfAscii() {
        assertThat(found(ALL, "４１１１ １１１１ １１１１ １１１１")).containsExactly("CREDIT_CARD ４１１１ １１１１ １１１１ １１１１");
        assertThat(found(ALL, "card ٤١١١١١١١١١١١١١١١")).containsExactly("CREDIT_CARD ٤١١١١١١١١١١١١١١١");
        assertThat(found(ALL, "SSN 078\u201105\u20111123")).containsExactly("US_SSN 078\u201105\u20111123");
        assertThat(found(ALL, "GB82\u00a0WEST\u00a01234\u00a05698\u00a07654\u00a032"))
                .hasSize(1);
    }

    @Test
    void scan_behindAnEmoji_indicesAreThoseOfTheText() {
        String text = "📧 ann@example.com";

        assertThat(ALL.scan(text)).singleElement().satisfies(find -> {
            assertThat(find.start()).isEqualTo(3);
            assertThat(find.in(text)).isEqualTo("ann@example.com");
        });
    }

    @Test
    void scan_credentialsInAUrl_areNoAddressOfMail() {
        assertThat(found(ALL, "redis://:s3cr3t@cache.example.com:6379/0")).containsExactly("URL_CREDENTIALS :s3cr3t");
        assertThat(found(ALL, "https://me:p@ss@host.example.com")).containsExactly("URL_CREDENTIALS me:p@ss");
    }

    @Test
    void regions_others_areKnownWithoutTheirCode() {
        Scanner french = PersonalData.scanner(Wanted.of("PHONE").withRegions(List.of("FR")));

        assertThat(found(french, "01 84 17 61 18")).containsExactly("PHONE 01 84 17 61 18");
        assertThatThrownBy(() -> PersonalData.scanner(Wanted.of("PHONE").withRegions(List.of("XX"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("regions: XX");
    }

    @Test
    void patterns_own_areFound() {
        CustomPattern ticket = new CustomPattern("TICKET", "[A-Z]{3}-\\d+");
        CustomPattern badge = new CustomPattern("BADGE", "\\d{4}", List.of("badge"), 0.9);
        Scanner scanner = PersonalData.scanner(Wanted.of().withPatterns(List.of(ticket, badge)));

        assertThat(found(scanner, "ABC-12, badge 1234")).containsExactly("TICKET ABC-12", "BADGE 1234");
        assertThat(found(scanner, "in 1234")).isEmpty();
    }

    @Test
    void patterns_wrong_failAtOnce() {
        Wanted wanted = Wanted.of().withPatterns(List.of(new CustomPattern("BAD", "(a")));

        assertThatThrownBy(() -> PersonalData.scanner(wanted))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pattern of BAD: ");
        assertThatThrownBy(() -> new CustomPattern("BAD", "a", List.of(), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("score of BAD: 2.0 (expected: 0 to 1)");
    }

    @Test
    void words_ofAList_areFoundAsWholeWords() {
        WordList projects = new WordList("PROJECT", List.of("Blue Sky", "blue", "Ärger"));
        Scanner scanner = PersonalData.scanner(Wanted.of().withWords(List.of(projects)));

        assertThat(found(scanner, "BLUE  sky, blue-sky, bluer, äRGER"))
                .containsExactly("PROJECT BLUE", "PROJECT blue-sky", "PROJECT äRGER");
    }

    @ParameterizedTest
    @CsvSource({"PHONE, libphonenumber, com.google.i18n", "EMAIL, re2j, com.google.re2j"})
    void libraries_absent_areNamed(String entity, String library, String hidden) throws ReflectiveOperationException {
        ClassLoader without = new Without(hidden, "ai.gateway.pii.");
        Class<?> probe = Class.forName(LibraryProbe.class.getName(), true, without);

        assertThatThrownBy(() -> probe.getMethod("scan", String.class).invoke(null, entity))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(library + " on the class path");
    }

    @Test
    void libraries_absentButNotWanted_areNotMissed() throws ReflectiveOperationException {
        Class<?> probe =
                Class.forName(LibraryProbe.class.getName(), true, new Without("com.google.", "ai.gateway.pii."));

        assertThat(probe.getMethod("mail").invoke(null)).isEqualTo(1);
    }

    private static List<String> found(Scanner scanner, String text) {
        List<String> all = new ArrayList<>();
        for (Find find : scanner.scan(text)) {
            all.add(find.type() + " " + find.in(text));
        }
        return all;
    }

    /** Makes scanners where a library is hidden. */
    public static final class LibraryProbe {

        private LibraryProbe() {}

        /** Phones, or else a pattern. */
        public static void scan(String entity) {
            Wanted wanted = Wanted.of(entity);
            boolean phone = entity.equals("PHONE");
            PersonalData.scanner(phone ? wanted : wanted.withPatterns(List.of(new CustomPattern("X", "x"))));
        }

        public static int mail() {
            return PersonalData.scanner(Wanted.of("EMAIL"))
                    .scan("ann@example.com")
                    .size();
        }
    }
}
