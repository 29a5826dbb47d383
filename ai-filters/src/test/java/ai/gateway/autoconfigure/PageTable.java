package ai.gateway.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A table in the docs that is computed. */
final class PageTable {

    private static final String WRITE = "docs.write";
    private static final String END = "<!-- end of table -->";

    private PageTable() {}

    /** Holds the page against the table; writes it there instead, and then looks, where the tests are run so. */
    static synchronized void hold(String page, String name, List<String> lines) throws IOException {
        Path file = Path.of("../docs", page);
        String begin = "<!-- table: " + name + " -->\n";
        String text = Files.readString(file);
        int from = text.indexOf(begin) + begin.length();
        assertThat(from).as(page + " has " + begin).isGreaterThanOrEqualTo(begin.length());
        String expected =
                text.substring(0, from) + String.join("\n", lines) + "\n" + text.substring(text.indexOf(END, from));
        if (System.getProperty(WRITE) != null) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as(
                        "docs/%s, table %s. To write it anew: mvn test -pl ai-filters -D%s -Dtest='*PageTest'"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        page, name, WRITE)
                .isEqualTo(expected);
    }

    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    static String rule(int columns) {
        return "|" + "---|".repeat(columns);
    }
}
