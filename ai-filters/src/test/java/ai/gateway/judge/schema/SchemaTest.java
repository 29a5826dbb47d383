package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaTest {

    /** Each fits the first value and not the second; what speaks against that is told. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"type": "integer"}                             | 1.0                | 1.5              | type
                    {"type": "integer"}                             | -10e2              | 1e-1             | type
                    {"type": ["string", "null"]}                    | null               | false            | type
                    {"type": "number"}                              | 1e999999999999     | "1"              | type
                    {"type": "boolean"}                             | true               | 1                | type
                    {"enum": [1, "a", {"x": [1]}]}                  | {"x": [1.0]}       | {"x": [1, 1]}    | enum
                    {"enum": [true]}                                | true               | 1                | enum
                    {"const": {"a": 1, "b": null}}                  | {"b":null,"a":1e0} | {"a": 1}         | const
                    {"minimum": 0.1}                                | 0.1                | 0.09999999999999999999999999 | minimum
                    {"maximum": 9007199254740992}                   | 9007199254740992.0 | 9007199254740993 | maximum
                    {"exclusiveMinimum": 3}                         | 3.0001             | 3                | exclusiveMinimum
                    {"exclusiveMaximum": 3}                         | "a"                | 3.00             | exclusiveMaximum
                    {"multipleOf": 0.01}                            | 19.99              | 19.999           | multipleOf
                    {"multipleOf": 0.0001}                          | 0.0075             | 0.00751          | multipleOf
                    {"maximum": 5}                                  | -1e300             | 1e500            | maximum
                    {"minLength": 2}                                | "äö"               | "😀"             | minLength
                    {"maxLength": 1}                                | "😀"               | "ab"             | maxLength
                    {"pattern": "b+c"}                              | "abbc"             | "ab"             | pattern
                    {"items": {"type": "null"}}                     | [null, null]       | [null, 1]        | type
                    {"prefixItems": [{"const": 1}], "items": false} | [1]                | [1, 2]           | false
                    {"prefixItems": [true, {"const": 1}]}           | [0]                | [0, 0]           | const
                    {"contains": {"const": 1}}                      | [0, 1]             | [0]              | contains
                    {"contains": {"const": 1}, "minContains": 2}    | [1, 1]             | [1, 0]           | minContains
                    {"contains": {"const": 1}, "maxContains": 1}    | [1, 0]             | [1, 1]           | maxContains
                    {"contains": false, "minContains": 0}           | []                 | 1                |
                    {"uniqueItems": true}                           | [1, true, "1"]     | [{"a":1,"b":2},{"b":2.0,"a":1}] | uniqueItems
                    {"minItems": 1}                                 | [0]                | []               | minItems
                    {"maxItems": 1}                                 | {"a":1,"b":2}      | [0, 0]           | maxItems
                    {"minProperties": 1}                            | {"a": 1}           | {}               | minProperties
                    {"maxProperties": 1}                            | {"a": 1}           | {"a": 1, "b": 1} | maxProperties
                    {"required": ["a"]}                             | {"a": null}        | {"A": null}      | required
                    {"properties": {"a": false}}                    | {"b": 1}           | {"a": 1}         | false
                    {"properties": {"a": true}, "additionalProperties": false} | {"a": 1} | {"b": 1}        | additionalProperties
                    {"patternProperties": {"^x": {"type": "null"}}} | {"y": 1}           | {"x1": 1}        | type
                    {"patternProperties": {"^x": true}, "additionalProperties": false} | {"x1": 1} | {"y": 1} | additionalProperties
                    {"propertyNames": {"maxLength": 2}}             | {"ab": 1}          | {"abc": 1}       | propertyNames
                    {"dependentRequired": {"a": ["b"]}}             | {"b": 1}           | {"a": 1}         | dependentRequired
                    {"dependentSchemas": {"a": {"required": ["b"]}}} | {"a": 1, "b": 1}  | {"a": 1}         | required
                    {"allOf": [{"minimum": 1}, {"maximum": 2}]}     | 1.5                | 3                | maximum
                    {"anyOf": [{"minimum": 5}, {"type": "string"}]} | "a"                | 3                | anyOf
                    {"oneOf": [{"minimum": 5}, {"maximum": 8}]}     | 9                  | 6                | oneOf
                    {"not": {"type": "null"}}                       | 1                  | null             | not
                    {"if": {"type": "string"}, "then": {"minLength": 1}, "else": {"minimum": 1}} | "a" | "" | minLength
                    {"if": {"type": "string"}, "then": {"minLength": 1}, "else": {"minimum": 1}} | 1   | 0  | minimum
                    {"$ref": "#/$defs/a~1b%25", "$defs": {"a/b%": {"const": 1}}} | 1     | 2                | const
                    {"$ref": "#here", "$defs": {"x": {"$anchor": "here", "const": 1}}} | 1 | 2              | const
                    {"$id": "https://a.example/s", "$ref": "https://a.example/s#/definitions/x", "definitions": {"x": {"const": 1}}} | 1 | 2 | const
                    {"$ref": "#/prefixItems/0", "prefixItems": [{"type": "array"}]} | [[]] | {}             | type
                    {"format": "email", "title": "t", "x-mine": 1, "$comment": "c", "default": 1} | "no" |  |
                    """)
    void keywords_askWhatTheySay(String schema, String fits, String misfits, String keyword) {
        Schema read = Schema.read(json(schema));

        assertThat(read.misfit(json(fits))).as(fits).isNull();
        if (keyword == null) {
            assertThat(misfits == null ? null : read.misfit(json(misfits))).isNull();
        } else {
            assertThat(read.misfit(json(misfits)))
                    .extracting(Misfit::keyword)
                    .as(misfits)
                    .isEqualTo(keyword);
        }
    }

    @Test
    void recursion_goesAsDeepAsTheValue() {
        Schema tree = Schema.read(json("""
                { "type": "object", "properties": { "next": { "$ref": "#" }, "value": { "type": "integer" } } }"""));

        assertThat(tree.misfit(json("{\"next\":{\"next\":{\"value\":1}}}"))).isNull();
        assertThat(tree.misfit(json("{\"next\":{\"next\":{\"value\":\"1\"}}}")))
                .isEqualTo(new Misfit("/next/next/value", "type"));
    }

    @Test
    void pointers_escapeNamesAndHideThoseOfTheAnswer() {
        Schema schema = Schema.read(json("""
                { "properties": { "a/b~c": { "const": 1 } }, "patternProperties": { "^p": { "items": { "const": 1 } } } }"""));

        assertThat(schema.misfit(json("{\"a/b~c\": 2}"))).isEqualTo(new Misfit("/a~1b~0c", "const"));
        assertThat(schema.misfit(json("{\"private\": [1, 2]}"))).isEqualTo(new Misfit("/*/1", "const"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"properties": {"a": {"$dynamicRef": "#x"}}} | /properties/a/$dynamicRef: is not known
                    {"unevaluatedProperties": false}             | /unevaluatedProperties: is not known
                    {"items": [{"type": "null"}]}                | /items: expected: a schema
                    {"additionalItems": false}                   | /additionalItems: is not known
                    {"dependencies": {}}                         | /dependencies: is not known
                    {"requird": ["a"]}                           | /requird: is not known
                    {"nullable": true}                           | /nullable: is not known
                    {"$ref": "https://a.example/other"}          | /$ref: expected: # and a pointer
                    {"$ref": "other#/x"}                         | /$ref: expected: # and a pointer
                    {"$ref": "#/$defs/none"}                     | /$ref: is not there
                    {"$ref": "#none"}                            | /$ref: is not there
                    {"$ref": "#%zz"}                             | /$ref:
                    {"$ref": 1}                                  | /$ref: expected: #
                    {"$defs": {"a": {"$id": "b"}}}               | /$defs/a/$id: is not known within another
                    {"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}} | /$defs/b/$anchor: is there twice
                    {"$schema": "http://json-schema.org/draft-04/schema#"} | /$schema: expected: draft 2020-12
                    {"$defs": {"a": {"foo": 1}}}                 | /$defs/a/foo: is not known
                    {"type": "int"}                              | /type: expected: of array, boolean
                    {"type": []}                                 | /type: expected: of array
                    {"type": 1}                                  | /type: expected: an array of strings
                    {"enum": 1}                                  | /enum: expected: an array
                    {"minimum": "1"}                             | /minimum: expected: a number
                    {"maximum": 1e999}                           | /maximum: expected: a number
                    {"multipleOf": 0}                            | /multipleOf: expected: a number above 0
                    {"minLength": -1}                            | /minLength: expected: a whole number
                    {"maxItems": 1.5}                            | /maxItems: expected: a whole number
                    {"uniqueItems": 1}                           | /uniqueItems: expected: true or false
                    {"pattern": 1}                               | /pattern: expected: a string
                    {"pattern": "(?=a)"}                         | /pattern: error parsing regexp
                    {"patternProperties": {"(?!a)": true}}       | /patternProperties/(?!a): error parsing regexp
                    {"required": "a"}                            | /required: expected: an array of strings
                    {"required": [1]}                            | /required/0: expected: a string
                    {"properties": []}                           | /properties: expected: an object
                    {"allOf": []}                                | /allOf: expected: an array of schemas
                    {"not": 1}                                   | /not: expected: a schema
                    "string"                                     | all of it: expected: a schema
                    """)
    void schemas_thatSayWhatIsNotKnown_areRefusedWithWhere(String schema, String message) {
        assertThatThrownBy(() -> Schema.read(json(schema)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("schema: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"#\"}",
                "{\"allOf\": [{\"$ref\": \"#\"}]}",
                "{\"$defs\": {\"a\": {\"anyOf\": [{\"$ref\": \"#/$defs/b\"}]}, \"b\": {\"not\": {\"$ref\": \"#/$defs/a\"}}}}",
                "{\"dependentSchemas\": {\"a\": {\"$ref\": \"#\"}}}",
                "{\"if\": true, \"then\": {\"$ref\": \"#\"}}"
            })
    void schemas_thatAskThemselvesForEver_areRefused(String schema) {
        assertThatThrownBy(() -> Schema.read(json(schema))).hasMessageContaining("refers to itself");
    }

    private static Json json(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }
}
