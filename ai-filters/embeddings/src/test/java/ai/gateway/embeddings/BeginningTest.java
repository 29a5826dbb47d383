package ai.gateway.embeddings;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BeginningTest {

    @Test
    void of_asManyWordsAsAreLookedAt_isTheText() {
        String text = " \n" + "word\u3000".repeat(64);

        assertThat(Beginning.of(text)).isEqualTo(new Beginning(text, false));
        assertThat(Beginning.of("")).isEqualTo(new Beginning("", false));
    }

    @Test
    void of_moreWords_endsBeforeThem() {
        String text = "one\ttwo  ".repeat(32);

        assertThat(Beginning.of(text + "three four")).isEqualTo(new Beginning(text, false));
    }

    @Test
    void of_wordsWithoutEnd_isCutShort() {
        Beginning beginning = Beginning.of("x".repeat(1 << 20));

        assertThat(beginning.text()).hasSize(Beginning.CHARS);
        assertThat(beginning.cutShort()).isTrue();
        assertThat(Beginning.of("x".repeat(Beginning.CHARS)).cutShort()).isFalse();
    }
}
