package ai.gateway.dialect;

import ai.gateway.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A schema is a schema, in all spellings; JSON in any shape is none. */
class DemandsSchemaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            openai    | true  | {"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{}}}}
            openai    | false | {"response_format":{"type":"json_object"}}
            openai    | false | {"response_format":{"type":"text"}}
            openai    | false | {"response_format":null}
            openai    | false | {}
            responses | true  | {"text":{"format":{"type":"json_schema","name":"n","schema":{}}}}
            responses | false | {"text":{"format":{"type":"json_object"}}}
            responses | false | {"text":{"verbosity":"low"}}
            anthropic | true  | {"output_config":{"format":{"type":"json_schema","schema":{}}}}
            anthropic | true  | {"output_format":{"type":"json_schema","schema":{}}}
            anthropic | false | {"output_config":{"effort":"low"}}
            anthropic | false | {}
            gemini    | true  | {"generationConfig":{"responseMimeType":"application/json","responseSchema":{"type":"OBJECT"}}}
            gemini    | true  | {"generation_config":{"response_mime_type":"application/json","response_schema":{"type":"OBJECT"}}}
            gemini    | true  | {"generationConfig":{"responseMimeType":"application/json","responseJsonSchema":{"type":"object"}}}
            gemini    | true  | {"generation_config":{"response_mime_type":"application/json","response_json_schema":{"type":"object"}}}
            gemini    | false | {"generationConfig":{"responseMimeType":"application/json"}}
            gemini    | false | {"generationConfig":{"temperature":0}}
            gemini    | false | {}
            bedrock   | true  | {"outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"{}"}}}}}
            bedrock   | false | {"outputConfig":{}}
            bedrock   | false | {"inferenceConfig":{"maxTokens":5}}
            cohere    | true  | {"response_format":{"type":"json_object","json_schema":{"type":"object"}}}
            cohere    | true  | {"response_format":{"type":"json_object","schema":{"type":"object"}}}
            cohere    | false | {"response_format":{"type":"json_object"}}
            cohere    | false | {}
            ollama    | true  | {"format":{"type":"object"}}
            ollama    | false | {"format":"json"}
            ollama    | false | {}
            """)
    void demandsSchema_body_isToldFromOtherFormats(String dialect, boolean demands, String body) {
        assertThat(Spoken.dialect(dialect).demandsSchema(Json.parse(body.getBytes(UTF_8))))
                .isEqualTo(demands);
    }
}
