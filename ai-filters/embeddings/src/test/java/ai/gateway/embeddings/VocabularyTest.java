package ai.gateway.embeddings;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VocabularyTest {

    @Test
    void read_pieces_areToldApartByWhereTheyStand() throws IOException {
        Vocabulary vocabulary =
                read("{\"model\":{\"type\":\"WordPiece\",\"vocab\":{\"a\":3,\"##a\":4,\"##bcd\":5,\"##\":6}}}");

        assertThat(vocabulary.first("a")).isEqualTo(3);
        assertThat(vocabulary.further("a")).isEqualTo(4);
        assertThat(vocabulary.first("bcd")).isEqualTo(Vocabulary.ABSENT);
        assertThat(vocabulary.first("##")).isEqualTo(6);
        assertThat(vocabulary.longest()).isEqualTo(3);
        assertThatThrownBy(() -> new WordPiece(vocabulary)).hasMessageContaining("no [CLS]");
    }

    @Test
    void read_otherFiles_areRefused() {
        assertThatThrownBy(() -> read("{\"model\":{\"type\":\"BPE\"}}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("\"BPE\" (expected: WordPiece)");
        assertThatThrownBy(() -> read("{")).isInstanceOf(IOException.class).hasMessageContaining("no JSON");
    }

    private static Vocabulary read(String json) throws IOException {
        return Vocabulary.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }
}
