package ai.gateway.dialect;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Errors to the letter, as the clients of each API parse them. */
class FailureShapesTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            openai    | MODEL_NOT_FOUND   | {"error":{"message":"m","type":"invalid_request_error","param":"/model","code":"model_not_found"}}
            openai    | OVERLOADED        | {"error":{"message":"m","type":"server_error","param":"/model","code":"overloaded"}}
            responses | INVALID_JSON      | {"error":{"message":"m","type":"invalid_request_error","param":"/model","code":"invalid_json"}}
            anthropic | MODEL_NOT_FOUND   | {"type":"error","error":{"type":"not_found_error","message":"m"},"request_id":"r"}
            anthropic | OVERLOADED        | {"type":"error","error":{"type":"overloaded_error","message":"m"},"request_id":"r"}
            anthropic | REQUEST_TOO_LARGE | {"type":"error","error":{"type":"request_too_large","message":"m"},"request_id":"r"}
            anthropic | INTERNAL_ERROR    | {"type":"error","error":{"type":"api_error","message":"m"},"request_id":"r"}
            bedrock   | NOT_PERMITTED     | {"message":"m"}
            cohere    | INVALID_REQUEST   | {"id":"r","message":"m","error_type":"invalid_request"}
            ollama    | INVALID_REQUEST   | {"error":"m"}
            gemini    | UPSTREAM_TIMEOUT  | {"error":{"code":504,"message":"m","status":"DEADLINE_EXCEEDED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"UPSTREAM_TIMEOUT","domain":"ai-gateway"},{"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"r"}]}}
            """)
    void failureBody_code_isTheShapeOfTheApi(String dialect, FailureCode code, String body) {
        Failure failure = new Failure(code, "m", "/model");
        assertThat(new String(Spoken.dialect(dialect).failureBody(failure, "r"), UTF_8))
                .isEqualTo(body);
    }

    @Test
    void failureFrame_eachDialect_isFramedAsItsStreams() {
        assertThat(frame("openai")).startsWith("data: {\"error\":").endsWith("}\n\n");
        assertThat(frame("responses")).startsWith("event: error\ndata: {\"type\":\"error\",\"sequence_number\":");
        assertThat(frame("responses"))
                .contains("\n\nevent: response.failed\ndata: ")
                .endsWith("}\n\n");
        assertThat(frame("anthropic")).startsWith("event: error\ndata: {\"type\":\"error\"");
        assertThat(frame("gemini")).startsWith("data: {\"error\":{\"code\":502");
        assertThat(frame("cohere")).startsWith("event: message-end\ndata: {\"type\":\"message-end\"");
        assertThat(frame("ollama")).isEqualTo("{\"error\":\"m\"}\n");
        assertThat(frame("bedrock")).contains(":exception-type", "modelStreamErrorException", "{\"message\":\"m\"}");
    }

    @Test
    void failureHeaders_bedrock_nameTheKind() {
        Dialect bedrock = Spoken.dialect("bedrock");
        assertThat(bedrock.failureHeaders(Failure.of(FailureCode.NOT_PERMITTED, "m")))
                .containsEntry("x-amzn-errortype", "AccessDeniedException");
        assertThat(bedrock.failureHeaders(Failure.of(FailureCode.INVALID_JSON, "m")))
                .containsEntry("x-amzn-errortype", "ValidationException");
        assertThat(Spoken.dialect("openai").failureHeaders(Failure.of(FailureCode.INVALID_JSON, "m")))
                .isEmpty();
    }

    private static String frame(String dialect) {
        Failure failure = Failure.of(FailureCode.UPSTREAM_ABORTED, "m");
        return new String(Spoken.dialect(dialect).failureFrame(failure, "r"), UTF_8);
    }
}
