package ai.gateway.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonMembersTest {

    private static final JsonKeys KEYS = JsonKeys.of("id", "is", "usage", "error");

    @Test
    void next_amongOthers_stopsAtThoseLookedForInTheirOrder() {
        assertThat(walked("""
                {"idx":1,"usage":{"id":2},"i":3,"id":[4],"ID":5,"":6,"errors":7,"error":null}""")).containsExactly("usage={\"id\":2}", "id=[4]", "error=null");
    }

    @Test
    void next_nameWithAnEscape_isFoundByWhatItReads() {
        assertThat(walked("{\"\\u0069d\":1,\"\\u00e4\":2,\"usag\\u0065\":3}")).containsExactly("id=1", "usage=3");
    }

    @Test
    void next_nameThatIsAsLongInBytesOnly_isNone() {
        assertThat(walked("{\"\u00e4\":1,\"us\u00e4e\":2}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"id\"]", "\"id\"", "{}", "7", "{\"a\":{\"id\":1}}"})
    void next_nothingToFind_isFalse(String json) {
        assertThat(walked(json)).isEmpty();
    }

    @Test
    void next_ofWhatIsMissing_isFalse() {
        assertThat(Json.MISSING.members(KEYS).next()).isFalse();
    }

    @Test
    void of_nameThatIsNotAscii_isRefused() {
        assertThatThrownBy(() -> JsonKeys.of("id", "n\u00e4me"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name: \"n\u00e4me\" (expected: ASCII)");
    }

    @Test
    void is_comparesStringsOnly() {
        JsonMembers member = parsed("{\"id\":\"on\",\"is\":null,\"error\":[\"on\"],\"usage\":\"o\\u006e\"}")
                .members(KEYS);
        List<Boolean> same = new ArrayList<>();
        List<Boolean> absent = new ArrayList<>();
        while (member.next()) {
            same.add(member.is("on"));
            absent.add(member.isNull());
        }

        assertThat(same).containsExactly(true, false, false, true);
        assertThat(absent).containsExactly(false, true, false, false);
    }

    private static List<String> walked(String json) {
        List<String> found = new ArrayList<>();
        for (JsonMembers member = parsed(json).members(KEYS); member.next(); ) {
            found.add(member.name() + "=" + member.value());
        }
        return found;
    }

    private static Json parsed(String json) {
        return Json.parse(json.getBytes(UTF_8));
    }
}
