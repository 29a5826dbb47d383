package ai.gateway.secrets;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of {@code docs/secrets.md} has the rules. Run with {@code -Ddocs.write} to write it. */
class RulesPageTest {

    private static final Path PAGE = Path.of("../docs/secrets.md");
    private static final String BEGIN = "<!-- table: rules -->\n";
    private static final String END = "<!-- end of table -->";

    @Test
    void page_hasTheRules() throws IOException {
        String page = Files.readString(PAGE);
        String expected =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String table() {
        Map<String, List<Rule>> rules =
                Rule.all().stream().collect(Collectors.groupingBy(Rule::name, LinkedHashMap::new, Collectors.toList()));
        StringBuilder table = new StringBuilder("| rule | of | score | found |\n|---|---|---|---|\n");
        rules.forEach((name, lines) -> table.append("| %s | %s | %s | %s |%n"
                .formatted(name, lines.get(0).issuer(), scores(lines), found(lines))
                .replace(System.lineSeparator(), "\n")));
        return table.toString();
    }

    private static String scores(List<Rule> lines) {
        return lines.stream().map(Rule::score).distinct().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String found(List<Rule> lines) {
        TreeSet<String> words = new TreeSet<>();
        lines.forEach(line -> words.addAll(line.words()));
        boolean format = lines.stream().anyMatch(line -> line.words().isEmpty() && !line.isHandmade());
        boolean handmade = lines.stream().anyMatch(Rule::isHandmade);
        String by = handmade ? "by its place" : format ? "by its format" : "";
        String named = words.isEmpty() ? "" : "by its name: `" + String.join("`, `", words) + "`";
        return by + (by.isEmpty() || named.isEmpty() ? "" : "; ") + named;
    }
}
