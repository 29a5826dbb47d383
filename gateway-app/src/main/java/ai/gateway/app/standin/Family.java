package ai.gateway.app.standin;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Seal;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** The providers of the dialects, as far as their manners are not the dialect's: how they number what they do. */
enum Family {
    OPENAI("x-request-id", "chatcmpl-", "call_"),
    RESPONSES("x-request-id", "resp_", "call_"),
    ANTHROPIC("request-id", "msg_", "toolu_"),
    GEMINI("x-request-id", "", ""),
    BEDROCK("x-amzn-requestid", "", "tooluse_"),
    COHERE("x-request-id", "", "call_"),
    OLLAMA("x-request-id", "", "call_");

    private static final String SIGNATURE = "c3RhbmQtaW4=";

    private final String idHeader;
    private final String answer;
    private final String call;

    Family(String idHeader, String answer, String call) {
        this.idHeader = idHeader;
        this.answer = answer;
        this.call = call;
    }

    static Family of(Dialect dialect) {
        return valueOf(dialect.id().toUpperCase(Locale.ROOT));
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

    String dialect() {
        return name().toLowerCase(Locale.ROOT);
    }

    String idHeader() {
        return idHeader;
    }

    String answerId(String id) {
        return answer + id;
    }

    String callId(String id) {
        return call + id;
    }

    /** What it signs thoughts with; null where it does not. */
    @Nullable
    Seal seal() {
        return switch (this) {
            case ANTHROPIC, GEMINI, BEDROCK -> new Seal(dialect(), SIGNATURE);
            case OPENAI, RESPONSES, COHERE, OLLAMA -> null;
        };
    }

    Failure failure(Refusal refusal) {
        int status = refusal.status();
        boolean hint = this == GEMINI && status == 429;
        return Failure.told(
                hint ? refusal.text() + " Please retry in 1s." : refusal.text(),
                new Failure.Origin(status, "", code(status)));
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "invalid_api_key";
            case 404 -> "not_found";
            case 429 -> "rate_limit_exceeded";
            case 503, 529 -> "server_overloaded";
            default -> status < 500 ? "invalid_request" : "server_error";
        };
    }
}
