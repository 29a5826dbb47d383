package ai.gateway.exchange;

import ai.gateway.exchange.Vector.Encoding;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Numbers keep their text; packed and unpacked they are the same floats. */
class VectorTest {

    @Test
    void form_asItCame_isTheSameText() {
        String text = "[0.10, -1e-3 ,2]";
        assertThat(Vector.of(Encoding.FLOAT, text).form(Encoding.FLOAT)).isEqualTo(text);
    }

    @Test
    void form_packed_isLittleEndian() {
        assertThat(Vector.of(Encoding.FLOAT, "[1,-2.5]").form(Encoding.BASE64)).isEqualTo("AACAPwAAIMA=");
        assertThat(Vector.of(Encoding.FLOAT, "[ ]").form(Encoding.BASE64)).isEmpty();
    }

    @Test
    void form_unpacked_isJson() {
        assertThat(Vector.of(Encoding.BASE64, "AACAPwAAIMA=").form(Encoding.FLOAT))
                .isEqualTo("[1.0,-2.5]");
        assertThat(Vector.of(Encoding.BASE64, "AADAfw==").form(Encoding.FLOAT)).isEqualTo("[0.0]"); // JSON has no NaN
    }

    @Test
    void form_thatCannotBeMade_isEmpty() {
        assertThat(Vector.of(Encoding.INT8, "[1,2]").form(Encoding.FLOAT)).isEmpty();
        assertThat(Vector.of(Encoding.BASE64, "no base64!").form(Encoding.FLOAT))
                .isEmpty();
        assertThat(new Vector(Map.of(Encoding.INT8, "[1]", Encoding.FLOAT, "[0.5]")).form(Encoding.INT8))
                .isEqualTo("[1]");
    }
}
