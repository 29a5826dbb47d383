package ai.gateway.scan;

import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ScannedJsonTest {

    /** Finds each x, and hides it as its number. */
    private static final Scanner SCANNER = text -> {
        List<Find> finds = new ArrayList<>();
        for (int at = text.indexOf('x'); at >= 0; at = text.indexOf('x', at + 1)) {
            finds.add(new Find("X", at, at + 1, 1, "x"));
        }
        return finds;
    };

    private static ScannedJson scanned(String json) {
        return ScannedJson.of(Json.parse(json.getBytes(UTF_8)), SCANNER);
    }

    private static String hidden(String json) {
        int[] last = new int[1];
        return new String(
                scanned(json)
                        .hidden((type, original) -> Integer.toString(++last[0]))
                        .toBytes(),
                UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "fields, in their order | {'messages':['x'],'system':'x'} | {'messages':['2'],'system':'1'}",
                "what names things      | {'id':'x','x':{'model':'x','role':['x']}} | {'id':'x','x':{'model':'x','role':['1']}}",
                "what a tool is given   | {'input':{'id':'x','x':{'type':'x'}}} | {'input':{'id':'1','2':{'type':'3'}}}",
                "turns are no tool's    | {'input':[{'id':'x','text':'x'}]} | {'input':[{'id':'x','text':'1'}]}",
                "inside of a text       | {'a':'{\\'id\\':\\'x\\',\\'x\\':1}'} | {'a':'{\\'id\\':\\'1\\',\\'2\\':1}'}"
            })
    void finds_areHidden_whereAModelMayReadThem(String where, String json, String expected) {
        assertThat(hidden(json.replace('\'', '"'))).as(where).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void finds_areTold_ofNamesAndOfWhatIsInside() {
        ScannedJson scanned = scanned("{\"args\":{\"x\":\"x\"},\"a\":\"[\\\"xx\\\"]\"}");

        assertThat(scanned.summary()).isEqualTo("X 4");
        assertThat(scanned.said()).containsExactly("x");
        assertThat(scanned("{\"a\":\"<A_1> <a b>\"}").said()).containsExactly("<A_1>");
    }
}
