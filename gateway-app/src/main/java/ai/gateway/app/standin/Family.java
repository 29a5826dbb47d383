package ai.gateway.app.standin;

import org.jspecify.annotations.Nullable;

import java.util.Map;

import static ai.gateway.app.standin.Json.obj;

/** The families of error bodies: every api of one provider words its errors in one way. */
enum Family {
    OPENAI("x-request-id"),
    ANTHROPIC("request-id"),
    GEMINI("x-request-id"),
    BEDROCK("x-amzn-requestid"),
    COHERE("x-request-id"),
    OLLAMA("x-request-id");

    private final String idHeader;

    Family(String idHeader) {
        this.idHeader = idHeader;
    }

    String idHeader() {
        return idHeader;
    }

    /** The family that a path we do not serve most likely belongs to. */
    static Family ofPath(String path, boolean anthropicVersion) {
        if (anthropicVersion || path.startsWith("/v1/messages")) {
            return ANTHROPIC;
        }
        if (path.startsWith("/v1beta/") || (path.startsWith("/v1/models/") && path.indexOf(':') > 0)) {
            return GEMINI;
        }
        return path.startsWith("/model/")
                ? BEDROCK
                : path.startsWith("/v2/") ? COHERE : path.startsWith("/api/") ? OLLAMA : OPENAI;
    }

    Object error(Refusal refusal, String requestId) {
        int status = refusal.status();
        String message = refusal.text();
        return switch (this) {
            case OPENAI ->
                obj(
                        "error",
                        obj("message", message, "type", openAiType(status), "param", null, "code", openAiCode(status)));
            case ANTHROPIC -> {
                Object error = obj("type", anthropicType(status), "message", message);
                yield obj("type", "error", "error", error, "request_id", "req_" + requestId);
            }
            case GEMINI -> {
                String when = status == 429 ? message + " Please retry in 1s." : message;
                yield obj("error", obj("code", status, "message", when, "status", geminiStatus(status)));
            }
            case BEDROCK -> obj("message", message);
            case COHERE -> obj("id", requestId, "message", message);
            case OLLAMA -> obj("error", message);
        };
    }

    /** What stands in the head of the answer beside the body. */
    Map<String, String> errorHeaders(int status) {
        return this == BEDROCK
                ? Map.of(
                        "x-amzn-errortype",
                        bedrockType(status) + ":http://internal.amazon.com/coral/com.amazon.bedrock/")
                : Map.of();
    }

    private static String openAiType(int status) {
        return switch (status) {
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static @Nullable String openAiCode(int status) {
        return switch (status) {
            case 401 -> "invalid_api_key";
            case 404 -> "not_found";
            case 429 -> "rate_limit_exceeded";
            case 503, 529 -> "server_overloaded";
            default -> null;
        };
    }

    private static String anthropicType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    private static String geminiStatus(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503, 529 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }

    static String bedrockType(int status) {
        return switch (status) {
            case 401 -> "UnrecognizedClientException";
            case 403 -> "AccessDeniedException";
            case 404 -> "ResourceNotFoundException";
            case 408 -> "ModelTimeoutException";
            case 424 -> "ModelErrorException";
            case 429 -> "ThrottlingException";
            case 503, 529 -> "ServiceUnavailableException";
            default -> status < 500 ? "ValidationException" : "InternalServerException";
        };
    }
}
