package ai.gateway.pii;

import java.util.ArrayList;
import java.util.List;

/** Ids of the west of the continent of Europe. */
final class WesternForms {

    private static final String NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    /** What a digit or letter of an Italian code is worth in an odd place. */
    private static final int[] ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private static final String FISCAL_MONTHS = "ABCDEHLMPRST";

    /** Letters that stand for digits where two persons would have the same code. */
    private static final String FISCAL_DIGITS = "LMNPQRSTUV";

    private WesternForms() {}

    static List<Form> all() {
        List<Form> all = new ArrayList<>();
        all.addAll(Form.of(
                Entity.ES_NIF, Strength.DISTINCT, WesternForms::isNif, "99999999A", "99999999~A", "99.999.999-A"));
        all.addAll(Form.of(Entity.ES_NIF, Strength.WEAK, WesternForms::isNif, "9999999A", "9999999~A"));
        all.addAll(Form.of(
                Entity.ES_NIE, Strength.DISTINCT, WesternForms::isNie, "A9999999A", "A9999999~A", "A~9999999~A"));
        all.addAll(Form.of(Entity.PT_NIF, Strength.WEAK, WesternForms::isPortugueseNif, "999999999", "999 999 999"));
        all.addAll(Form.of(
                Entity.FR_NIR,
                Strength.PROVEN,
                WesternForms::isNir,
                "99999X999999999",
                "9~99~99~9X~999~999~99",
                "99999X9999999 99"));
        all.addAll(Form.of(
                Entity.IT_FISCAL_CODE,
                Strength.PROVEN,
                WesternForms::isFiscalCode,
                "AAAAAAXXAXXAXXXA",
                "AAA AAA XXAXX AXXXA"));
        all.addAll(Form.of(Entity.IT_VAT, Strength.WEAK, WesternForms::isItalianVat, "99999999999", "AA99999999999"));
        all.addAll(
                Form.of(Entity.NL_BSN, Strength.WEAK, WesternForms::isBsn, "999999999", "9999~99~999", "999~999~999"));
        all.addAll(Form.of(
                Entity.BE_NRN,
                Strength.PROVEN,
                WesternForms::isNrn,
                "99.99.99-999.99",
                "99999999999",
                "999999-999-99"));
        all.addAll(Form.of(Entity.CH_AHV, Strength.PROVEN, WesternForms::isAhv, "999.9999.9999.99", "9999999999999"));
        return all;
    }

    /** A zero at its beginning may be left out. */
    private static boolean isNif(String id) {
        int digits = id.length() - 1;
        return NIF_LETTERS.charAt(Checks.number(id, 0, digits) % 23) == id.charAt(digits);
    }

    private static boolean isNie(String id) {
        int first = "XYZ".indexOf(id.charAt(0));
        return first >= 0 && isNif(first + id.substring(1));
    }

    private static boolean isPortugueseNif(String id) {
        int check = 11 - Checks.weighted(id, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return "1235689".indexOf(id.charAt(0)) >= 0 && (check > 9 ? 0 : check) == Checks.last(id);
    }

    /** Sex, year, month, where somebody was born ({@code 2A} is Corsica), and what is missing to a multiple of 97. */
    private static boolean isNir(String id) {
        boolean sex = "123478".indexOf(id.charAt(0)) >= 0;
        int month = Checks.number(id, 3, 5);
        boolean isMonth = month >= 1 && (month <= 12 || month >= 20);
        String place = id.substring(5, 7);
        boolean corsica = place.equals("2A") || place.equals("2B");
        if (!sex || !isMonth || (Text.isAsciiLetter(id.charAt(6)) && !corsica)) {
            return false;
        }
        String digits = id.replace("2A", "19").replace("2B", "18");
        return 97 - Checks.remainder(digits.substring(0, 13), 97) == Checks.number(id, 13, 15);
    }

    private static boolean isFiscalCode(String id) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = id.charAt(i);
            int value = Text.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ODD[value] : value;
        }
        int day = fiscalDigit(id.charAt(9)) * 10 + fiscalDigit(id.charAt(10));
        int month = FISCAL_MONTHS.indexOf(id.charAt(8)) + 1;
        boolean year = fiscalDigit(id.charAt(6)) >= 0 && fiscalDigit(id.charAt(7)) >= 0;
        return year && Days.isDay(month, day > 40 ? day - 40 : day) && 'A' + sum % 26 == id.charAt(15);
    }

    private static int fiscalDigit(char c) {
        return Text.isDigit(c) ? c - '0' : FISCAL_DIGITS.indexOf(c);
    }

    private static boolean isItalianVat(String id) {
        String digits = id.startsWith("IT") ? id.substring(2) : id;
        return digits.length() == 11 && Checks.luhn(digits) && !Checks.isOneDigit(digits);
    }

    /** The test of eleven: the last digit counts against the others. */
    private static boolean isBsn(String id) {
        int sum = Checks.weighted(id, 9, 8, 7, 6, 5, 4, 3, 2) - Checks.last(id);
        return sum % 11 == 0 && !Checks.isOneDigit(id);
    }

    /** Those born since 2000 have a 2 before what is divided. */
    private static boolean isNrn(String id) {
        String born = id.substring(0, 9);
        int check = Checks.number(id, 9, 11);
        boolean right = 97 - Checks.remainder(born, 97) == check || 97 - Checks.remainder("2" + born, 97) == check;
        return right && Days.isYearMonthDay(id, 0);
    }

    private static boolean isAhv(String id) {
        return id.startsWith("756") && isEan(id);
    }

    private static boolean isEan(String id) {
        int sum = Checks.weighted(id, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1);
        return sum % 10 == 0;
    }
}
