package ai.gateway.pii;

/** Check digits, as many ids share them. All take ids without signs, in capitals. */
final class Checks {

    private static final int[][] VERHOEFF_PRODUCT = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
    };

    private static final int[] VERHOEFF_SHUFFLE = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    private static final int VERHOEFF_PERIOD = 8;
    private static final int[][] VERHOEFF_SHUFFLES = shuffles();

    private Checks() {}

    /** ISO/IEC 7812: every second digit from the right doubled. */
    static boolean luhn(String id) {
        int sum = 0;
        boolean twice = false;
        for (int i = id.length() - 1; i >= 0; i--) {
            int digit = digit(id, i) * (twice ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    static boolean verhoeff(String id) {
        int check = 0;
        for (int i = 0; i < id.length(); i++) {
            int digit = digit(id, id.length() - 1 - i);
            check = VERHOEFF_PRODUCT[check][VERHOEFF_SHUFFLES[i % VERHOEFF_PERIOD][digit]];
        }
        return check == 0;
    }

    /** ISO/IEC 7064, MOD 11,10. */
    static boolean mod11Comma10(String id) {
        int product = 10;
        for (int i = 0; i < id.length() - 1; i++) {
            int sum = (digit(id, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == digit(id, id.length() - 1);
    }

    /** What remains of a number of any length; letters stand for 10 to 35. */
    static int remainder(String number, int divisor) {
        int rest = 0;
        for (int i = 0; i < number.length(); i++) {
            int value = Character.digit(number.charAt(i), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % divisor;
        }
        return rest;
    }

    /** The sum of the first digits, each times its weight. */
    static int weighted(String id, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(id, i) * weights[i];
        }
        return sum;
    }

    static int digit(String id, int index) {
        return Character.digit(id.charAt(index), 10);
    }

    static int last(String id) {
        return digit(id, id.length() - 1);
    }

    static int number(String id, int start, int end) {
        return Integer.parseInt(id, start, end, 10);
    }

    static boolean isOneDigit(String id) {
        return id.chars().allMatch(c -> c == id.charAt(0));
    }

    private static int[][] shuffles() {
        int[][] all = new int[VERHOEFF_PERIOD][10];
        for (int digit = 0; digit < 10; digit++) {
            all[0][digit] = digit;
        }
        for (int i = 1; i < VERHOEFF_PERIOD; i++) {
            for (int digit = 0; digit < 10; digit++) {
                all[i][digit] = all[i - 1][VERHOEFF_SHUFFLE[digit]];
            }
        }
        return all;
    }
}
