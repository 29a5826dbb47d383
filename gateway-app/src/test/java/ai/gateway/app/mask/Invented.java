package ai.gateway.app.mask;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What tells of persons who do not exist, and keys to nothing: each of a kind, and spelled in a way, that a mask must know. */
final class Invented {

    /** Words of our own, with all in them that JSON, HTML and the like would write otherwise. */
    static final List<String> WORDS =
            List.of("Zoë \"Z\" O'Hara\\Smith", "Kästner & Söhne <kg>", "Ольга Петровна", "Fox \uD83E\uDD8A Den");

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String CHECKS = "TRWAGMYFPDXBNJZSQVHLCKE";

    private final Random dice;

    Invented(Random dice) {
        this.dice = dice;
    }

    String next() {
        return switch (dice.nextInt(9)) {
            case 0 -> "ann.smith" + number(4) + "@corp.example";
            case 1 -> "zoë.müller+" + number(3) + "@bücher.example";
            case 2 -> dice.nextBoolean() ? "+44 20 7946 0" + number(3) : "+49 30 90" + number(4);
            case 3 -> iban();
            case 4 -> card();
            case 5 -> nationalId();
            case 6 -> address();
            case 7 -> "ghp" + "_" + letters(36);
            default -> WORDS.get(dice.nextInt(WORDS.size()));
        };
    }

    /** Digits alone: what a tool may say as a number. */
    String plainCard() {
        String fifteen = "4" + number(14);
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = fifteen.charAt(i) - '0';
            int twice = i % 2 == 0 ? 2 * digit : digit;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return fifteen + (10 - sum % 10) % 10;
    }

    private String card() {
        String card = plainCard();
        return switch (dice.nextInt(4)) {
            case 0 -> card;
            case 1 -> grouped(card, "-");
            case 2 -> grouped(card, "\u00a0");
            default -> grouped(card, " ");
        };
    }

    private String iban() {
        String account = number(18);
        int rest =
                new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        String iban = String.format(Locale.ROOT, "DE%02d%s", 98 - rest, account);
        return dice.nextBoolean() ? iban : grouped(iban, " ");
    }

    private String nationalId() {
        if (dice.nextBoolean()) {
            return String.format(
                    Locale.ROOT,
                    "%03d-%02d-%04d",
                    100 + dice.nextInt(500),
                    1 + dice.nextInt(99),
                    1 + dice.nextInt(9999));
        }
        String digits = "1" + number(7);
        return digits + CHECKS.charAt(Integer.parseInt(digits) % 23);
    }

    private String address() {
        return dice.nextBoolean()
                ? "10." + (10 + dice.nextInt(240)) + '.' + dice.nextInt(256) + '.' + (10 + dice.nextInt(240))
                : String.format(
                        Locale.ROOT,
                        "2001:db8:%x:%x::%x",
                        4096 + dice.nextInt(60000),
                        4096 + dice.nextInt(60000),
                        1 + dice.nextInt(60000));
    }

    private static String grouped(String text, String space) {
        return String.join(space, text.split("(?<=\\G.{4})"));
    }

    private String number(int digits) {
        return dice.ints(digits, '0', '9' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String letters(int count) {
        return dice.ints(count, 0, LETTERS.length())
                .map(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
