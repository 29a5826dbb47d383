package ai.gateway.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JsonEditTest {

    private static final String TEXT = " { \"a\" : 1 ,\t\"b\":[ 2, {\"x\": 3 } ] , \"c\" : {} }\n";
    private final Json root = JsonTest.parse(TEXT);

    @Test
    void toBytes_withoutEdits_isTheDocument() {
        assertThat(edited(edit -> edit)).isEqualTo(TEXT);
        assertThat(JsonEdit.of(root).isEmpty()).isTrue();
        assertThat(JsonEdit.of(root).remove(root, "nobody").isEmpty()).isTrue();
    }

    @Test
    void replace_severalNodes_leavesTheRest() {
        assertThat(edited(e -> e.replace(root.get("b").at(1).get("x"), "\"y\"").replace(root.get("a"), "[]")))
                .isEqualTo(" { \"a\" : [] ,\t\"b\":[ 2, {\"x\": \"y\" } ] , \"c\" : {} }\n");
    }

    @Test
    void rename_leavesTheValue_alsoOneThatIsReplaced() {
        assertThat(edited(e -> e.rename(root, "a", "d\"")
                        .replace(root.get("a"), "7")
                        .rename(root, "nobody", "x")
                        .rename(root, "c", "e")
                        .remove(root, "c")
                        .put(root, "f", "8")))
                .isEqualTo(" { \"d\\\"\" : 7 ,\t\"b\":[ 2, {\"x\": 3 } ],\"f\":8 }\n");
    }

    @Test
    void put_presentNewAndEmpty_setsCommas() {
        assertThat(edited(e -> e.put(root, "a", "7")
                        .put(root, "d\"", "8")
                        .put(root, "e", "9")
                        .put(root.get("c"), "k", "0")))
                .isEqualTo(" { \"a\" : 7 ,\t\"b\":[ 2, {\"x\": 3 } ] , \"c\" : {\"k\":0},\"d\\\"\":8,\"e\":9 }\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a|` { \"b\":[ 2, {\"x\": 3 } ] , \"c\" : {} }\n`",
                "b|` { \"a\" : 1 ,\t\"c\" : {} }\n`",
                "c|` { \"a\" : 1 ,\t\"b\":[ 2, {\"x\": 3 } ] }\n`",
                "a b|` { \"c\" : {} }\n`",
                "c b|` { \"a\" : 1 }\n`",
                "a b c|` { }\n`"
            })
    void remove_takesTheComma(String names, String expected) {
        JsonEdit edit = JsonEdit.of(root);
        for (String name : names.split(" ")) {
            edit.remove(root, name);
        }

        assertThat(new String(edit.toBytes(), UTF_8)).isEqualTo(expected);
    }

    @Test
    void laterEdit_ofTheSameNode_wins() {
        Json a = root.get("a");

        assertThat(edited(e -> e.replace(a, "5").replace(a, "6"))).contains("\"a\" : 6 ,");
        assertThat(edited(e -> e.remove(root, "a").replace(a, "6"))).contains("\"a\" : 6 ,");
        assertThat(edited(e -> e.remove(root, "a").put(root, "a", "6"))).contains("\"a\" : 6 ,");
        assertThat(edited(e -> e.replace(a, "6").remove(root, "a"))).startsWith(" { \"b\"");
        assertThat(edited(e -> e.put(root, "n", "1").put(root, "n", "2"))).contains(",\"n\":2 }");
        assertThat(edited(e -> e.put(root, "n", "1").remove(root, "n"))).isEqualTo(TEXT);
        assertThat(edited(e -> e.put(root.get("c"), "k", "1").replace(root.get("c"), "9")))
                .contains("\"c\" : 9 }");
        assertThat(edited(e -> e.replace(root.get("b").at(0), "1").replace(root.get("b"), "9")))
                .contains("\"b\":9 ,");
    }

    @Test
    void edit_insideAReplacedOrRemovedNode_isRefused() {
        Json x = root.get("b").at(1).get("x");
        JsonEdit replaced = JsonEdit.of(root).replace(root.get("b"), "1");
        JsonEdit removed = JsonEdit.of(root).remove(root, "b");

        assertThatIllegalArgumentException().isThrownBy(() -> replaced.replace(x, "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replaced.put(root.get("b").at(1), "x", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> removed.replace(x, "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonEdit.of(root).replace(root.get("c"), "{}").put(root.get("c"), "x", "1"));
    }

    @Test
    void edit_ofWhatIsNotThere_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonEdit.of(root).replace(Json.MISSING, "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonEdit.of(root).put(root.get("b"), "x", "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonEdit.of(root.get("b")).replace(root.get("a"), "1"));
    }

    @Test
    void of_anInnerValue_writesOnlyThat() {
        JsonEdit edit = JsonEdit.of(root.get("b")).put(root.get("b").at(1), "y", "4");

        assertThat(new String(edit.toBytes(), UTF_8)).isEqualTo("[ 2, {\"x\": 3,\"y\":4 } ]");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomPutsAndRemoves_equalAMap(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Map<String, Integer> model = new LinkedHashMap<>();
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < random.nextInt(6); i++) {
                model.put("k" + i, i);
                parts.add("\"k" + i + "\": " + i);
            }
            Json object = JsonTest.parse("{" + String.join(", ", parts) + "}");
            JsonEdit edit = JsonEdit.of(object);
            for (int i = 0; i < random.nextInt(8); i++) {
                String name = "k" + random.nextInt(9);
                if (random.nextBoolean()) {
                    edit.put(object, name, Integer.toString(100 + i));
                    model.put(name, 100 + i);
                } else {
                    edit.remove(object, name);
                    model.remove(name);
                }
            }
            Map<String, Integer> result = new LinkedHashMap<>();
            Json.parse(edit.toBytes()).members((name, value) -> result.put(name, (int) value.number(-1)));

            assertThat(result).as("seed %d round %d", seed, round).isEqualTo(model);
        }
    }

    private String edited(UnaryOperator<JsonEdit> edits) {
        return new String(edits.apply(JsonEdit.of(root)).toBytes(), UTF_8);
    }
}
