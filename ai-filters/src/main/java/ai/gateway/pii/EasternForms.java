package ai.gateway.pii;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ids of Asia and of Africa. */
final class EasternForms {

    private static final int[] TAIWAN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 1};
    private static final String TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    private static final Set<Integer> NO_MALAYSIAN_PLACE =
            Set.of(0, 17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97);

    private EasternForms() {}

    static List<Form> all() {
        List<Form> all = new ArrayList<>();
        india(all);
        korea(all);
        eastAsia(all);
        others(all);
        return all;
    }

    private static void india(List<Form> all) {
        all.addAll(Form.of(
                Entity.IN_AADHAAR, Strength.DISTINCT, EasternForms::isAadhaar, "9999~9999~9999", "9999:9999:9999"));
        all.addAll(Form.of(Entity.IN_AADHAAR, Strength.WEAK, EasternForms::isAadhaar, "999999999999"));
        all.addAll(Form.of(Entity.IN_PAN, Strength.DISTINCT, EasternForms::isPan, "AAAAA9999A"));
        all.addAll(Form.of(Entity.IN_PAN, Strength.WEAK, id -> true, "AAAAA9999A"));
        all.addAll(Form.of(Entity.IN_VOTER, Strength.WEAK, id -> true, "AAA9999999"));
        all.addAll(Form.of(Entity.IN_GSTIN, Strength.DISTINCT, EasternForms::isGstin, "99AAAAA9999AXAX"));
    }

    private static void korea(List<Form> all) {
        all.addAll(Form.of(Entity.KR_RRN, Strength.DISTINCT, EasternForms::isRrn, "999999-9999999"));
        all.addAll(Form.of(Entity.KR_RRN, Strength.WEAK, EasternForms::isRrn, "9999999999999"));
        all.addAll(Form.of(Entity.KR_FRN, Strength.DISTINCT, EasternForms::isFrn, "999999-9999999"));
        all.addAll(Form.of(Entity.KR_FRN, Strength.WEAK, EasternForms::isFrn, "9999999999999"));
        all.addAll(Form.of(Entity.KR_BRN, Strength.DISTINCT, EasternForms::isBrn, "999-99-99999"));
        all.addAll(Form.of(Entity.KR_BRN, Strength.WEAK, EasternForms::isBrn, "9999999999"));
    }

    private static void eastAsia(List<Form> all) {
        all.addAll(Form.of(Entity.CN_ID, Strength.PROVEN, EasternForms::isChinese, "99999999999999999X"));
        all.addAll(Form.of(
                Entity.JP_MY_NUMBER, Strength.WEAK, EasternForms::isMyNumber, "999999999999", "9999~9999~9999"));
        all.addAll(Form.of(Entity.TW_ID, Strength.DISTINCT, EasternForms::isTaiwanese, "A999999999"));
        all.addAll(Form.of(Entity.SG_NRIC, Strength.PROVEN, EasternForms::isNric, "A9999999A"));
        all.addAll(Form.of(
                Entity.SG_UEN, Strength.DISTINCT, EasternForms::isUen, "99999999A", "999999999A", "A99AX9999A"));
        all.addAll(Form.of(Entity.MY_NRIC, Strength.DISTINCT, EasternForms::isMyKad, "999999-99-9999"));
        all.addAll(Form.of(
                Entity.TH_TNIN, Strength.DISTINCT, EasternForms::isThai, "9-9999-99999-99-9", "9 9999 99999 99 9"));
        all.addAll(Form.of(Entity.TH_TNIN, Strength.WEAK, EasternForms::isThai, "9999999999999"));
        all.addAll(Form.of(Entity.PH_TIN, Strength.WEAK, id -> true, "999-999-999-999", "999-999-999-99999"));
        all.addAll(Form.of(Entity.PH_TIN, Strength.BARE, id -> true, "999-999-999", "999999999", "999999999999"));
    }

    private static void others(List<Form> all) {
        all.addAll(Form.of(
                Entity.ZA_ID, Strength.DISTINCT, EasternForms::isSouthAfrican, "9999999999999", "999999 9999 99 9"));
        all.addAll(Form.of(Entity.AE_EMIRATES_ID, Strength.PROVEN, EasternForms::isEmirates, "999-9999-9999999-9"));
        all.addAll(Form.of(Entity.AE_EMIRATES_ID, Strength.DISTINCT, EasternForms::isEmirates, "999999999999999"));
        all.addAll(Form.of(Entity.IL_ID, Strength.WEAK, EasternForms::isIsraeli, "999999999"));
    }

    private static boolean isAadhaar(String id) {
        return id.charAt(0) >= '2' && Checks.verhoeff(id) && !Checks.isOneDigit(id);
    }

    /** The fourth letter says who holds it: P is a person, C a company. */
    private static boolean isPan(String id) {
        return "ABCFGHLJPT".indexOf(id.charAt(3)) >= 0;
    }

    private static boolean isGstin(String id) {
        int state = Checks.number(id, 0, 2);
        return state >= 1 && state <= 38 && id.charAt(12) != '0' && id.charAt(13) == 'Z';
    }

    /** Those given since October 2020 have no check digit. Who was born before 1900 has another digit for the sex. */
    private static boolean isRrn(String id) {
        return Days.isYearMonthDay(id, 0) && "1234".indexOf(id.charAt(6)) >= 0;
    }

    private static boolean isFrn(String id) {
        return Days.isYearMonthDay(id, 0) && "5678".indexOf(id.charAt(6)) >= 0;
    }

    private static boolean isBrn(String id) {
        int sum = Checks.weighted(id, 1, 3, 7, 1, 3, 7, 1, 3, 5) + Checks.digit(id, 8) * 5 / 10;
        return (10 - sum % 10) % 10 == Checks.last(id) && !Checks.isOneDigit(id);
    }

    private static boolean isChinese(String id) {
        int sum = Checks.weighted(id, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
        return id.charAt(0) != '0' && Days.isFullDate(id, 6) && "10X98765432".charAt(sum % 11) == id.charAt(17);
    }

    private static boolean isMyNumber(String id) {
        int check = 11 - Checks.weighted(id, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (check > 9 ? 0 : check) == Checks.last(id) && !Checks.isOneDigit(id);
    }

    private static boolean isTaiwanese(String id) {
        int letter = TAIWAN_LETTERS.indexOf(id.charAt(0)) + 10;
        int sum = letter / 10 + letter % 10 * 9 + Checks.weighted(id.substring(1), TAIWAN_WEIGHTS) + Checks.last(id);
        return "1289".indexOf(id.charAt(1)) >= 0 && sum % 10 == 0;
    }

    private static boolean isNric(String id) {
        int sum = Checks.weighted(id.substring(1), 2, 7, 6, 5, 4, 3, 2);
        char expected = switch (id.charAt(0)) {
            case 'S' -> "JZIHGFEDCBA".charAt(sum % 11);
            case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11);
            case 'F' -> "XWUTRQPNMLK".charAt(sum % 11);
            case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11);
            case 'M' -> "KLJNPQRTUWX".charAt(10 - (sum + 3) % 11);
            default -> Text.NOTHING;
        };
        return expected == id.charAt(8);
    }

    private static boolean isUen(String id) {
        char last = id.charAt(id.length() - 1);
        if (id.length() == 9) {
            return "XMKECAWLJDB".charAt(Checks.weighted(id, 10, 4, 9, 3, 8, 2, 7, 1) % 11) == last;
        }
        if (Text.isDigit(id.charAt(0))) {
            return "ZKCMDNERGWH".charAt(Checks.weighted(id, 10, 8, 6, 4, 9, 7, 5, 3, 1) % 11) == last;
        }
        String signs = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
        int[] weights = {4, 3, 5, 3, 10, 2, 2, 5, 7};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += signs.indexOf(id.charAt(i)) * weights[i];
        }
        return "RST".indexOf(id.charAt(0)) >= 0 && signs.charAt(Math.floorMod(sum - 5, 11)) == last;
    }

    private static boolean isMyKad(String id) {
        return Days.isYearMonthDay(id, 0) && !NO_MALAYSIAN_PLACE.contains(Checks.number(id, 6, 8));
    }

    /** Its second and third digit are a province. */
    private static boolean isThai(String id) {
        int province = Checks.number(id, 1, 3);
        boolean given = switch (province / 10) {
            case 1, 3, 4 -> true;
            case 2, 6, 7 -> province % 10 <= 7;
            case 5 -> province % 10 <= 8;
            case 8, 9 -> province % 10 <= 6;
            default -> false;
        };
        int check = 11 - Checks.weighted(id, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return id.charAt(0) != '0' && given && check % 10 == Checks.last(id);
    }

    private static boolean isSouthAfrican(String id) {
        return Days.isYearMonthDay(id, 0) && id.charAt(10) <= '2' && Checks.luhn(id);
    }

    private static boolean isEmirates(String id) {
        return id.startsWith("784") && Checks.luhn(id);
    }

    private static boolean isIsraeli(String id) {
        return Checks.luhn(id) && !Checks.isOneDigit(id);
    }
}
