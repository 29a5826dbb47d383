package ai.gateway.pools;

import ai.gateway.exchange.Failure;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Kinds of failures, by what they mean for whom to ask next. */
enum FailureClass {
    /** No connection, or it broke before there was an answer. */
    CONNECT,
    /** Silent for too long. */
    TIMEOUT,
    /** 408, 409, 425: the same question may be answered the next time. */
    TRANSIENT,
    /** 429: too many requests or tokens with that key. */
    RATE_LIMIT,
    /** 401, 402, 403: the key is not good, or has nothing left to spend. */
    KEY,
    /** 5xx. */
    SERVER,
    /** 503, 529, and whatever else says that there is too much to do. */
    OVERLOADED,
    /** Nonsense, or a stream that ended before its answer began. */
    BROKEN,
    /** The prompt is too long for the model. */
    CONTEXT_LENGTH,
    /** The provider does not want to answer that. */
    CONTENT_POLICY,
    /** The provider does not have the model. */
    NOT_FOUND,
    /** It cannot be said to that target, or the gateway ends: that says nothing of the target. */
    UNSUPPORTED,
    /** The request is at fault: nobody else would answer it better. */
    CLIENT;

    /** After these, another target may be asked without a word. */
    static final Set<FailureClass> USUAL =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(CONTENT_POLICY, UNSUPPORTED, CLIENT)));

    private static final List<String> LENGTH = List.of(
            "context_length",
            "context length",
            "context window",
            "context limit",
            "context_size",
            "context size",
            "maximum context",
            "maximum model length",
            "maximum number of tokens",
            "max_new_tokens` must be <=",
            "prompt is too long",
            "input is too long",
            "too many tokens",
            "too many input tokens",
            "string_above_max_length",
            "request_too_large");

    private static final List<String> POLICY = List.of(
            "content_filter",
            "content_policy",
            "content policy",
            "content management policy",
            "responsible_ai",
            "safety system",
            "safety_check",
            "moderation",
            "usage policy",
            "usage policies",
            "usage guidelines",
            "data_inspection_failed",
            "content exists risk");

    private static final List<String> BUSY = List.of("overloaded", "unavailable", "slow_down", "notready", "capacity");

    /** What providers say with 429, too, when it is not the key that asks for too much. */
    private static final List<String> ENGINE = List.of("overloaded", "notready");

    private static final List<String> LIMIT = List.of(
            "rate_limit", "rate limit", "resource_exhausted", "throttl", "too_many_requests", "too many requests");

    private static final List<String> SPENT = List.of(
            "insufficient_quota",
            "exceeded_current_quota",
            "credit balance",
            "insufficient balance",
            "insufficient_balance",
            "billing_error",
            "billing_not_active",
            "available credits",
            "spending limit",
            "api usage limits");

    /** How those who stream say that the request is at fault. */
    private static final List<String> FAULT = List.of("invalid_request", "invalid_argument", "validationexception");

    private static final List<String> KEYS =
            List.of("api key not valid", "api_key_invalid", "incorrect api key", "authentication_error");

    private static final List<String> MODEL = List.of(
            "model_not_found",
            "invalid_model",
            "invalid model",
            "model not found",
            "model not exist",
            "not a valid model",
            "model identifier is invalid",
            "model_decommissioned",
            "model_not_supported");

    static FailureClass of(Failure failure) {
        return switch (failure.code()) {
            case UPSTREAM_UNAVAILABLE -> CONNECT;
            case UPSTREAM_TIMEOUT -> TIMEOUT;
            case UPSTREAM_INVALID_RESPONSE, UPSTREAM_ABORTED -> BROKEN;
            case UPSTREAM_UNAUTHORIZED -> KEY;
            case OVERLOADED -> OVERLOADED;
            case UPSTREAM_ERROR -> told(failure);
            case UNSUPPORTED_TRANSLATION, INVALID_REQUEST -> UNSUPPORTED; // we said so before anybody was asked
            case GATEWAY_STOPPING -> UNSUPPORTED; // no target is to blame
            case MODEL_NOT_FOUND -> NOT_FOUND;
            default -> CLIENT;
        };
    }

    private static FailureClass told(Failure failure) {
        Failure.Origin origin = failure.origin();
        String said = origin == null
                ? failure.message().toLowerCase(Locale.ROOT)
                : (origin.type() + ' ' + origin.code() + ' ' + failure.message()).toLowerCase(Locale.ROOT);
        int status = origin == null ? 0 : origin.status();
        return status == 0 ? byWords(said) : byStatus(status, said);
    }

    private static FailureClass byStatus(int status, String said) {
        return switch (status) {
            case 401, 402 -> KEY;
            case 403 -> has(said, POLICY) ? CONTENT_POLICY : KEY;
            case 404 -> NOT_FOUND;
            case 408, 409, 425 -> TRANSIENT;
            case 413 -> CONTEXT_LENGTH;
            case 424 -> SERVER;
            case 429 -> has(said, SPENT) ? KEY : has(said, ENGINE) ? OVERLOADED : RATE_LIMIT;
            case 503, 529 -> OVERLOADED;
            default -> status >= 500 ? SERVER : byRequest(said);
        };
    }

    private static FailureClass byRequest(String said) {
        if (has(said, LENGTH)) {
            return CONTEXT_LENGTH;
        }
        if (has(said, SPENT) || has(said, KEYS)) {
            return KEY; // Anthropic and Google say so with 400
        }
        if (has(said, MODEL) || (said.contains("model") && said.contains("does not exist"))) {
            return NOT_FOUND; // Mistral, Bedrock and others say so with 400
        }
        return has(said, POLICY) ? CONTENT_POLICY : CLIENT;
    }

    /** A stream that failed before it said anything has no status. */
    private static FailureClass byWords(String said) {
        if (has(said, BUSY)) {
            return OVERLOADED;
        }
        if (has(said, LIMIT)) {
            return RATE_LIMIT;
        }
        FailureClass request = byRequest(said);
        return request == CLIENT && !has(said, FAULT) ? SERVER : request;
    }

    private static boolean has(String said, List<String> words) {
        for (String word : words) {
            if (said.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** The target is not well, or not for this. */
    boolean blamesTarget() {
        return switch (this) {
            case CONNECT, TIMEOUT, TRANSIENT, SERVER, OVERLOADED, BROKEN -> true;
            case RATE_LIMIT, KEY, CONTEXT_LENGTH, CONTENT_POLICY, NOT_FOUND, UNSUPPORTED, CLIENT -> false;
        };
    }

    /** Another key of the same provider may be answered. */
    boolean blamesKey() {
        return this == RATE_LIMIT || this == KEY;
    }

    /** The same target may answer the next time. */
    boolean passes() {
        return blamesTarget() || this == RATE_LIMIT;
    }
}
