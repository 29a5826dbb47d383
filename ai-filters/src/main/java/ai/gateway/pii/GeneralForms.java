package ai.gateway.pii;

import java.util.ArrayList;
import java.util.List;

/** What is written alike in many countries. */
final class GeneralForms {

    private static final int SHORTEST_LICENCE = 6;
    private static final int LONGEST_LICENCE = 15;
    private static final int DIGITS_OF_LICENCES = 4;
    private static final int DIGITS_OF_PASSPORTS = 3;

    private GeneralForms() {}

    static List<Form> all() {
        List<Form> all = new ArrayList<>();
        cards(all);
        all.addAll(Form.of(
                Entity.MAC,
                Strength.CLEAR,
                GeneralForms::isMac,
                "XX:XX:XX:XX:XX:XX",
                "XX-XX-XX-XX-XX-XX",
                "XXXX.XXXX.XXXX",
                "XX:XX:XX:XX:XX:XX:XX:XX"));
        documents(all);
        plates(all);
        return all;
    }

    private static void cards(List<Form> all) {
        for (int length = 12; length <= 19; length++) {
            String digits = "9".repeat(length);
            all.addAll(Form.of(Entity.CREDIT_CARD, Strength.PROVEN, GeneralForms::isCard, digits));
            all.addAll(Form.of(Entity.CREDIT_CARD, Strength.WEAK, GeneralForms::isRareCard, digits));
        }
        all.addAll(Form.of(
                Entity.CREDIT_CARD,
                Strength.PROVEN,
                GeneralForms::isCard,
                "9999~9999~9999~9999",
                "9999.9999.9999.9999",
                "9999~9999~9999~9999~999",
                "9999~999999~99999",
                "9999~999999~9999",
                "9999~999~999~999"));
    }

    private static void documents(List<Form> all) {
        all.addAll(Form.of(
                Entity.PASSPORT,
                Strength.BARE,
                GeneralForms::isPassport,
                "999999999",
                "99999999",
                "AXXXXXXXX",
                "A9999999",
                "AA9999999",
                "AA999999",
                "A9 999999",
                "A9 99999",
                "99AA99999"));
        for (int length = SHORTEST_LICENCE; length <= LONGEST_LICENCE; length++) {
            all.addAll(Form.of(Entity.DRIVER_LICENSE, Strength.BARE, GeneralForms::isLicence, "X".repeat(length)));
        }
        all.addAll(Form.of(Entity.DRIVER_LICENSE, Strength.WEAK, id -> true, "99-99-999999-99", "AA9999999A"));
        all.addAll(Form.of(
                Entity.DRIVER_LICENSE,
                Strength.BARE,
                id -> true,
                "A999-9999-9999",
                "A999-999-999-999",
                "A999-999-99-999-9",
                "99-999-9999",
                "999~999~999"));
    }

    private static void plates(List<Form> all) {
        String[] indian = {"AA99AA9999", "AA99A9999", "AA~99~AA~9999", "AA~99~A~9999"};
        all.addAll(Form.of(Entity.LICENSE_PLATE, Strength.WEAK, id -> true, indian));
        all.addAll(Form.of(Entity.LICENSE_PLATE, Strength.WEAK, id -> true, "AAA-999AA", "AAA999AA"));
        for (int letters = 1; letters <= 3; letters++) {
            for (int digits = 2; digits <= 4; digits++) {
                String letter = "A".repeat(letters);
                String digit = "9".repeat(digits);
                all.addAll(Form.of(
                        Entity.LICENSE_PLATE,
                        Strength.WEAK,
                        GeneralForms::isTurkishPlate,
                        "99 " + letter + " " + digit,
                        "99" + letter + digit));
            }
        }
    }

    /** What the great networks give. */
    private static boolean isCard(String id) {
        int four = Checks.number(id, 0, 4);
        int two = four / 100;
        boolean network = switch (id.length()) {
            case 13, 19 -> two / 10 == 4;
            case 14 -> two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059) || four / 10 == 309;
            case 15 -> two == 34 || two == 37 || four == 2131 || four == 1800;
            case 16 ->
                two / 10 == 4
                        || (two >= 51 && two <= 55)
                        || (four >= 2221 && four <= 2720)
                        || (four >= 3528 && four <= 3589)
                        || four == 6011
                        || (four >= 6440 && two <= 65)
                        || two == 62;
            default -> false;
        };
        return network && Checks.luhn(id) && !Checks.isOneDigit(id);
    }

    /** Other networks and lengths; none begins with a digit above 6. */
    private static boolean isRareCard(String id) {
        boolean given = id.charAt(0) >= '1' && id.charAt(0) <= '6';
        return given && Checks.luhn(id) && !Checks.isOneDigit(id);
    }

    private static boolean isMac(String id) {
        return id.chars().allMatch(c -> Text.isHex((char) c)) && !Checks.isOneDigit(id);
    }

    private static boolean isPassport(String id) {
        return digits(id) >= DIGITS_OF_PASSPORTS;
    }

    private static boolean isLicence(String id) {
        return digits(id) >= DIGITS_OF_LICENCES;
    }

    private static boolean isTurkishPlate(String id) {
        int province = Checks.number(id, 0, 2);
        return province >= 1 && province <= 81;
    }

    private static long digits(String id) {
        return id.chars().filter(Character::isDigit).count();
    }
}
