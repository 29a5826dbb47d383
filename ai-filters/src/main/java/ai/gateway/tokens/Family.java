package ai.gateway.tokens;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/**
 * How a family of models counts what it reads: one line of {@code ai/gateway/tokens.csv}, whose own first lines say what
 * each weight is.
 *
 * @param pieces what its models have in their names
 * @param vocabulary of the tokeniser that we have for it; null where we have none
 */
record Family(
        List<String> pieces,
        Prose prose,
        Turns turns,
        Tools tools,
        Vision vision,
        @Nullable Vocabulary vocabulary) {

    /** Tokens of texts against those of o200k. */
    record Prose(double text, boolean digitsApart, double data) {}

    /** What stands around texts. */
    record Turns(long base, long turn, long call, long thinks) {}

    /** What tools and schemas are to it. */
    record Tools(long first, long each, double text, long schema, double schemaText) {}

    static Family of(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != 15) {
            throw new IllegalArgumentException("tokens.csv: " + line + " (expected: 15 cells)");
        }
        return new Family(
                List.of(cells[0].split("\\+", -1)),
                new Prose(decimal(cells[1]), cells[2].equals("1"), decimal(cells[9])),
                new Turns(count(cells[3]), count(cells[4]), count(cells[10]), count(cells[5])),
                new Tools(count(cells[6]), count(cells[7]), decimal(cells[8]), count(cells[11]), decimal(cells[12])),
                Vision.of(cells[13]),
                cells[14].isEmpty() ? null : Vocabulary.valueOf(cells[14].toUpperCase(Locale.ROOT)));
    }

    /** @param provider with the slash that follows it; both in small letters */
    boolean has(String provider, String model) {
        for (String piece : pieces) {
            if (!(piece.indexOf('/') < 0 ? model : provider + model).contains(piece)) {
                return false;
            }
        }
        return true;
    }

    private static double decimal(String cell) {
        return Double.parseDouble(cell);
    }

    private static long count(String cell) {
        return Long.parseLong(cell);
    }
}
