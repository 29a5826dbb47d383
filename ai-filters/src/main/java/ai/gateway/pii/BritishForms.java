package ai.gateway.pii;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ids of the United Kingdom and of Ireland. */
final class BritishForms {

    private static final Set<String> NEVER_GIVEN = Set.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ");
    private static final String PPS_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV";

    private BritishForms() {}

    static List<Form> all() {
        List<Form> all = new ArrayList<>();
        all.addAll(Form.of(Entity.UK_NHS, Strength.WEAK, BritishForms::isNhs, "9999999999", "999~999~9999"));
        all.addAll(Form.of(
                Entity.UK_NINO,
                Strength.DISTINCT,
                BritishForms::isNino,
                "AA999999A",
                "AA 999999 A",
                "AA~99~99~99~A",
                "AA 99 99 99A"));
        all.addAll(Form.of(Entity.DRIVER_LICENSE, Strength.DISTINCT, BritishForms::isLicence, "AXXXX999999AXXAA"));
        all.addAll(Form.of(Entity.IE_PPS, Strength.DISTINCT, BritishForms::isPps, "9999999A", "9999999AA"));
        all.addAll(Form.of(
                Entity.LICENSE_PLATE, Strength.WEAK, BritishForms::isCurrentPlate, "AA99AAA", "AA99 AAA", "AA99-AAA"));
        all.addAll(Form.of(
                Entity.LICENSE_PLATE, Strength.WEAK, id -> true, "A999AAA", "A99AAA", "A999 AAA", "A99 AAA", "A9 AAA"));
        all.addAll(Form.of(
                Entity.LICENSE_PLATE, Strength.WEAK, id -> true, "AAA999A", "AAA99A", "AAA 999A", "AAA 99A", "AAA 9A"));
        return all;
    }

    private static boolean isNhs(String id) {
        int check = 11 - Checks.weighted(id, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check % 11 == Checks.last(id) && check != 10 && !Checks.isOneDigit(id);
    }

    private static boolean isNino(String id) {
        boolean first = "DFIQUV".indexOf(id.charAt(0)) < 0;
        boolean second = "DFIOQUV".indexOf(id.charAt(1)) < 0;
        return first && second && id.charAt(8) <= 'D' && !NEVER_GIVEN.contains(id.substring(0, 2));
    }

    /** Five signs of the name, filled up with nines; then the day of birth, whose month says the sex. */
    private static boolean isLicence(String id) {
        int name = 5;
        while (id.charAt(name - 1) == '9') {
            name--;
        }
        boolean letters = id.chars().limit(name).noneMatch(Character::isDigit);
        int month = Checks.number(id, 6, 8);
        return letters && Days.isDay(month > 50 ? month - 50 : month, Checks.number(id, 8, 10));
    }

    private static boolean isPps(String id) {
        int second = id.length() == 9 && id.charAt(8) != 'W' ? id.charAt(8) - 'A' + 1 : 0;
        int sum = Checks.weighted(id, 8, 7, 6, 5, 4, 3, 2) + 9 * second;
        boolean form = id.length() == 8 || "ABHTW".indexOf(id.charAt(8)) >= 0;
        return form && PPS_LETTERS.charAt(sum % 23) == id.charAt(7);
    }

    /** The age stands as a year, or as a year and 50. */
    private static boolean isCurrentPlate(String id) {
        int age = Checks.number(id, 2, 4);
        boolean area = "IQZ".indexOf(id.charAt(0)) < 0 && "IQZ".indexOf(id.charAt(1)) < 0;
        boolean rest = id.substring(4).chars().noneMatch(c -> c == 'I' || c == 'Q');
        return area && rest && age != 1 && age != 50;
    }
}
