package ai.gateway.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table's lines, found by whatever a model may be called. Filled once, then only read. A line is taken apart when
 * somebody asks for it: most are of models that a gateway never sees.
 */
final class BuiltInFacts {

    /** By provider and model. */
    private final Map<String, TableLine> exact = new HashMap<>();

    /** By provider and plain name: of the lines that differ by their date alone, the one without, or else the newest. */
    private final Map<String, TableLine> newest = new HashMap<>();

    /** By a model's name anywhere. */
    private final Map<String, List<TableLine>> anywhere = new HashMap<>();

    void add(TableLine line) {
        String provider = line.provider();
        String model = line.model();
        exact.put(key(provider, model), line);
        newest.merge(key(provider, Names.plain(provider, model)), line, BuiltInFacts::newer);
        anywhere.computeIfAbsent(Names.anywhere(model), any -> new ArrayList<>(2))
                .add(line);
    }

    /** The provider's own line, and where that says nothing, what its model is elsewhere. */
    ModelFacts find(String provider, String model) {
        return own(provider, model).over(elsewhere(model));
    }

    private ModelFacts own(String provider, String model) {
        for (String name : Names.of(provider, model)) {
            TableLine line = exact.get(key(provider, name));
            if (line != null) {
                return line.facts();
            }
        }
        TableLine line = newest.get(key(provider, Names.plain(provider, model)));
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

    private static String key(String provider, String model) {
        return provider + "/" + model;
    }
}
