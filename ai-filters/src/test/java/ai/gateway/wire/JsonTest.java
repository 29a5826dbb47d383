package ai.gateway.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JsonTest {

    @Test
    void get_nestedPath_findsValues() {
        Json json = parse(
                "{\"model\":\"gpt\",\"messages\":[{\"role\":\"user\"},[],{\"n\":{\"é\":-0.5e1}}],\"stream\":true}");

        assertThat(json.get("model").text()).isEqualTo("gpt");
        assertThat(json.get("messages").size()).isEqualTo(3);
        assertThat(json.get("messages").at(0).get("role").is("user")).isTrue();
        assertThat(json.get("messages").at(2).get("n").get("é").number(0)).isEqualTo(-5);
        assertThat(json.get("stream").flag(false)).isTrue();
        assertThat(json.get("messages").at(1).kind()).isEqualTo(Json.Kind.ARRAY);
        assertThat(json.size()).isEqualTo(3);
    }

    @Test
    void lookups_whereThereIsNothing_chainToMissing() {
        Json json = parse("{\"a\":[1],\"s\":\"x\"}");

        assertThat(json.get("b")).isSameAs(Json.MISSING);
        assertThat(json.get("b").get("c").at(3)).isSameAs(Json.MISSING);
        assertThat(json.get("a").at(1)).isSameAs(Json.MISSING);
        assertThat(json.get("a").at(-1)).isSameAs(Json.MISSING);
        assertThat(json.at(0)).isSameAs(Json.MISSING);
        assertThat(Json.MISSING.kind()).isEqualTo(Json.Kind.MISSING);
        assertThat(Json.MISSING.exists()).isFalse();
        assertThat(Json.MISSING.text()).isEmpty();
        assertThat(Json.MISSING.text("f")).isEqualTo("f");
        assertThat(Json.MISSING.number(7)).isEqualTo(7);
        assertThat(Json.MISSING.flag(true)).isTrue();
        assertThat(Json.MISSING.items()).isEmpty();
        assertThat(Json.MISSING.toBytes()).isEmpty();
        assertThat(Json.MISSING.pointer()).isEmpty();
        assertThat(json.get("s").flag(true)).isTrue();
        assertThat(json.get("s").size()).isZero();
    }

    @Test
    void itemsAndMembers_inDocumentOrder() {
        Json json = parse("{\"b\":[1,[2],{\"x\":3},\"4\"],\"\\u0061\":null}");
        List<String> seen = new ArrayList<>();
        json.get("b").items().forEach(item -> seen.add(item.toString()));
        json.members((name, value) -> seen.add(name + "=" + value.kind()));

        assertThat(seen).containsExactly("1", "[2]", "{\"x\":3}", "\"4\"", "b=ARRAY", "a=NULL");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "12, 12",
        "-7, -7",
        "1.0, 1",
        "1e3, 1000",
        "1.5e1, 15",
        "12000e-3, 12",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775808, -99",
        "18446744073709551616, -99",
        "1.5, -99",
        "1e-1, -99",
        "1e400, -99",
        "1e99999999999, -99",
        "1000000000000000000, 1000000000000000000",
        "1.000000000000000005, -99"
    })
    void number_integralAndFits_orFallback(String text, long expected) {
        assertThat(parse(text).number(-99)).isEqualTo(expected);
    }

    @Test
    void decimal_beyondDouble_isFallback() {
        assertThat(parse("0.25").decimal(0)).isEqualTo(0.25);
        assertThat(parse("1e400").decimal(-1)).isEqualTo(-1);
        assertThat(parse("\"1\"").decimal(-1)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"\\n\\t\\\\\\/\\\"\\b\\f\\r\", 0A095C2F22080C0D",
                "\"\\u00e9\\u20ac\\ud83d\\ude00\", C3A9E282ACF09F9880",
                "\"a\\ud800b\", 61EFBFBD62",
                "\"\\ude00\\ud83d\", EFBFBDEFBFBD",
                "\"\\ud83d\\ud83d\\ude00\", EFBFBDF09F9880",
                "\"\\u0000\", 00"
            })
    void text_escapes_decode(String json, String hex) {
        Json value = parse(json);

        assertThat(value.text().getBytes(UTF_8)).asHexString().isEqualTo(hex);
        assertThat(value.is(value.text())).isTrue();
    }

    @Test
    void is_comparesDecodedText() {
        assertThat(parse("\"é€😀\"").is("é€😀")).isTrue();
        assertThat(parse("\"é€😀\"").is("é€")).isFalse();
        assertThat(parse("\"abc\"").is("ab")).isFalse();
        assertThat(parse("\"ab\"").is("abc")).isFalse();
        assertThat(parse("\"\\u0061b\"").is("ab")).isTrue();
        assertThat(parse("1").is("1")).isFalse();
    }

    @Test
    void startEndPointer_ofASlice_countInTheArray() {
        byte[] bytes = "xx {\"a/b\":{\"m~n\":[0,\"q\"]}} yy".getBytes(UTF_8);
        Json json = Json.parse(bytes, 2, bytes.length - 2, JsonLimits.DEFAULT);
        Json q = json.get("a/b").get("m~n").at(1);

        assertThat(q.pointer()).isEqualTo("/a~1b/m~0n/1");
        assertThat(new String(bytes, q.start(), q.end() - q.start(), UTF_8)).isEqualTo("\"q\"");
        assertThat(json.document()).isSameAs(bytes);
        assertThat(json.pointer()).isEmpty();
        assertThat(json.get("a/b").toString()).isEqualTo("{\"m~n\":[0,\"q\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"a\":1 x}|SYNTAX|unexpected 'x' at byte 7 (expected: ',' or '}')|7|/a",
                "[1,]|SYNTAX|unexpected ']' at byte 3 (expected: a value)|3|/1",
                "{\"a\":[1,{\"b\":x}]}|SYNTAX|unexpected 'x' at byte 13 (expected: a value)|13|/a/1/b",
                "{\"model\":1,\"m\\u006fdel\":2}|DUPLICATE_KEY|duplicate key \"model\"|11|/model",
                "[[1,{\"q\":{\"z\":1,\"y\":{\"z\":4},\"z\":3}}]]|DUPLICATE_KEY|duplicate key \"z\"|28|/0/1/q/z",
                "[1|SYNTAX|unexpected end of text at byte 2 (expected: ',' or ']')|2|/0",
                "{\"k\":\"\\x\"}|SYNTAX|unexpected 'x' at byte 7 (expected: an escape)|7|/k"
            })
    void parse_refusal_namesThePlace(
            String text, JsonException.Reason reason, String message, int offset, String pointer) {
        JsonException refusal = refusal(text.getBytes(UTF_8));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessage(message);
        assertThat(refusal.offset()).isEqualTo(offset);
        assertThat(refusal.pointer()).isEqualTo(pointer == null ? "" : pointer);
        assertThat(refusal.getStackTrace()).isEmpty();
    }

    @Test
    void parse_everyPrefixOfADocument_isRefused() {
        byte[] bytes = "{\"a\":[1.5e+3,true,false,null,\"é\\n\\u00e9\"],\"b\":{}}".getBytes(UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            int to = length;
            assertThat(catchThrowableOfType(JsonException.class, () -> Json.parse(bytes, 0, to, JsonLimits.DEFAULT)))
                    .as("first %d bytes", length)
                    .isNotNull();
        }
    }

    @Test
    void parse_limits_areInclusive() {
        JsonLimits limits = new JsonLimits(2, 3, 4, 5);

        assertThat(parse("[[1234]]", limits).exists()).isTrue();
        assertThat(parse("{\"abc\":1}", limits).exists()).isTrue();
        assertThat(parse("[1,2,3,4]", limits).exists()).isTrue();
        assertThat(refusal("[[[]]]", limits)).hasMessage("depth: 3 (expected: <= 2)");
        assertThat(refusal("{\"abcd\":1}", limits)).hasMessage("name length: 4 (expected: <= 3)");
        assertThat(refusal("12345", limits)).hasMessage("number length: 5 (expected: <= 4)");
        assertThat(refusal("[1,2,3,4,5]", limits)).hasMessage("nodes: 6 (expected: <= 5)");
    }

    @Test
    void parse_duplicateAmongManyMembers_isFoundWhereverItIs() {
        for (int members : new int[] {2, 15, 16, 17, 100, 5000}) {
            for (int twin : new int[] {0, members / 2, members - 1}) {
                StringBuilder text = new StringBuilder("{");
                for (int i = 0; i < members; i++) {
                    text.append("\"name-")
                            .append(i)
                            .append("\":{\"name-")
                            .append(twin)
                            .append("\":1},");
                }
                String distinct = text + "\"last\":0}";
                String twice = text + "\"\\u006eame-" + twin + "\":0}";

                assertThat(parse(distinct).size()).isEqualTo(members + 1);
                assertThat(refusal(twice.getBytes(UTF_8)).pointer()).isEqualTo("/name-" + twin);
            }
        }
    }

    static Json parse(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }

    private static Json parse(String text, JsonLimits limits) {
        byte[] bytes = text.getBytes(UTF_8);
        return Json.parse(bytes, 0, bytes.length, limits);
    }

    private static JsonException refusal(byte[] bytes) {
        return catchThrowableOfType(JsonException.class, () -> Json.parse(bytes));
    }

    private static JsonException refusal(String text, JsonLimits limits) {
        return catchThrowableOfType(JsonException.class, () -> parse(text, limits));
    }
}
