package ai.gateway.mask;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Something of the same kind that belongs to nobody: what is set apart for examples. Of what there is none, a name stands. */
final class Synthetic implements Names {

    private static final String[] PEOPLE = {"alex", "sam", "kim", "robin", "jo", "chris", "pat", "lee"};

    private final Map<String, Integer> last = new HashMap<>();
    private final Names other = new Numbered();

    @Override
    public String of(String type, String original, int attempt) {
        int number = last.merge(type, 1, Integer::sum);
        return switch (type) {
            case "EMAIL" -> PEOPLE[number % PEOPLE.length] + "." + number + "@example.com";
            case "PHONE" -> String.format(Locale.ROOT, "+1-202-555-%04d", 100 + number % 100) + beyond(number, 100);
            case "CREDIT_CARD" -> card(number);
            case "IBAN" -> iban(number);
            case "IP" -> original.indexOf(':') < 0 ? v4(number) : String.format(Locale.ROOT, "2001:db8::%x", number);
            case "MAC" -> String.format(Locale.ROOT, "00:00:5e:00:53:%02x", number % 256) + beyond(number, 256);
            default -> other.of(type, original, attempt);
        };
    }

    /** Where there are more than are set apart. */
    private static String beyond(int number, int most) {
        return number < most ? "" : "x" + number;
    }

    /** The networks that documents may use. */
    private static String v4(int number) {
        String[] nets = {"192.0.2.", "198.51.100.", "203.0.113."};
        return nets[number / 254 % nets.length] + (1 + number % 254) + beyond(number, 762);
    }

    private static String card(int number) {
        String digits = String.format(Locale.ROOT, "400000000%06d", number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            int twice = i % 2 == 0 ? 2 * digit : digit;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** Of a bank that does not exist. */
    private static String iban(int number) {
        String account = String.format(Locale.ROOT, "00000000%010d", number);
        long rest = 0;
        for (char digit : (account + "131400").toCharArray()) {
            rest = (rest * 10 + digit - '0') % 97;
        }
        return String.format(Locale.ROOT, "DE%02d%s", 98 - rest, account);
    }
}
