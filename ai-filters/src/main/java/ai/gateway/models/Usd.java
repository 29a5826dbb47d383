package ai.gateway.models;

/**
 * Amounts of money as whole numbers: millionths of a millionth of a US dollar. Prices of single tokens are whole numbers
 * of them, so that nothing is ever rounded; a long holds nine million dollars.
 */
public final class Usd {

    /** The decimals of a dollar that there are. */
    private static final int DECIMALS = 12;

    /** What a price by the million tokens has less of them than the price of one token. */
    private static final int MILLION = 6;

    private static final int MAX_DIGITS = 18;

    private Usd() {}

    /** The price of one token, from dollars for a million of them, such as {@code 0.75}. */
    public static long perMillion(String dollars) {
        return exact(dollars, DECIMALS - MILLION);
    }

    /** From dollars, such as {@code 0.039}. */
    public static long of(String dollars) {
        return exact(dollars, DECIMALS);
    }

    private static long exact(String number, int decimals) {
        int point = number.indexOf('.');
        int fraction = point < 0 ? 0 : number.length() - point - 1;
        int digits = point < 0 ? number.length() : number.length() - 1;
        if (digits == 0 || fraction > decimals || digits - fraction + decimals > MAX_DIGITS) {
            throw wrong(number, decimals);
        }
        long amount = 0;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '0' && c <= '9') {
                amount = amount * 10 + (c - '0');
            } else if (i != point) {
                throw wrong(number, decimals);
            }
        }
        for (int i = fraction; i < decimals; i++) {
            amount *= 10;
        }
        return amount;
    }

    private static IllegalArgumentException wrong(String number, int decimals) {
        return new IllegalArgumentException(
                "price: " + number + " (expected: US dollars, at most " + decimals + " digits after the point)");
    }
}
