package ai.gateway.models;

import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A line of the table.
 *
 * @param rest the columns behind the names: input, output, abilities, prices
 */
record TableLine(String provider, String model, String rest) {

    private static final int COLUMNS = 4;

    private static final Map<String, Ability> ABILITIES = new HashMap<>();

    static {
        for (Ability ability : Ability.values()) {
            ABILITIES.put(ability.name().toLowerCase(Locale.ROOT).replace('_', '-'), ability);
        }
    }

    static TableLine of(String line) {
        int model = line.indexOf(',') + 1;
        int rest = line.indexOf(',', model) + 1;
        if (model == 0 || rest == 0) {
            throw wrong(line, "provider,model,input,output,abilities,prices");
        }
        // One string for all lines of a provider.
        String provider = line.substring(0, model - 1).intern();
        return new TableLine(provider, line.substring(model, rest - 1), line.substring(rest));
    }

    /** Taken apart at each call: who asks keeps them. */
    ModelFacts facts() {
        String[] cells = cells(rest);
        Set<Ability> has = EnumSet.noneOf(Ability.class);
        Set<Ability> lacks = EnumSet.noneOf(Ability.class);
        for (String word : words(cells[2])) {
            boolean not = word.startsWith("-");
            Ability ability = ABILITIES.get(not ? word.substring(1) : word);
            if (ability == null) {
                throw wrong(word, "an ability");
            }
            (not ? lacks : has).add(ability);
        }
        return new ModelFacts(limit(cells[0]), limit(cells[1]), has, lacks, prices(words(cells[3])));
    }

    private static Prices prices(List<String> words) {
        long[] fees = Amounts.absent(Fees.WORDS.size());
        Map<String, long[]> rates = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            int colon = word.lastIndexOf(':');
            String name = word.substring(colon + 1, Math.max(equals, colon + 1));
            String amount = word.substring(equals + 1);
            int fee = Fees.WORDS.indexOf(name);
            int rate = Rates.WORDS.indexOf(name);
            if (rate >= 0) {
                String where = word.substring(0, Math.max(colon, 0));
                rates.computeIfAbsent(where, any -> Amounts.absent(Rates.WORDS.size()))[rate] = Usd.perMillion(amount);
            } else if (fee >= 0 && colon < 0) {
                fees[fee] = Usd.of(amount);
            } else {
                throw wrong(word, "a price");
            }
        }
        long[] standard = rates.remove("");
        List<Prices.Variant> variants = new ArrayList<>();
        rates.forEach((where, amounts) -> variants.add(variant(where, Rates.of(amounts))));
        return new Prices(standard == null ? Rates.NONE : Rates.of(standard), variants, Fees.of(fees));
    }

    /** Such as {@code batch}, {@code 200k} and {@code batch:200k}. */
    private static Prices.Variant variant(String where, Rates rates) {
        boolean tier = where.endsWith("k");
        int colon = where.indexOf(':');
        String service = tier ? where.substring(0, Math.max(colon, 0)) : where;
        long above = tier ? 1000 * Long.parseLong(where.substring(colon + 1, where.length() - 1)) : 0;
        Service asked = service.isEmpty() ? Service.STANDARD : Service.valueOf(service.toUpperCase(Locale.ROOT));
        return new Prices.Variant(asked, above, rates);
    }

    private static long limit(String cell) {
        return cell.isEmpty() ? Usage.ABSENT : Long.parseLong(cell);
    }

    private static List<String> words(String cell) {
        List<String> words = new ArrayList<>();
        for (int from = 0; from < cell.length(); ) {
            int space = cell.indexOf(' ', from);
            int to = space < 0 ? cell.length() : space;
            words.add(cell.substring(from, to));
            from = to + 1;
        }
        return words;
    }

    private static String[] cells(String line) {
        String[] cells = new String[COLUMNS];
        int from = 0;
        for (int i = 0; i < COLUMNS; i++) {
            int comma = line.indexOf(',', from);
            if ((comma < 0) != (i == COLUMNS - 1)) {
                throw wrong(line, COLUMNS + " columns");
            }
            cells[i] = line.substring(from, comma < 0 ? line.length() : comma);
            from = comma + 1;
        }
        return cells;
    }

    private static IllegalArgumentException wrong(String what, String expected) {
        return new IllegalArgumentException("models.csv: " + what + " (expected: " + expected + ")");
    }
}
