package ai.gateway.pii;

import java.util.ArrayList;
import java.util.List;

/** Ids of Australia. */
final class AustralianForms {

    private AustralianForms() {}

    static List<Form> all() {
        List<Form> all = new ArrayList<>();
        all.addAll(Form.of(Entity.AU_TFN, Strength.WEAK, AustralianForms::isTfn, "999999999", "999~999~999"));
        all.addAll(Form.of(Entity.AU_MEDICARE, Strength.DISTINCT, AustralianForms::isMedicare, "9999~99999~9"));
        all.addAll(Form.of(Entity.AU_MEDICARE, Strength.WEAK, AustralianForms::isMedicare, "9999999999"));
        all.addAll(Form.of(Entity.AU_ABN, Strength.PROVEN, AustralianForms::isAbn, "99~999~999~999"));
        all.addAll(Form.of(Entity.AU_ABN, Strength.DISTINCT, AustralianForms::isAbn, "99999999999"));
        all.addAll(Form.of(Entity.AU_ACN, Strength.WEAK, AustralianForms::isAcn, "999999999", "999~999~999"));
        return all;
    }

    private static boolean isTfn(String id) {
        return Checks.weighted(id, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0 && !Checks.isOneDigit(id);
    }

    private static boolean isMedicare(String id) {
        boolean given = id.charAt(0) >= '2' && id.charAt(0) <= '6';
        return given && Checks.weighted(id, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == Checks.digit(id, 8);
    }

    /** One is taken from the first digit. */
    private static boolean isAbn(String id) {
        int sum = Checks.weighted(id, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10;
        return id.charAt(0) != '0' && sum % 89 == 0;
    }

    private static boolean isAcn(String id) {
        int sum = Checks.weighted(id, 8, 7, 6, 5, 4, 3, 2, 1);
        return (10 - sum % 10) % 10 == Checks.last(id) && !Checks.isOneDigit(id);
    }
}
