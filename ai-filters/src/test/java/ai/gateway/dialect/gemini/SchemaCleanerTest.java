package ai.gateway.dialect.gemini;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** JSON schema as Gemini takes it, and back. */
class SchemaCleanerTest {

    private static Stream<Arguments> schemas() {
        return Stream.of(
                arguments("{\"type\":\"string\",\"format\":\"uri\",\"$schema\":\"x\"}", "{\"type\":\"STRING\"}"),
                arguments(
                        "{\"type\":\"string\",\"format\":\"date-time\"}",
                        "{\"type\":\"STRING\",\"format\":\"date-time\"}"),
                arguments("{\"type\":[\"string\",\"null\"]}", "{\"type\":\"STRING\",\"nullable\":true}"),
                arguments("{\"type\":[\"string\",\"integer\",\"null\"],\"description\":\"d\"}", """
                        {"anyOf":[{"type":"STRING","description":"d","nullable":true},
                          {"type":"INTEGER","description":"d","nullable":true}]}"""),
                arguments("{\"const\":\"a\"}", "{\"enum\":[\"a\"],\"type\":\"STRING\"}"),
                arguments(
                        "{\"enum\":[1,2],\"description\":\"d\"}",
                        "{\"description\":\"d. One of 1, 2\",\"type\":\"INTEGER\"}"),
                arguments("{\"enum\":[\"a\",null]}", "{\"nullable\":true,\"enum\":[\"a\"],\"type\":\"STRING\"}"),
                arguments(
                        "{\"type\":\"integer\",\"exclusiveMinimum\":0,\"exclusiveMaximum\":9,\"multipleOf\":3}",
                        "{\"type\":\"INTEGER\",\"minimum\":1,\"maximum\":8}"),
                arguments(
                        "{\"type\":\"array\",\"uniqueItems\":true}",
                        "{\"type\":\"ARRAY\",\"items\":{\"type\":\"STRING\"}}"),
                arguments(
                        "{\"type\":\"array\",\"prefixItems\":[{\"type\":\"string\"},{\"type\":\"number\"}]}",
                        "{\"type\":\"ARRAY\",\"items\":{\"anyOf\":[{\"type\":\"STRING\"},{\"type\":\"NUMBER\"}]}}"),
                arguments(
                        "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"boolean\"}],\"title\":\"t\"}",
                        "{\"title\":\"t\",\"nullable\":true,\"type\":\"BOOLEAN\"}"),
                arguments(
                        "{\"allOf\":[{\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\",\"z\"]},"
                                + "{\"properties\":{\"b\":true},\"required\":[\"b\"]}],\"additionalProperties\":false}",
                        "{\"type\":\"OBJECT\",\"properties\":{\"b\":{\"type\":\"OBJECT\"},\"a\":{\"type\":\"STRING\"}},"
                                + "\"required\":[\"a\",\"b\"]}"),
                arguments(
                        "{\"$defs\":{\"n\":{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#/$defs/n\"}}}},"
                                + "\"$ref\":\"#/$defs/n\",\"description\":\"list\"}",
                        "{\"description\":\"list\",\"type\":\"OBJECT\",\"properties\":{\"next\":{\"type\":\"OBJECT\"}}}"),
                arguments("{\"$ref\":\"http://elsewhere.test\"}", "{\"type\":\"OBJECT\"}"),
                arguments("7", "{\"type\":\"OBJECT\"}"),
                arguments("not json", "{\"type\":\"OBJECT\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemas")
    void response_ofEachKind_isWhatGeminiTakes(String schema, String clean) {
        assertThat(Wire.json(SchemaCleaner.response(schema))).isEqualTo(Wire.json(clean));
    }

    @Test
    void response_ofReferencesThatMultiply_ends() {
        StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/a0\",\"$defs\":{");
        for (int i = 0; i < 30; i++) {
            String next = "{\"$ref\":\"#/$defs/a" + (i + 1) + "\"}";
            schema.append("\"a" + i + "\":{\"properties\":{\"x\":" + next + ",\"y\":" + next + "}},");
        }
        schema.append("\"a30\":{}}}");
        assertThat(SchemaCleaner.response(schema.toString()).length()).isLessThan(400_000);
    }

    @Test
    void parameters_ofNothing_areUnsaid() {
        assertThat(SchemaCleaner.parameters(null)).isNull();
        assertThat(SchemaCleaner.parameters("{\"type\":\"object\",\"properties\":{}}"))
                .isNull();
    }

    @Test
    void toJsonSchema_ofGeminisOwn_isJsonSchema() {
        String own = """
                {"type":"OBJECT","nullable":true,"properties":{
                  "a":{"type":"STRING","enum":["x"],"nullable":true,"example":"x"},
                  "b":{"type":"ARRAY","min_items":"2","items":{"type":3}},
                  "type":{"any_of":[{"type":"NUMBER"},{"type":"BOOLEAN"}],"nullable":true}},
                 "propertyOrdering":["a"]}""";
        assertThat(Wire.json(OpenApiSchema.toJsonSchema(Wire.parsed(own)))).isEqualTo(Wire.json("""
                {"type":["object","null"],"properties":{
                  "a":{"type":["string","null"],"enum":["x",null],"examples":["x"]},
                  "b":{"type":"array","minItems":2,"items":{"type":"integer"}},
                  "type":{"anyOf":[{"anyOf":[{"type":"number"},{"type":"boolean"}]},{"type":"null"}]}},
                 "propertyOrdering":["a"]}"""));
    }
}
