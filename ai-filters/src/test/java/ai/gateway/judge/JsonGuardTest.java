package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import java.util.List;

import static ai.gateway.judge.Asked.answers;
import static ai.gateway.judge.Asked.objection;
import static ai.gateway.judge.Asked.says;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonGuardTest {

    private static final Guard JSON = Judges.json("is-json");

    private static final Guard PERSON = Judges.schema("person", json("""
            { "type": "object", "required": ["name"], "additionalProperties": false,
              "properties": { "name": { "type": "string" }, "ages": { "items": { "maximum": 150 } },
                              "tags": { "additionalProperties": { "type": "string" } } } }"""));

    @ParameterizedTest
    @ValueSource(strings = {"{}", " \n[1, 2]\t", "\"x\"", "null", "1e400"})
    void json_whatIsJson_passes(String text) {
        assertThat(objection(JSON, answers(text))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "Sure!", "```json\n{}\n```", "{}{}", "{'a': 1}", "[1,]", "NaN", "\u00A0{}"})
    void json_whatIsNone_isObjectedTo(String text) {
        assertThat(objection(JSON, answers(text))).isEqualTo(new Objection("json", "is no JSON"));
    }

    @Test
    void json_nameTwiceOrTooDeep_tellsWhy() {
        assertThat(objection(JSON, answers("{\"a\":1,\"a\":2}"))).isEqualTo(new Objection("json", "has a name twice"));
        assertThat(objection(JSON, answers("[".repeat(101) + "]".repeat(101))))
                .isEqualTo(new Objection("json", "is more JSON than is read"));
    }

    @Test
    void schema_whatFits_passes() {
        assertThat(objection(PERSON, answers("{\"name\": \"Ann\", \"ages\": [1, 150]}")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    []                                | type                 | type at the whole
                    {}                                | required             | required at the whole
                    {"name": 1}                       | type                 | type at /name
                    {"name": "", "ages": [1, 151]}    | maximum              | maximum at /ages/1
                    {"name": "", "secret": 1}         | additionalProperties | additionalProperties at the whole
                    {"name": "", "tags": {"mine": 1}} | type                 | type at /tags/*
                    """)
    void schema_whatDoesNotFit_tellsWhereAndByWhichKeyword(String text, String rule, String why) {
        assertThat(objection(PERSON, answers(text))).isEqualTo(new Objection(rule, why));
    }

    @Test
    void answers_thatOnlyCallTools_pass() {
        Said call = new Said(Role.TOOL_ARGUMENTS, "{}");

        assertThat(objection(JSON, answers(List.of(), call))).isNull();
        assertThat(objection(JSON, answers(List.of(), new Said(Role.ASSISTANT, " "), call)))
                .isNull();
        assertThat(objection(JSON, answers(List.of(), new Said(Role.ASSISTANT, "I look."), call)))
                .isNotNull();
    }

    @Test
    void answers_ofSeveralChoices_mustFitEach() {
        Said good = new Said(Role.ASSISTANT, "{}");

        assertThat(objection(JSON, answers(List.of(), good, good))).isNull();
        assertThat(objection(JSON, answers(List.of(), good, new Said(Role.ASSISTANT, "no"))))
                .isNotNull();
        assertThat(objection(JSON, answers(List.of(), good, new Said(Role.THINKING, "no"))))
                .isNull();
    }

    @Test
    void requestsAndHalves_areNotJudged() {
        assertThat(objection(JSON, says("no"))).isNull();
        assertThat(objection(
                        JSON, Matter.answer(List.of(), List.of(new Said(Role.ASSISTANT, "{")), /* ended= */ false)))
                .isNull();
        assertThat(JSON.step()).isEqualTo(Integer.MAX_VALUE);
        assertThat(JSON.name()).isEqualTo("is-json");
    }

    @Test
    void schema_thatSaysWhatIsNotKnown_isRefused() {
        Json schema = json("{\"properties\": {\"a\": {\"unevaluatedItems\": false}}}");

        assertThatThrownBy(() -> Judges.schema("x", schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/properties/a/unevaluatedItems");
    }

    @Test
    void schema_thatAsksTooMuchOfAValue_cannotTell() {
        Guard guard = Judges.schema("twice", json("""
                { "anyOf": [ { "items": { "$ref": "#" }, "minItems": 1 }, { "items": { "$ref": "#" }, "minItems": 1 } ] }"""));

        StepVerifier.create(guard.judge(answers("[".repeat(90) + "]".repeat(90))))
                .verifyErrorMessage("schema: asks more of a value than 2000000 steps");
    }

    private static Json json(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }
}
