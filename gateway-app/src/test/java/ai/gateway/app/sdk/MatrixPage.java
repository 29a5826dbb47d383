package ai.gateway.app.sdk;

import ai.gateway.app.ProjectFiles;
import ai.gateway.app.sdk.TranslationMatrixTest.Cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/translation-matrix.md} as a run of the matrix writes it. */
final class MatrixPage {

    private static final Path ROOT = ProjectFiles.root();
    private static final Path DOCS = ROOT.resolve("docs/translation-matrix.md");
    private static final Path WRITTEN = ROOT.resolve("gateway-app/target/translation-matrix.md");

    /** @param reason why there is nothing to try; empty where there is */
    record Result(String mark, String reason) {

        static final Result PASSED = new Result("yes", "");
        static final Result FAILED = new Result("**no**", "");

        static Result without(String reason) {
            return new Result("n/a", reason);
        }
    }

    private final Map<Cell, Result> results = new HashMap<>();
    private final List<Sdk> sdks;

    MatrixPage(List<Sdk> sdks) {
        this.sdks = sdks;
    }

    void put(Cell cell, Result result) {
        results.put(cell, result);
    }

    boolean isFull() {
        return results.size() == sdks.size() * Provider.values().length * Scenario.values().length;
    }

    /** For whoever wants to compare; with {@code -Ddocs.write} also where it belongs. */
    void write() {
        try {
            Files.createDirectories(WRITTEN.getParent());
            Files.writeString(WRITTEN, text());
            if (System.getProperty("docs.write") != null) {
                Files.writeString(DOCS, text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String inDocs() {
        return Files.exists(DOCS) ? ProjectFiles.read(DOCS) : "";
    }

    String text() {
        List<String> reasons = results.values().stream()
                .map(Result::reason)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .sorted()
                .toList();
        StringBuilder page = new StringBuilder(introduction());
        for (Sdk sdk : sdks) {
            page.append("\n## ").append(sdk.title()).append("\n");
            row(page, "", Stream.of(Provider.values()).map(Provider::dialect).toList());
            row(page, "---", Stream.of(Provider.values()).map(each -> "---").toList());
            for (Scenario scenario : Scenario.values()) {
                List<String> marks = new ArrayList<>();
                for (Provider provider : Provider.values()) {
                    Result result = results.get(new Cell(sdk, provider, scenario));
                    int note = reasons.indexOf(result.reason()) + 1;
                    marks.add(result.mark() + (note == 0 ? "" : " (" + note + ")"));
                }
                row(page, scenario.title(), marks);
            }
        }
        page.append("\n## Notes\n");
        for (int i = 0; i < reasons.size(); i++) {
            page.append(i + 1).append(". ").append(reasons.get(i)).append("\n");
        }
        return page.toString();
    }

    private String introduction() {
        Map<String, Long> counts =
                results.values().stream().collect(Collectors.groupingBy(Result::mark, Collectors.counting()));
        return Values.resource("/sdk/matrix-page.md")
                .formatted(
                        results.size(),
                        counts.getOrDefault("yes", 0L),
                        counts.getOrDefault("**no**", 0L),
                        counts.getOrDefault("n/a", 0L),
                        version("openai-java"),
                        version("anthropic-java"),
                        version("google-genai"),
                        version("awssdk"),
                        version("cohere-java"));
    }

    /** As the build has it. */
    private static String version(String property) {
        String build = ProjectFiles.read(ROOT.resolve("pom.xml"));
        String tag = "<" + property + ".version>";
        int from = build.indexOf(tag) + tag.length();
        return build.substring(from, build.indexOf('<', from));
    }

    private static void row(StringBuilder page, String title, List<String> cells) {
        page.append("| ")
                .append(title)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }
}
