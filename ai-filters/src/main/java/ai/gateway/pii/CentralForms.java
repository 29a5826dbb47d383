package ai.gateway.pii;

import java.util.ArrayList;
import java.util.List;

/** Ids of the middle, the north and the east of Europe. */
final class CentralForms {

    private static final String HETU_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    private CentralForms() {}

    static List<Form> all() {
        List<Form> all = new ArrayList<>();
        germany(all);
        north(all);
        east(all);
        return all;
    }

    private static void germany(List<Form> all) {
        all.addAll(Form.of(
                Entity.DE_TAX_ID,
                Strength.WEAK,
                CentralForms::isTaxId,
                "99999999999",
                "99 999 999 999",
                "99 999999999"));
        all.addAll(Form.of(
                Entity.DE_SOCIAL_SECURITY,
                Strength.PROVEN,
                CentralForms::isSocialSecurity,
                "99999999A999",
                "99 999999 A 999",
                "99 999999 A999"));
        all.addAll(Form.of(Entity.DE_LANR, Strength.WEAK, CentralForms::isLanr, "999999999"));
        all.addAll(
                Form.of(Entity.DE_HEALTH_INSURANCE, Strength.DISTINCT, CentralForms::isHealthInsurance, "A999999999"));
        all.addAll(Form.of(
                Entity.DE_VAT_ID,
                Strength.DISTINCT,
                CentralForms::isGermanVat,
                "AA999999999",
                "AA 999999999",
                "AA 999 999 999",
                "AA 999-999.999"));
        all.addAll(Form.of(Entity.AT_SVNR, Strength.DISTINCT, CentralForms::isSvnr, "9999 999999", "9999-999999"));
        all.addAll(Form.of(Entity.AT_SVNR, Strength.WEAK, CentralForms::isSvnr, "9999999999"));
    }

    private static void north(List<Form> all) {
        all.addAll(Form.of(
                Entity.FI_HETU, Strength.PROVEN, CentralForms::isHetu, "999999-999X", "999999+999X", "999999A999X"));
        all.addAll(Form.of(
                Entity.SE_PERSONNUMMER,
                Strength.DISTINCT,
                CentralForms::isPersonnummer,
                "999999-9999",
                "999999+9999",
                "99999999-9999",
                "99999999+9999",
                "999999999999"));
        all.addAll(Form.of(Entity.SE_PERSONNUMMER, Strength.WEAK, CentralForms::isPersonnummer, "9999999999"));
        all.addAll(Form.of(Entity.SE_ORGANISATIONSNUMMER, Strength.WEAK, CentralForms::isOrganisation, "999999-9999"));
        all.addAll(Form.of(Entity.SE_ORGANISATIONSNUMMER, Strength.WEAK, CentralForms::isOrganisation, "9999999999"));
        all.addAll(Form.of(Entity.NO_FNR, Strength.PROVEN, CentralForms::isFnr, "99999999999", "999999 99999"));
        all.addAll(Form.of(Entity.DK_CPR, Strength.WEAK, id -> Days.isDayMonthYear(id, 0), "999999-9999"));
        all.addAll(Form.of(Entity.DK_CPR, Strength.BARE, id -> Days.isDayMonthYear(id, 0), "9999999999"));
        all.addAll(Form.of(Entity.EE_ISIKUKOOD, Strength.DISTINCT, CentralForms::isIsikukood, "99999999999"));
    }

    private static void east(List<Form> all) {
        all.addAll(Form.of(Entity.PL_PESEL, Strength.DISTINCT, CentralForms::isPesel, "99999999999"));
        all.addAll(Form.of(Entity.CZ_RC, Strength.DISTINCT, CentralForms::isRodneCislo, "999999/9999"));
        all.addAll(Form.of(Entity.RO_CNP, Strength.DISTINCT, CentralForms::isCnp, "9999999999999"));
        all.addAll(Form.of(Entity.BG_EGN, Strength.WEAK, CentralForms::isEgn, "9999999999"));
        all.addAll(Form.of(Entity.HR_OIB, Strength.WEAK, Checks::mod11Comma10, "99999999999"));
        all.addAll(Form.of(Entity.TR_NATIONAL_ID, Strength.DISTINCT, CentralForms::isTurkish, "99999999999"));
    }

    /** Of its first ten digits, one stands there twice or three times, and all others at most once. */
    private static boolean isTaxId(String id) {
        int[] counts = new int[10];
        id.chars().limit(10).forEach(c -> counts[c - '0']++);
        int repeated = 0;
        for (int count : counts) {
            if (count > 3) {
                return false;
            }
            repeated += count > 1 ? 1 : 0;
        }
        return id.charAt(0) != '0' && repeated == 1 && Checks.mod11Comma10(id);
    }

    /** The letter is read as its place in the alphabet; of what two digits make, the sum of both counts. */
    private static boolean isSocialSecurity(String id) {
        int letter = id.charAt(8) - 'A' + 1;
        String digits = id.substring(0, 8) + letter / 10 + letter % 10 + id.substring(9, 11);
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = Checks.digit(digits, i) * weights[i];
            sum += product / 10 + product % 10;
        }
        return Days.isDayMonthYear(id, 2) && sum % 10 == Checks.last(id);
    }

    private static boolean isLanr(String id) {
        int sum = Checks.weighted(id, 4, 9, 4, 9, 4, 9);
        return (10 - sum % 10) % 10 == Checks.digit(id, 6) && !Checks.isOneDigit(id);
    }

    private static boolean isHealthInsurance(String id) {
        int letter = id.charAt(0) - 'A' + 1;
        String digits = "" + letter / 10 + letter % 10 + id.substring(1, 9);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int product = Checks.digit(digits, i) * (i % 2 == 0 ? 1 : 2);
            sum += product / 10 + product % 10;
        }
        return sum % 10 == Checks.last(id);
    }

    private static boolean isGermanVat(String id) {
        return id.startsWith("DE") && id.charAt(2) != '0' && Checks.mod11Comma10(id.substring(2));
    }

    private static boolean isSvnr(String id) {
        int check = Checks.weighted(id, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11;
        return id.charAt(0) != '0' && Days.isDayMonthYear(id, 4) && check == Checks.digit(id, 3);
    }

    /** Where the century is a letter and no sign, it stands in the middle. */
    private static boolean isHetu(String id) {
        boolean letter = id.length() == 11;
        if (letter && "ABCDEFYXWVU".indexOf(id.charAt(6)) < 0) {
            return false;
        }
        String digits = letter ? id.substring(0, 6) + id.substring(7) : id;
        int rest = Checks.number(digits, 0, 9) % 31;
        return Days.isDayMonthYear(digits, 0) && HETU_SIGNS.charAt(rest) == digits.charAt(9);
    }

    /** Who has no such number yet gets one with 60 added to the day. */
    private static boolean isPersonnummer(String id) {
        boolean century = id.length() == 10 || id.startsWith("18") || id.startsWith("19") || id.startsWith("20");
        String digits = id.substring(id.length() - 10);
        int day = Checks.number(digits, 4, 6);
        return century && Days.isDay(Checks.number(digits, 2, 4), day > 60 ? day - 60 : day) && Checks.luhn(digits);
    }

    /** What would be the month is 20 or more. */
    private static boolean isOrganisation(String id) {
        return id.charAt(0) != '0' && id.charAt(2) >= '2' && Checks.luhn(id);
    }

    private static boolean isFnr(String id) {
        int day = Checks.number(id, 0, 2);
        boolean date = Days.isDay(Checks.number(id, 2, 4), day > 40 ? day - 40 : day);
        return date
                && Checks.weighted(id, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && Checks.weighted(id, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    private static boolean isIsikukood(String id) {
        int check = Checks.weighted(id, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
        if (check == 10) {
            check = Checks.weighted(id, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
        }
        boolean century = id.charAt(0) >= '1' && id.charAt(0) <= '6';
        return century && Days.isYearMonthDay(id, 1) && check == Checks.last(id);
    }

    /** The century is added to the month: 20 for 2000, 80 for 1800. */
    private static boolean isPesel(String id) {
        int month = Checks.number(id, 2, 4);
        int check = 10 - Checks.weighted(id, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10;
        return Days.isDay(month % 20, Checks.number(id, 4, 6)) && check % 10 == Checks.last(id);
    }

    /** Women have 50 added to the month; 20 more where the numbers of a day ran out. */
    private static boolean isRodneCislo(String id) {
        int month = Checks.number(id, 2, 4) % 50;
        boolean date = Days.isDay(month > 20 ? month - 20 : month, Checks.number(id, 4, 6));
        return date && Checks.remainder(id.substring(0, 9), 11) % 10 == Checks.last(id);
    }

    private static boolean isCnp(String id) {
        int check = Checks.weighted(id, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
        boolean sex = id.charAt(0) >= '1' && id.charAt(0) <= '8';
        return sex && Days.isYearMonthDay(id, 1) && (check == 10 ? 1 : check) == Checks.last(id);
    }

    private static boolean isEgn(String id) {
        int month = Checks.number(id, 2, 4) % 20;
        int check = Checks.weighted(id, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10;
        return Days.isDay(month, Checks.number(id, 4, 6)) && check == Checks.last(id);
    }

    private static boolean isTurkish(String id) {
        int odd = Checks.weighted(id, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        int even = Checks.weighted(id, 0, 1, 0, 1, 0, 1, 0, 1);
        int ten = Math.floorMod(odd * 7 - even, 10);
        boolean checks = ten == Checks.digit(id, 9) && (odd + even + ten) % 10 == Checks.last(id);
        return id.charAt(0) != '0' && checks;
    }
}
