package ai.gateway.pii;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ids of North and South America. */
final class AmericanForms {

    /** Numbers that were printed in advertisements and leaflets. */
    private static final Set<String> SPECIMENS = Set.of("078051120", "219099999", "457555462", "123456789");

    private static final String CURP_SIGNS = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ";
    private static final String NPI_PREFIX = "80840";

    private AmericanForms() {}

    static List<Form> all() {
        List<Form> all = new ArrayList<>();
        usa(all);
        others(all);
        return all;
    }

    private static void usa(List<Form> all) {
        all.addAll(Form.of(Entity.US_SSN, Strength.DISTINCT, AmericanForms::isSsn, "999-99-9999"));
        all.addAll(Form.of(
                Entity.US_SSN,
                Strength.WEAK,
                AmericanForms::isSsn,
                "999 99 9999",
                "999.99.9999",
                "999-999999",
                "99999-9999"));
        all.addAll(Form.of(Entity.US_SSN, Strength.BARE, AmericanForms::isSsn, "999999999"));
        all.addAll(Form.of(Entity.US_ITIN, Strength.DISTINCT, AmericanForms::isItin, "999-99-9999"));
        all.addAll(Form.of(
                Entity.US_ITIN, Strength.WEAK, AmericanForms::isItin, "999 99 9999", "999-999999", "99999-9999"));
        all.addAll(Form.of(Entity.US_ITIN, Strength.BARE, AmericanForms::isItin, "999999999"));
        all.addAll(Form.of(Entity.US_ABA, Strength.WEAK, AmericanForms::isAba, "999999999", "9999-9999-9"));
        all.addAll(Form.of(Entity.US_NPI, Strength.WEAK, AmericanForms::isNpi, "9999999999"));
        all.addAll(Form.of(
                Entity.US_MBI,
                Strength.DISTINCT,
                AmericanForms::isMbi,
                "9AXXAXXAA99",
                "9AX9-AX9-AA99",
                "9AX9 AX9 AA99"));
        all.addAll(Form.of(Entity.US_DEA, Strength.DISTINCT, AmericanForms::isDea, "AX9999999"));
        for (int digits = 8; digits <= 17; digits++) {
            all.addAll(Form.of(Entity.US_BANK_ACCOUNT, Strength.BARE, id -> true, "9".repeat(digits)));
        }
    }

    private static void others(List<Form> all) {
        all.addAll(Form.of(Entity.CA_SIN, Strength.WEAK, AmericanForms::isSin, "999999999", "999~999~999"));
        all.addAll(Form.of(Entity.BR_CPF, Strength.PROVEN, AmericanForms::isCpf, "999.999.999-99"));
        all.addAll(Form.of(Entity.BR_CPF, Strength.DISTINCT, AmericanForms::isCpf, "99999999999", "999999999-99"));
        all.addAll(Form.of(
                Entity.BR_CNPJ, Strength.PROVEN, AmericanForms::isCnpj, "99.999.999/9999-99", "99999999999999"));
        all.addAll(Form.of(Entity.CL_RUT, Strength.DISTINCT, AmericanForms::isRut, "99.999.999-X", "9.999.999-X"));
        all.addAll(Form.of(Entity.CL_RUT, Strength.WEAK, AmericanForms::isRut, "99999999-X", "9999999-X"));
        all.addAll(Form.of(Entity.AR_CUIT, Strength.DISTINCT, AmericanForms::isCuit, "99-99999999-9"));
        all.addAll(Form.of(Entity.AR_CUIT, Strength.WEAK, AmericanForms::isCuit, "99999999999"));
        all.addAll(Form.of(Entity.MX_CURP, Strength.PROVEN, AmericanForms::isCurp, "AAAA999999AAAAAAX9"));
    }

    private static boolean isSsn(String id) {
        int area = Checks.number(id, 0, 3);
        boolean given = area != 0 && area != 666 && area < 900;
        return given
                && Checks.number(id, 3, 5) != 0
                && Checks.number(id, 5, 9) != 0
                && !Checks.isOneDigit(id)
                && !SPECIMENS.contains(id);
    }

    private static boolean isItin(String id) {
        int group = Checks.number(id, 3, 5);
        boolean given = (group >= 50 && group <= 65)
                || (group >= 70 && group <= 88)
                || (group >= 90 && group <= 92)
                || (group >= 94 && group <= 99);
        return id.charAt(0) == '9' && given;
    }

    private static boolean isAba(String id) {
        int bank = Checks.number(id, 0, 2);
        boolean given = bank <= 12 || (bank >= 21 && bank <= 32) || (bank >= 61 && bank <= 72) || bank == 80;
        return given && Checks.weighted(id, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0 && !Checks.isOneDigit(id);
    }

    private static boolean isNpi(String id) {
        return (id.charAt(0) == '1' || id.charAt(0) == '2') && Checks.luhn(NPI_PREFIX + id);
    }

    /** Its letters leave out those that look like digits. */
    private static boolean isMbi(String id) {
        boolean letters = id.chars().noneMatch(c -> "SLOIBZ".indexOf(c) >= 0);
        return letters && id.charAt(0) != '0' && Character.isDigit(id.charAt(3)) && Character.isDigit(id.charAt(6));
    }

    private static boolean isDea(String id) {
        boolean registrant = "ABCDEFGHJKLMPRSTUX".indexOf(id.charAt(0)) >= 0;
        boolean name = id.charAt(1) == '9' || Text.isAsciiLetter(id.charAt(1));
        String digits = id.substring(2);
        return registrant && name && Checks.weighted(digits, 1, 2, 1, 2, 1, 2) % 10 == Checks.last(id);
    }

    private static boolean isSin(String id) {
        return id.charAt(0) != '0' && id.charAt(0) != '8' && !Checks.isOneDigit(id) && Checks.luhn(id);
    }

    private static boolean isCpf(String id) {
        int first = Checks.weighted(id, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = Checks.weighted(id, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == Checks.digit(id, 9) && second == Checks.digit(id, 10) && !Checks.isOneDigit(id);
    }

    private static boolean isCnpj(String id) {
        int first = Checks.weighted(id, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = Checks.weighted(id, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == Checks.digit(id, 12) && second == Checks.digit(id, 13) && !Checks.isOneDigit(id);
    }

    private static boolean isRut(String id) {
        int sum = 0;
        int weight = 2;
        for (int i = id.length() - 2; i >= 0; i--) {
            sum += Checks.digit(id, i) * weight;
            weight = weight == 7 ? 2 : weight + 1;
        }
        return "0K987654321".charAt(sum % 11) == id.charAt(id.length() - 1);
    }

    private static boolean isCuit(String id) {
        boolean kind =
                Set.of("20", "23", "24", "25", "26", "27", "30", "33", "34").contains(id.substring(0, 2));
        int check = 11 - Checks.weighted(id, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return kind && check % 11 == Checks.last(id);
    }

    /** The Ñ that stands in the middle of its alphabet never stands in an id. */
    private static boolean isCurp(String id) {
        int sum = 0;
        for (int i = 0; i < id.length() - 1; i++) {
            sum += CURP_SIGNS.indexOf(id.charAt(i)) * (18 - i);
        }
        boolean sex = "HMX".indexOf(id.charAt(10)) >= 0;
        return sex && Days.isYearMonthDay(id, 4) && (10 - sum % 10) % 10 == Checks.last(id);
    }
}
