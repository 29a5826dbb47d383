package ai.gateway.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The docs and the editors' hints say what {@code providers.yml} says. Run with {@code -Ddocs.write} to write the tables. */
class ProvidersPageTest {

    private static final String PAGE = "providers.md";

    private final BuiltIns builtIns = BuiltIns.load();
    private final EnumerablePropertySource<?> source = (EnumerablePropertySource<?>) builtIns.source();

    @Test
    void builtIn_table_isWhatTheFileSays() throws IOException {
        PageTable.hold(PAGE, "built-in", table());
    }

    @Test
    void operations_table_isWhatTheFileSays() throws IOException {
        OperationsTable table = new OperationsTable(builtIns, Configured.by("").catalogue());
        PageTable.hold(PAGE, "operations", table.lines());
    }

    @Test
    void hints_providers_areTheBuiltIns() throws IOException {
        String hints = new ClassPathResource("META-INF/additional-spring-configuration-metadata.json")
                .getContentAsString(StandardCharsets.UTF_8);

        List<String> hinted = Stream.of(hints.split("\"value\": \""))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf('"')))
                .toList();

        assertThat(hinted).isEqualTo(builtIns.names());
    }

    @Test
    void metadata_properties_areDescribed() throws IOException {
        String metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json")
                .getContentAsString(StandardCharsets.UTF_8);

        assertThat(metadata)
                .contains("\"name\": \"ai.gateway.limits.max-request-bytes\"", "\"defaultValue\": \"32MB\"")
                .contains("\"name\": \"ai.gateway.providers\"", "\"name\": \"ai.gateway.providers.keys\"");
        assertThat(metadata.split("\"description\": ")).hasSizeGreaterThan(17);
    }

    @Test
    void builtIns_places_areDistinct() {
        Map<String, List<String>> byPlace =
                builtIns.names().stream().collect(Collectors.groupingBy(name -> value(name, "base-url")));

        assertThat(byPlace.values()).allMatch(names -> names.size() == 1);
    }

    private List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("| name | dialects | base-url | auth | environment variables |");
        lines.add(PageTable.rule(5));
        for (String name : builtIns.names()) {
            String auth = value(name, "auth");
            lines.add(PageTable.row(List.of(
                    "`" + name + "`",
                    String.join(", ", builtIns.dialects("ai.gateway.providers." + name)),
                    "`" + value(name, "base-url").replaceAll("^\\$\\{[A-Z_]+:(.*)}$", "$1") + "`",
                    auth.isEmpty() ? "none, or bearer with a key" : auth,
                    variables(name))));
        }
        return lines;
    }

    private String value(String name, String setting) {
        Object value = source.getProperty("ai.gateway.providers." + name + "." + setting);
        return value == null ? "" : value.toString();
    }

    private String variables(String name) {
        String prefix = "ai.gateway.providers." + name + ".";
        return Arrays.stream(source.getPropertyNames())
                .filter(property -> property.startsWith(prefix))
                .map(property -> builtIns.variables(name, property.substring(prefix.length())))
                .filter(variables -> !variables.isEmpty())
                .map(variables ->
                        variables.stream().map(variable -> "`" + variable + "`").collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(", "));
    }
}
