package ai.gateway.dialect;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

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

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            /v1/chat/completions                 | UPSTREAM_ABORTED | ''                          | {"error":{"message":"m","type":"server_error","param":null,"code":"upstream_aborted"}}
            /v1/completions                      | OVERLOADED       | ''                          | {"error":{"message":"m","type":"server_error","param":null,"code":"overloaded"}}
            /v1/messages                         | OVERLOADED       | error                       | {"type":"error","error":{"type":"overloaded_error","message":"m"},"request_id":"r"}
            /v2/chat                             | UPSTREAM_ABORTED | message-end                 | {"type":"message-end","id":"r","delta":{"error":"m","finish_reason":"ERROR"}}
            /v1/chat                             | UPSTREAM_ABORTED | stream-end                  | {"is_finished":true,"event_type":"stream-end","finish_reason":"ERROR","error":"m","response":{"response_id":"r","text":"","finish_reason":"ERROR"}}
            /v1beta/interactions                 | UPSTREAM_TIMEOUT | error                       | {"event_type":"error","error":{"code":"upstream_timeout","message":"m"}}
            /api/chat                            | UPSTREAM_ABORTED | ''                          | {"error":"m"}
            /api/generate                        | UPSTREAM_ABORTED | ''                          | {"error":"m"}
            /model/m/converse-stream             | UPSTREAM_ABORTED | modelStreamErrorException   | {"message":"m"}
            /model/m/converse-stream             | UPSTREAM_TIMEOUT | modelStreamErrorException   | {"message":"m"}
            /model/m/invoke-with-response-stream | UPSTREAM_TIMEOUT | modelTimeoutException       | {"message":"m"}
            /model/m/invoke-with-response-stream | OVERLOADED       | serviceUnavailableException | {"message":"m"}
            """)
    void failureFrames_call_areTheShapeThatItsClientsLookFor(String path, FailureCode code, String name, String json) {
        assertThat(frames(path, code)).containsExactly(name + " " + json);
    }

    @Test
    void failureFrames_gemini_areTheBodyOfAnError() {
        assertThat(frames("/v1beta/models/m:streamGenerateContent", FailureCode.UPSTREAM_ABORTED))
                .singleElement()
                .asString()
                .startsWith(" {\"error\":{\"code\":502,");
    }

    @Test
    void failureFrames_responses_areAnErrorAndAFailedResponse() {
        List<String> frames = frames("/v1/responses", FailureCode.UPSTREAM_ABORTED);

        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).startsWith("error {\"type\":\"error\",\"sequence_number\":2147483646,");
        assertThat(frames.get(1)).startsWith("response.failed {\"type\":\"response.failed\",");
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

    private static List<String> frames(String path, FailureCode code) {
        Dialects dialects = new Dialects(Spoken.ALL);
        Call call = dialects.recognise(Spoken.Request.post(path));
        List<String> frames = new ArrayList<>();
        dialects.of(call)
                .failureFrames(
                        call,
                        Failure.of(code, "m"),
                        "r",
                        (name, bytes, from, to) -> frames.add(name + " " + new String(bytes, from, to - from, UTF_8)));
        return frames;
    }
}
