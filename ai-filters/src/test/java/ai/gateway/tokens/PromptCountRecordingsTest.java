package ai.gateway.tokens;

import ai.gateway.tokens.RecordedPrompts.Prompt;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** How far counts before the call are from what the providers have reported after it: the table of docs/tokens.md. */
class PromptCountRecordingsTest {

    private static final Tokenizers TOKENIZERS = new Tokenizers(Runnable::run);

    /** Makers by a piece of their models' names; the rest are others. */
    private static final List<String> MAKERS = List.of(
            "gpt-oss",
            "gpt",
            "claude",
            "gemini",
            "llama",
            "stral",
            "command",
            "qwen",
            "deepseek",
            "grok",
            "kimi",
            "glm",
            "nova",
            "sonar",
            "embed");

    /**
     * Prompts that were longer than what was asked shows: providers that put in texts of their own, models that search by
     * themselves, and two recordings whose request is not the one that was counted.
     */
    private static final Set<String> LONGER = Set.of(
            "venice/chat_completions/rig__streaming-tool-1",
            "openrouter/chat_completions/langchaingo__testopenrouterwithhttprr",
            "groq/chat_completions/pydantic-ai__test-groq-web-search-tool-domain-filters",
            "ollama/api_chat/rig__raw-with-thinking",
            "bedrock/invoke/openll__test-prompt-cache");

    @Test
    void bound_recordedPrompts_isNeverBelow() {
        List<Prompt> low = RecordedPrompts.all().stream()
                .filter(prompt -> !prompt.count().isOpen() && prompt.count().bound() < prompt.reported())
                .toList();

        assertThat(low).extracting(prompt -> prompt.recording().toString()).containsExactlyInAnyOrderElementsOf(LONGER);
    }

    @Test
    void near_textsForOpenAi_isWhatWasReported() {
        double[] errors = RecordedPrompts.all().stream()
                .filter(prompt -> maker(prompt).equals("gpt") && prompt.kind().equals("text"))
                .mapToDouble(prompt -> Math.abs(error(prompt.count().near(TOKENIZERS), prompt)))
                .sorted()
                .toArray();

        assertThat(errors.length).isGreaterThan(20);
        assertThat(errors[errors.length / 2]).isZero();
    }

    @Test
    void estimate_everyFamily_tellsHowFarItIs() {
        Map<String, List<double[]>> rows = new TreeMap<>();
        for (Prompt prompt : RecordedPrompts.all()) {
            PromptCount count = prompt.count();
            count.near(TOKENIZERS); // loads what there is
            boolean exact = count.isExact(TOKENIZERS);
            double near = exact ? Math.abs(error(count.near(TOKENIZERS), prompt)) : Double.NaN;
            double[] errors = {
                Math.abs(error(count.estimate(), prompt)), near, count.bound() / (double) prompt.reported()
            };
            rows.computeIfAbsent(maker(prompt) + ", " + prompt.kind(), key -> new ArrayList<>())
                    .add(errors);
        }
        rows.forEach(PromptCountRecordingsTest::print);

        assertThat(median(rows, "gpt, text", 0)).isLessThan(10);
        for (String closed : List.of("claude, tools", "gemini, text", "command, tools", "stral, text", "llama, text")) {
            assertThat(median(rows, closed, 0)).as(closed).isLessThan(15);
        }
    }

    private static void print(String name, List<double[]> errors) {
        StringBuilder line = new StringBuilder("| %s | %d".formatted(name, errors.size()));
        for (int column : new int[] {0, 1}) {
            double[] sorted = sorted(errors, column);
            line.append(
                    Double.isNaN(sorted[sorted.length - 1])
                            ? " | | |"
                            : " | %.0f | %.0f | %.0f"
                                    .formatted(
                                            sorted[sorted.length / 2],
                                            sorted[sorted.length * 95 / 100],
                                            sorted[sorted.length - 1]));
        }
        double[] bounds = sorted(errors, 2);
        System.out.println(line.append(" | %.1f |".formatted(bounds[bounds.length / 2])));
    }

    private static double median(Map<String, List<double[]>> rows, String name, int column) {
        double[] sorted = sorted(rows.get(name), column);
        return sorted[sorted.length / 2];
    }

    private static double[] sorted(List<double[]> errors, int column) {
        return errors.stream().mapToDouble(each -> each[column]).sorted().toArray();
    }

    private static String maker(Prompt prompt) {
        String name = prompt.model().toLowerCase(Locale.ROOT);
        return MAKERS.stream().filter(name::contains).findFirst().orElse("other");
    }

    /** In percent. */
    private static double error(long tokens, Prompt prompt) {
        return tokens * 100.0 / prompt.reported() - 100;
    }
}
