package ai.gateway.autoconfigure;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.Head;
import ai.gateway.dialect.ModelList;
import ai.gateway.dialect.ProviderOnly;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of {@code docs/translation.md} say what the codecs do. Run with {@code -Ddocs.write} to write them. */
class TranslationPageTest {

    private static final String PAGE = "translation.md";
    private static final List<String> DIALECTS =
            List.of("openai", "responses", "anthropic", "gemini", "bedrock", "cohere", "ollama");
    private static final List<Operation> OPERATIONS = List.of(
            Operation.CHAT,
            Operation.EMBEDDINGS,
            Operation.RERANK,
            Operation.IMAGE,
            Operation.SPEECH,
            Operation.COUNT_TOKENS);

    private final Dialects dialects = new PipelineAutoConfiguration().aiDialects();
    private final Catalogue catalogue = Configured.by("").catalogue();
    private final BuiltIns builtIns = BuiltIns.load();

    @Test
    void operations_table_isWhatTheCodecsDo() throws IOException {
        List<String> lines = new ArrayList<>(head("operation", DIALECTS));
        for (Operation operation : OPERATIONS) {
            List<String> cells = new ArrayList<>(List.of(name(operation)));
            DIALECTS.forEach(dialect -> cells.add(part(dialect, operation)));
            lines.add(PageTable.row(cells));
        }
        List<String> cells = new ArrayList<>(List.of("models"));
        DIALECTS.forEach(dialect -> cells.add(lists(dialects.get(dialect))));
        lines.add(PageTable.row(cells));
        PageTable.hold(PAGE, "operations", lines);
    }

    @Test
    void chats_table_isWhatTheCodecsWrite() throws IOException {
        List<String> lines = new ArrayList<>(head("", DIALECTS));
        for (Saying saying : Saying.chats()) {
            List<String> cells = new ArrayList<>(List.of(label(saying)));
            DIALECTS.forEach(dialect -> cells.add(cell(saying, dialect)));
            lines.add(PageTable.row(cells));
        }
        PageTable.hold(PAGE, "chats", lines);
    }

    @Test
    void others_table_isWhatTheCodecsWrite() throws IOException {
        List<String> spoken = List.of("openai", "gemini", "bedrock", "cohere", "ollama");
        List<String> lines = new ArrayList<>(head("", spoken));
        for (Saying saying : Saying.others()) {
            List<String> cells = new ArrayList<>(List.of(name(saying.operation()) + ": " + label(saying)));
            spoken.forEach(dialect -> cells.add(cell(saying, dialect)));
            lines.add(PageTable.row(cells));
        }
        PageTable.hold(PAGE, "others", lines);
    }

    /** Providers that differ from their dialect in the same way share a line. */
    @Test
    void accents_table_isWhatTheCatalogueSays() throws IOException {
        Map<List<String>, List<String>> byAccent = new LinkedHashMap<>();
        for (Provider provider : catalogue.providers()) {
            byAccent.computeIfAbsent(accent(provider), key -> new ArrayList<>()).add("`" + provider.name() + "`");
        }
        List<String> lines = new ArrayList<>(List.of(
                "| provider | left out, and told | left out without a word | said otherwise |", PageTable.rule(4)));
        byAccent.forEach((accent, names) -> {
            List<String> cells = new ArrayList<>(List.of(String.join(", ", names)));
            cells.addAll(accent);
            if (accent.stream().anyMatch(cell -> !cell.isEmpty())) {
                lines.add(PageTable.row(cells));
            }
        });
        PageTable.hold(PAGE, "accents", lines);
    }

    @Test
    void cells_ofWellKnownCases_areRight() {
        Map<String, Saying> sayings = new LinkedHashMap<>();
        Saying.chats().forEach(saying -> sayings.put(saying.name(), saying));
        assertThat(cell(sayings.get("seed"), "openai")).isEqualTo("✓");
        assertThat(cell(sayings.get("seed"), "anthropic")).isEqualTo("✗");
        assertThat(cell(sayings.get("seed"), "gemini")).isEqualTo("`generationConfig.seed`");
        assertThat(cell(sayings.get("seed"), "ollama")).isEqualTo("`options.seed`");
        assertThat(cell(sayings.get("picture"), "anthropic")).isEqualTo("✓");
        assertThat(Saying.chats()).extracting(Saying::name).doesNotHaveDuplicates();
    }

    private String part(String dialect, Operation operation) {
        Object codec = Translator.codec(dialects.get(dialect), operation);
        if (codec == null) {
            return "";
        }
        boolean asks = !(codec instanceof ProviderOnly<?, ?>);
        boolean answers = Stream.concat(Saying.chats().stream(), Saying.others().stream())
                .filter(saying -> saying.operation() == operation)
                .limit(1)
                .allMatch(translator(dialect, Traits.NONE)::isSayable);
        return asks && answers ? "client, provider" : asks ? "client" : "provider";
    }

    /** A dialect whose clients cannot be told from others by what they ask for is of its providers only. */
    private static String lists(Dialect dialect) {
        ModelList lists = dialect.models();
        if (lists == null) {
            return "";
        }
        Call call = dialect.recognise(new Listing(lists.path().replaceAll("[?].*", ""), dialect.requestHeaders()));
        return call == null || lists.asked(call) == null ? "provider" : "client, provider";
    }

    private record Listing(String path, Map<String, String> headers) implements Head {

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    private String cell(Saying saying, String dialect) {
        Translator translator = translator(dialect, Traits.NONE);
        return translator.isSayable(saying) ? Crossing.of(saying, translator).cell(saying) : "";
    }

    /** How a provider differs from the first of its dialects that does the thing. */
    private List<String> accent(Provider provider) {
        TreeSet<String> told = new TreeSet<>();
        TreeSet<String> silent = new TreeSet<>();
        TreeSet<String> otherwise = new TreeSet<>();
        Stream.concat(Saying.chats().stream(), Saying.others().stream()).forEach(saying -> {
            String dialect = dialect(provider, saying);
            String usual = dialect.isEmpty() ? "" : cell(saying, dialect);
            if (usual.isEmpty()) {
                return;
            }
            String here =
                    Crossing.of(saying, translator(dialect, provider.traits())).cell(saying);
            if (!here.equals(usual)) {
                switch (here) {
                    case "" -> {}
                    case "400" -> told.add(label(saying) + " (400)");
                    case "✗" -> told.add(label(saying));
                    case "–" -> silent.add(label(saying));
                    default -> otherwise.add(label(saying) + " → " + here);
                }
            }
        });
        return List.of(String.join(", ", told), String.join(", ", silent), String.join(", ", otherwise));
    }

    private String dialect(Provider provider, Saying saying) {
        return builtIns.dialects("ai.gateway.providers." + provider.name()).stream()
                .filter(id -> OperationsTable.takes(provider, id, saying.operation()))
                .filter(id -> translator(id, Traits.NONE).isSayable(saying))
                .findFirst()
                .orElse("");
    }

    private Translator translator(String dialect, Traits traits) {
        return new Translator(dialects, dialect, traits);
    }

    private static List<String> head(String first, List<String> columns) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(columns);
        return List.of(PageTable.row(cells), PageTable.rule(cells.size()));
    }

    private static String label(Saying saying) {
        return saying.isParameter() ? "`" + saying.name() + "`" : saying.name();
    }

    private static String name(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
