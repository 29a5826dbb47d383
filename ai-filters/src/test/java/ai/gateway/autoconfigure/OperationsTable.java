package ai.gateway.autoconfigure;

import ai.gateway.exchange.Operation;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the built-in providers do in which of their dialects. */
record OperationsTable(BuiltIns builtIns, Catalogue catalogue) {

    private static final List<Operation> COLUMNS = List.of(
            Operation.CHAT,
            Operation.EMBEDDINGS,
            Operation.RERANK,
            Operation.IMAGE,
            Operation.SPEECH,
            Operation.COUNT_TOKENS,
            Operation.MODELS);

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| name | chat | embeddings | rerank | image | speech | count-tokens | models | relayed only |");
        lines.add(PageTable.rule(COLUMNS.size() + 2));
        for (String name : builtIns.names()) {
            Provider provider = catalogue.get(name);
            List<String> cells = new ArrayList<>(List.of("`" + name + "`"));
            COLUMNS.forEach(operation -> cells.add(cell(provider, operation)));
            cells.add(rest(provider));
            lines.add(PageTable.row(cells));
        }
        return lines;
    }

    /** Also of a provider that lacks what its places are made of. */
    static boolean takes(Provider provider, String dialect, Operation operation) {
        Set<Operation> known = provider.operations().get(dialect);
        return known == null || known.contains(operation);
    }

    private String cell(Provider provider, Operation operation) {
        List<String> spoken = builtIns.dialects("ai.gateway.providers." + provider.name());
        String cell = spoken.stream()
                .filter(dialect -> takes(provider, dialect, operation))
                .filter(dialect -> isListed(provider, dialect) || isKnownTo(dialect, operation))
                .map(dialect -> isListed(provider, dialect) ? dialect : dialect + "?")
                .collect(Collectors.joining(", "));
        boolean chats = spoken.stream().anyMatch(dialect -> takes(provider, dialect, Operation.CHAT));
        return cell.isEmpty() && operation == Operation.COUNT_TOKENS && chats ? "estimated" : cell;
    }

    private static boolean isListed(Provider provider, String dialect) {
        return provider.operations().containsKey(dialect);
    }

    /** Whether the dialect has that operation. */
    private static boolean isKnownTo(String id, Operation operation) {
        var dialect = new PipelineAutoConfiguration().aiDialects().get(id);
        return operation == Operation.MODELS ? dialect.models() != null : Translator.codec(dialect, operation) != null;
    }

    private static String rest(Provider provider) {
        TreeSet<String> rest = new TreeSet<>();
        provider.operations().values().stream()
                .flatMap(Set::stream)
                .filter(operation -> !COLUMNS.contains(operation))
                .forEach(operation -> rest.add(operation.name().toLowerCase(Locale.ROOT)));
        return String.join(", ", rest);
    }
}
