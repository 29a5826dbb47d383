package ai.gateway.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The table's lines, found by whatever a model may be called. Filled once, then only read. A line is taken apart when
 * somebody asks for it: most are of models that a gateway never sees.
 */
final class BuiltInFacts {

    private final Map<String, Provider> providers = new HashMap<>();

    /** By a model's name anywhere. */
    private final Map<String, List<TableLine>> anywhere = new HashMap<>();

    /**
     * One provider's lines.
     *
     * @param exact by the model's name
     * @param plain by the plain name: of the lines that differ by their date alone, the one without, or else the newest
     */
    private record Provider(Map<String, TableLine> exact, Map<String, TableLine> plain) {

        private static final Provider UNKNOWN = new Provider(Map.of(), Map.of());
    }

    private final CRC32 sum = new CRC32();

    String version() {
        return hex(sum);
    }

    static String hex(CRC32 sum) {
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    void add(TableLine line) {
        sum.update((line.provider() + "," + line.model() + "," + line.rest() + "\n").getBytes(UTF_8));
        Provider provider =
                providers.computeIfAbsent(line.provider(), any -> new Provider(new HashMap<>(), new HashMap<>()));
        provider.exact.put(line.model(), line);
        provider.plain.merge(Names.plain(line.provider(), line.model()), line, BuiltInFacts::newer);
        anywhere.computeIfAbsent(Names.anywhere(line.model()), any -> new ArrayList<>(2))
                .add(line);
    }

    /** The provider's own line, and where that says nothing, what its model is elsewhere. */
    ModelFacts find(String provider, String model) {
        return own(provider, model).over(elsewhere(model));
    }

    private ModelFacts own(String name, String model) {
        Provider provider = providers.getOrDefault(name, Provider.UNKNOWN);
        for (String called : Names.of(name, model)) {
            TableLine line = provider.exact.get(called);
            if (line != null) {
                return line.facts();
            }
        }
        TableLine line = provider.plain.get(Names.plain(name, model));
        return line == null ? ModelFacts.UNKNOWN : line.facts();
    }

    /** What the most generous of its providers make of it. What they charge is their own affair. */
    private ModelFacts elsewhere(String model) {
        return anywhere.getOrDefault(Names.anywhere(model), List.of()).stream()
                .map(line -> line.facts().withoutPrices())
                .reduce(ModelFacts::orBetter)
                .orElse(ModelFacts.UNKNOWN);
    }

    /** Of the same date, the shorter name is the one without a region. */
    private static TableLine newer(TableLine one, TableLine other) {
        String date = Names.date(one.model());
        String otherDate = Names.date(other.model());
        if (date.equals(otherDate)) {
            return one.model().length() <= other.model().length() ? one : other;
        }
        boolean first = date.isEmpty() || (!otherDate.isEmpty() && date.compareTo(otherDate) > 0);
        return first ? one : other;
    }
}
