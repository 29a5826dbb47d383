package ai.gateway.embeddings;

import ai.gateway.semantic.Encoded;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OnnxModelTest {

    private static Model model;

    @BeforeAll
    static void load() throws Exception {
        model = OnnxModel.load();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @CsvSource({
        "How do I reset my password?, What is the way to change a forgotten password?, How do I bake sourdough bread?",
        "What is the capital of France?, Which city is the capital of France?, How tall is Mount Everest?",
        "Cancel my subscription please, I want to end my subscription, Show me the weather in Rome"
    })
    void encode_paraphrase_isNearerThanWhatIsUnrelated(String text, String paraphrase, String unrelated) {
        float[] vector = model.encode(text).vector();

        assertThat(cosine(vector, model.encode(paraphrase).vector()))
                .isGreaterThan(0.3 + cosine(vector, model.encode(unrelated).vector()));
    }

    @Test
    void encode_anyText_givesAVectorOfLengthOneThatIsTheSameEachTime() {
        for (String text :
                new String[] {"", "a", "What is the capital of France?", "word ".repeat(500), "x".repeat(9000)}) {
            Encoded encoded = model.encode(text);

            assertThat(encoded.vector()).hasSize(MiniLm.DIMENSIONS);
            assertThat(cosine(encoded.vector(), encoded.vector())).isCloseTo(1, within(1e-5));
            assertThat(model.encode(text).vector()).isEqualTo(encoded.vector());
        }
    }

    @Test
    void encode_otherCaseOrWhiteSpace_givesTheSameVector() {
        assertThat(model.encode("what  is the Capital of france ?").vector())
                .isEqualTo(model.encode("What is the capital of France?").vector());
    }

    @Test
    void encode_wordsBeyondTheBeginning_makeNoDifference() {
        assertThat(model.encode("word ".repeat(64) + "other words").vector())
                .isEqualTo(model.encode("word ".repeat(64)).vector());
    }

    @Test
    void encode_textThatIsNotSeenWhole_isNotKnown() {
        assertThat(model.encode("What is the capital of France?").known()).isTrue();
        assertThat(model.encode("สวัสดีครับ").known()).isFalse();
        assertThat(model.encode("a".repeat(9000)).known()).isFalse();
        assertThat(model.encode("").known()).isFalse();
    }

    private static double cosine(float[] a, float[] b) {
        double cosine = 0;
        for (int i = 0; i < a.length; i++) {
            cosine += (double) a[i] * b[i];
        }
        return cosine;
    }
}
