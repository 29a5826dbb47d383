package ai.gateway.wire;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class JsonWriterTest {

    @Test
    void values_ofEveryKind_areSeparatedAndNested() {
        byte[] bytes = new JsonWriter(1)
                .beginObject()
                .field("s", "x")
                .field("l", -5L)
                .field("d", 0.5)
                .field("nan", Double.NaN)
                .field("b", true)
                .name("n")
                .nullValue()
                .name("a")
                .beginArray()
                .value("1")
                .beginObject()
                .endObject()
                .raw("[2]")
                .raw(JsonTest.parse("{\"k\": [1, 2]}").get("k"))
                .endArray()
                .name("e")
                .beginArray()
                .endArray()
                .endObject()
                .toBytes();

        assertThat(new String(bytes, UTF_8))
                .isEqualTo("{\"s\":\"x\",\"l\":-5,\"d\":0.5,\"nan\":null,\"b\":true,\"n\":null,"
                        + "\"a\":[\"1\",{},[2],[1, 2]],\"e\":[]}");
    }

    @Test
    void quote_everyChar_readsBackTheSame() {
        StringBuilder all = new StringBuilder();
        for (int codePoint = 0; codePoint < 0x11000; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                all.appendCodePoint(codePoint);
            }
        }

        assertThat(Json.parse(JsonWriter.quoteBytes(all.toString())).text()).isEqualTo(all.toString());
    }

    @Test
    void quote_halfSurrogatePairs_becomeReplacementCharacters() {
        assertThat(JsonWriter.quote("a\ud800b\udc00\ud800")).isEqualTo("\"a\uFFFDb\uFFFD\uFFFD\"");
        assertThat(JsonWriter.quote("\u0001\"\\\n/")).isEqualTo("\"\\u0001\\\"\\\\\\n/\"");
    }
}
