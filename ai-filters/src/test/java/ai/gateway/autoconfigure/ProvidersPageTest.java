package ai.gateway.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The docs and the editors' hints say what {@code providers.yml} says. Run with {@code -Ddocs.write} to write the page. */
class ProvidersPageTest {

    private static final Path PAGE = Path.of("../docs/providers.md");
    private static final String BEGIN = "<!-- table: written by ProvidersPageTest with -Ddocs.write -->\n";
    private static final String END = "<!-- end of table -->";

    private final BuiltIns builtIns = BuiltIns.load();
    private final EnumerablePropertySource<?> source = (EnumerablePropertySource<?>) builtIns.source();

    @Test
    void page_table_isWhatTheFileSays() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        String expected = page.substring(0, from) + table() + page.substring(page.indexOf(END));
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
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

    private String table() {
        StringBuilder table = new StringBuilder(
                "| name | dialects | base-url | auth | environment variables |\n|---|---|---|---|---|\n");
        for (String name : builtIns.names()) {
            table.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(String.join(", ", builtIns.dialects("ai.gateway.providers." + name)))
                    .append(" | `")
                    .append(value(name, "base-url").replaceAll("^\\$\\{[A-Z_]+:(.*)}$", "$1"))
                    .append("` | ")
                    .append(value(name, "auth").isEmpty() ? "none, or bearer with a key" : value(name, "auth"))
                    .append(" | ")
                    .append(variables(name))
                    .append(" |\n");
        }
        return table.toString();
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
