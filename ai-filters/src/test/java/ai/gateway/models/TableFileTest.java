package ai.gateway.models;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableFileTest {

    private final List<TableLine> lines = TableFile.lines();

    @Test
    void lines_allOfThem_canBeTakenApartAndAreThereOnce() {
        assertThat(lines)
                .hasSizeGreaterThan(1_700)
                .allSatisfy(line -> assertThat(line.facts()).isNotEqualTo(ModelFacts.UNKNOWN));
        assertThat(lines.stream().map(line -> line.provider() + "/" + line.model()))
                .doesNotHaveDuplicates();
    }

    @Test
    void lines_theirProviders_areThoseOfTheCatalogue() throws IOException {
        Set<String> known = text("/ai/gateway/providers.yml")
                .lines()
                .filter(line -> line.startsWith("  ") && line.endsWith(":") && line.charAt(2) != ' ')
                .map(line -> line.substring(2, line.length() - 1))
                .collect(Collectors.toSet());
        Set<String> strangers = new TreeSet<>();
        lines.forEach(line -> strangers.add(line.provider()));
        strangers.removeAll(known);

        assertThat(known).contains("openai", "ollama");
        assertThat(strangers).isEmpty();
    }

    @Test
    void file_forTheClassPath_isSmall() throws IOException {
        assertThat(text("/ai/gateway/models.csv").length()).isLessThan(300_000);
    }

    @Test
    void of_whatIsNoLine_isRefused() {
        assertThatThrownBy(() -> TableLine.of("openai")).hasMessageContaining("expected: provider,model,");
        assertThatThrownBy(() -> TableLine.of("p,m,1,2,tools").facts()).hasMessageContaining("expected: 4 columns");
        assertThatThrownBy(() -> TableLine.of("p,m,1,2,tools,in=1,").facts())
                .hasMessageContaining("expected: 4 columns");
        assertThatThrownBy(() -> TableLine.of("p,m,1,2,flying,").facts())
                .hasMessageContaining("flying (expected: an ability)");
        assertThatThrownBy(() -> TableLine.of("p,m,1,2,,out").facts()).hasMessageContaining("out (expected: a price)");
        assertThatThrownBy(() -> TableLine.of("p,m,1,2,,flex:image=1").facts())
                .hasMessageContaining("(expected: a price)");
    }

    private static String text(String name) throws IOException {
        try (InputStream file = TableFile.class.getResourceAsStream(name)) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
