package ai.gateway.pools;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What providers say when they fail, and what is made of it. */
class FailureClassTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            openai    | 429 | RATE_LIMIT     | {"error":{"message":"Rate limit reached for gpt-5.4 in organization org-x on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 2s.","type":"tokens","param":null,"code":"rate_limit_exceeded"}}
            openai    | 429 | KEY            | {"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}
            openai    | 429 | OVERLOADED     | {"error":{"message":"The engine is currently overloaded, please try again later","type":"server_error","param":null,"code":null}}
            openai    | 400 | CONTEXT_LENGTH | {"error":{"message":"This model's maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}
            openai    | 400 | CONTENT_POLICY | {"error":{"message":"Invalid prompt: your prompt was flagged as potentially violating our usage policy.","type":"invalid_request_error","param":null,"code":"invalid_prompt"}}
            openai    | 400 | CONTENT_POLICY | {"error":{"message":"Your request was rejected as a result of our safety system.","type":"image_generation_user_error","param":null,"code":"moderation_blocked"}}
            openai    | 404 | NOT_FOUND      | {"error":{"message":"The model `x` does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}
            openai    | 401 | KEY            | {"error":{"message":"Incorrect API key provided: sk-x.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}
            openai    | 403 | KEY            | {"error":{"message":"You are not allowed to sample from this model","type":"invalid_request_error","param":null,"code":null}}
            openai    | 500 | SERVER         | {"error":{"message":"The server had an error while processing your request","type":"server_error","param":null,"code":null}}
            openai    | 503 | OVERLOADED     | {"error":{"message":"Slow down","type":"server_error","param":null,"code":"slow_down"}}
            openai    | 408 | TRANSIENT      | {"error":{"message":"timeout","type":"server_error"}}
            openai    | 409 | TRANSIENT      | {"error":{"message":"conflict","type":"invalid_request_error"}}
            openai    | 400 | CLIENT         | {"error":{"message":"Unsupported parameter: 'stop' is not supported with this model.","type":"invalid_request_error","param":"stop","code":"unsupported_parameter"}}
            openai    | 400 | CLIENT         | {"error":{"message":"Invalid schema for response_format 'response'","type":"invalid_request_error","param":"response_format","code":"invalid_json_schema"}}
            openai    | 400 | CLIENT         | {"error":{"message":"Unknown parameter: 'safety_identifer'.","type":"invalid_request_error","param":"safety_identifer","code":"unknown_parameter"}}
            responses | 400 | CONTEXT_LENGTH | {"error":{"message":"Your input exceeds the context window of this model. Please adjust your input and try again.","type":"invalid_request_error","param":"input","code":"context_length_exceeded"}}
            responses | 429 | RATE_LIMIT     | {"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}
            openai    | 400 | CONTENT_POLICY | {"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}
            openai    | 404 | NOT_FOUND      | {"error":{"type":"invalid_request_error","code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}
            openai    | 429 | RATE_LIMIT     | {"error":{"code":"RateLimitReached","message":"Your requests to grok-4-1-fast for grok-4-1-fast in westeurope have exceeded rate limit."}}
            openai    | 401 | KEY            | {"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint."}}
            openai    | 400 | NOT_FOUND      | {"code":"1500","message":"Invalid model: definitely-not-a-model","object":"error","param":null,"raw_status_code":400,"type":"invalid_model"}
            openai    | 429 | RATE_LIMIT     | {"object":"error","message":"Service tier capacity exceeded for this model.","type":"service_tier_capacity_exceeded","param":null,"code":"3505"}
            openai    | 400 | CONTEXT_LENGTH | {"object":"error","message":"Prompt contains 33025 tokens and 0 draft tokens, too large for model with 32768 maximum context length","type":"invalid_request_prompt","param":null,"code":"3051"}
            openai    | 400 | CLIENT         | {"code":"3051","message":"Logprobs are not enabled for this model","object":"error","param":null,"raw_status_code":400,"type":"invalid_request_invalid_args"}
            openai    | 400 | CONTEXT_LENGTH | {"object":"error","message":"The decoder prompt (length 5000) is longer than the maximum model length of 4096.","type":"BadRequestError","param":null,"code":400}
            openai    | 400 | CONTEXT_LENGTH | {"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error"}}
            openai    | 400 | CONTEXT_LENGTH | {"error":{"message":"prompt too long; exceeded max context length by 1119046 tokens (ref: x)","type":"invalid_request_error","param":null,"code":null}}
            openai    | 402 | KEY            | {"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}
            openai    | 400 | CONTENT_POLICY | {"error":{"message":"Content Exists Risk","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}
            openai    | 400 | NOT_FOUND      | {"error":{"code":400,"message":"Model no-such/embedding-model does not exist"}}
            openai    | 400 | NOT_FOUND      | {"code":"invalid-argument","error":"Model not found: grok-nonexistent"}
            openai    | 400 | KEY            | {"code":"invalid-argument","error":"Incorrect API key provided: xx. You can obtain an API key from https://console.x.ai."}
            openai    | 413 | CONTEXT_LENGTH | {"error":{"message":"Request too large for model `x` in organization `o` on tokens per minute (TPM)","type":"tokens","code":"rate_limit_exceeded"}}
            openai    | 400 | NOT_FOUND      | {"error":{"message":"The model `x` has been decommissioned and is no longer supported.","type":"invalid_request_error","code":"model_decommissioned"}}
            openai    | 429 | KEY            | {"error":{"message":"Your account is suspended, please check your plan and billing details","type":"exceeded_current_quota_error"}}
            openai    | 502 | SERVER         | {}
            openai    | 504 | SERVER         | {"error":{"message":"gateway timeout"}}
            openai    | 501 | SERVER         | {"error":{"code":501,"message":"The current model does not support audio input.","type":"not_supported_error"}}
            openai    | 422 | CLIENT         | {"object":"error","message":{"detail":[{"type":"missing","loc":["body","messages"]}]},"type":"invalid_request_error"}
            anthropic | 529 | OVERLOADED     | {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}
            anthropic | 429 | RATE_LIMIT     | {"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your organization's rate limit of 40,000 input tokens per minute."}}
            anthropic | 400 | CONTEXT_LENGTH | {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 205012 tokens > 200000 maximum"}}
            anthropic | 400 | CONTEXT_LENGTH | {"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000"}}
            anthropic | 413 | CONTEXT_LENGTH | {"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}
            anthropic | 400 | KEY            | {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits."}}
            anthropic | 400 | KEY            | {"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits. You will regain access on 2026-06-01 at 00:00 UTC."}}
            anthropic | 401 | KEY            | {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}
            anthropic | 404 | NOT_FOUND      | {"type":"error","error":{"type":"not_found_error","message":"model: there-is-no-such-model"}}
            anthropic | 500 | SERVER         | {"type":"error","error":{"type":"api_error","message":"Internal server error"}}
            anthropic | 400 | CLIENT         | {"type":"error","error":{"type":"invalid_request_error","message":"messages.0: all messages must have non-empty content"}}
            gemini    | 429 | RATE_LIMIT     | {"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details. * Quota exceeded for metric: generate_content_free_tier_requests, limit: 10. Please retry in 35s.","status":"RESOURCE_EXHAUSTED"}}
            gemini    | 429 | RATE_LIMIT     | {"error":{"code":429,"message":"Resource has been exhausted (e.g. check quota).","status":"RESOURCE_EXHAUSTED"}}
            gemini    | 503 | OVERLOADED     | {"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}}
            gemini    | 500 | SERVER         | {"error":{"code":500,"message":"An internal error has occurred.","status":"INTERNAL"}}
            gemini    | 400 | CONTEXT_LENGTH | {"error":{"code":400,"message":"The input token count (1250074) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}
            gemini    | 400 | KEY            | {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}
            gemini    | 403 | KEY            | {"error":{"code":403,"message":"Permission 'aiplatform.endpoints.predict' denied on resource","status":"PERMISSION_DENIED"}}
            gemini    | 404 | NOT_FOUND      | {"error":{"code":404,"message":"models/x is not found for API version v1beta","status":"NOT_FOUND"}}
            gemini    | 400 | CLIENT         | {"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \\"x\\"","status":"INVALID_ARGUMENT"}}
            bedrock   | 429 | RATE_LIMIT     | {"message":"Too many tokens, please wait before trying again."}
            bedrock   | 429 | OVERLOADED     | {"__type":"ModelNotReadyException","type":"ModelNotReadyException","message":"Model is not ready for inference."}
            bedrock   | 400 | CONTEXT_LENGTH | {"message":"Input is too long for requested model."}
            bedrock   | 400 | NOT_FOUND      | {"message":"The provided model identifier is invalid."}
            bedrock   | 404 | NOT_FOUND      | {"message":"This model version has reached the end of its life."}
            bedrock   | 403 | KEY            | {"message":"The security token included in the request is expired"}
            bedrock   | 424 | SERVER         | {"message":"The model returned an error"}
            bedrock   | 408 | TRANSIENT      | {"message":"Model has timed out in processing the request."}
            bedrock   | 503 | OVERLOADED     | {"message":"The service is temporarily unavailable"}
            bedrock   | 400 | CLIENT         | {"message":"This model doesn't support the s3Uri field. Remove s3Uri and try again."}
            cohere    | 400 | CONTEXT_LENGTH | {"error_type":"TOO_MANY_TOKENS","id":"x","message":"too many tokens: size limit exceeded by 25836 tokens."}
            cohere    | 404 | NOT_FOUND      | {"id":"x","message":"model 'nonexistent' not found, make sure the correct model ID was used"}
            cohere    | 429 | RATE_LIMIT     | {"message":"You are using a Trial key, which is limited to 10 API calls / minute."}
            cohere    | 401 | KEY            | {"id":"x","message":"Incorrect API key provided: ***."}
            cohere    | 500 | SERVER         | {"message":"internal server error"}
            ollama    | 404 | NOT_FOUND      | {"error":"model 'x' not found, try pulling it first"}
            ollama    | 503 | OVERLOADED     | {"error":"server busy, please try again. maximum pending requests exceeded"}
            ollama    | 500 | SERVER         | {"error":"llama runner process has terminated"}
            ollama    | 400 | CLIENT         | {"error":"invalid options: tempreture"}
            """)
    void of_answer_isWhatItMeansForOthers(String dialect, int status, FailureClass kind, String body) {
        Failure failure = Dialected.ALL.get(dialect).readFailure(status, json(body));

        assertThat(failure.code()).isEqualTo(FailureCode.UPSTREAM_ERROR);
        assertThat(FailureClass.of(failure)).isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            openai    | ''                          | SERVER         | {"error":{"message":"The server had an error","type":"server_error"}}
            openai    | ''                          | RATE_LIMIT     | {"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}
            openai    | ''                          | KEY            | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}
            openai    | ''                          | CLIENT         | {"error":{"message":"Tool call validation failed","type":"invalid_request_error","code":"tool_use_failed","status_code":400}}
            responses | error                       | SERVER         | {"type":"error","sequence_number":2,"error":{"type":"server_error","code":"server_error","message":"An error occurred","param":null}}
            responses | error                       | RATE_LIMIT     | {"type":"error","sequence_number":2,"code":"rate_limit_exceeded","message":"Rate limit reached","param":null}
            anthropic | error                       | OVERLOADED     | {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}
            anthropic | error                       | RATE_LIMIT     | {"type":"error","error":{"type":"rate_limit_error","message":"Number of request tokens has exceeded your limit"}}
            anthropic | error                       | SERVER         | {"type":"error","error":{"type":"api_error","message":"Internal server error"}}
            anthropic | error                       | CLIENT         | {"type":"error","error":{"type":"invalid_request_error","message":"messages: at least one message is required"}}
            gemini    | ''                          | OVERLOADED     | {"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}
            gemini    | ''                          | RATE_LIMIT     | {"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED"}}
            gemini    | ''                          | CLIENT         | {"error":{"code":400,"message":"Unknown name","status":"INVALID_ARGUMENT"}}
            bedrock   | throttlingException         | RATE_LIMIT     | {"message":"Too many tokens, please wait before trying again."}
            bedrock   | serviceUnavailableException | OVERLOADED     | {"message":"Bedrock is unable to process your request."}
            bedrock   | internalServerException     | SERVER         | {"message":"The system encountered an unexpected error"}
            bedrock   | modelStreamErrorException   | SERVER         | {"message":"The model stream failed"}
            bedrock   | validationException         | CLIENT         | {"message":"messages.0.content: wrong"}
            bedrock   | validationException         | CONTEXT_LENGTH | {"message":"Input is too long for requested model."}
            cohere    | message-end                 | SERVER         | {"type":"message-end","id":"x","delta":{"error":"oops","finish_reason":"ERROR"}}
            ollama    | ''                          | SERVER         | {"error":"an error was encountered while running the model"}
            """)
    void of_frameOfStream_isReadByItsWords(String dialect, String name, FailureClass kind, String frame) {
        Dialect spoken = Dialected.ALL.get(dialect);
        AnswerFacts facts = new AnswerFacts();
        spoken.frameFacts(name, json(frame), facts);
        Failure told = spoken.readFailure(0, json(frame));

        assertThat(facts.failure()).isNotNull();
        // As the beginning of a stream is looked at: where the event says no kind, its name does.
        assertThat(told.origin()).isNotNull();
        assertThat(FailureClass.of(
                        told.origin().type().isEmpty()
                                ? Failure.told(facts.failure(), new Failure.Origin(0, name, ""))
                                : told))
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            UPSTREAM_UNAVAILABLE,      CONNECT
            UPSTREAM_TIMEOUT,          TIMEOUT
            UPSTREAM_INVALID_RESPONSE, BROKEN
            UPSTREAM_ABORTED,          BROKEN
            UPSTREAM_UNAUTHORIZED,     KEY
            OVERLOADED,                OVERLOADED
            MODEL_NOT_FOUND,           NOT_FOUND
            UNSUPPORTED_TRANSLATION,   UNSUPPORTED
            INVALID_REQUEST,           UNSUPPORTED
            INVALID_JSON,              CLIENT
            REQUEST_TOO_LARGE,         CLIENT
            NOT_PERMITTED,             CLIENT
            INTERNAL_ERROR,            CLIENT
            """)
    void of_ourOwnFailure_goesByItsCode(FailureCode code, FailureClass kind) {
        assertThat(FailureClass.of(Failure.of(code, "rate limit overloaded context length")))
                .isEqualTo(kind);
    }

    @Test
    void of_failureWithoutOrigin_isReadByItsWords() {
        assertThat(FailureClass.of(Failure.of(FailureCode.UPSTREAM_ERROR, "Overloaded")))
                .isEqualTo(FailureClass.OVERLOADED);
        assertThat(FailureClass.of(Failure.of(FailureCode.UPSTREAM_ERROR, "oops")))
                .isEqualTo(FailureClass.SERVER);
    }

    /** Who is to blame: the target, the key or nobody here. The same target is asked again only if it may do better. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            CONNECT,        true,  false, true
            TIMEOUT,        true,  false, true
            TRANSIENT,      true,  false, true
            RATE_LIMIT,     false, true,  true
            KEY,            false, true,  false
            SERVER,         true,  false, true
            OVERLOADED,     true,  false, true
            BROKEN,         true,  false, true
            CONTEXT_LENGTH, false, false, false
            CONTENT_POLICY, false, false, false
            NOT_FOUND,      false, false, false
            UNSUPPORTED,    false, false, false
            CLIENT,         false, false, false
            """)
    void blame_kind_isOnWhoHasFailed(FailureClass kind, boolean target, boolean key, boolean passes) {
        assertThat(kind.blamesTarget()).isEqualTo(target);
        assertThat(kind.blamesKey()).isEqualTo(key);
        assertThat(kind.passes()).isEqualTo(passes);
    }

    private static Json json(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }
}
