package ai.gateway.alerts;

import ai.gateway.exchange.Failure;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Pick;
import ai.gateway.pipeline.Spent;

/** Who is to blame when a request was not answered as it should have been. */
enum Fault {
    /** A provider has answered; be it that the client has asked for what it has not. */
    NONE,
    /** Refused by the gateway, left by its client, or broken off because the gateway ends: says nothing of anybody. */
    NOBODY,
    PROVIDER,
    GATEWAY;

    private static final int BAD = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    static Fault of(Outcome outcome) {
        Failure failure = outcome.failure();
        return switch (outcome.ending()) {
            case CLIENT_GONE -> NOBODY;
            case INCOMPLETE -> PROVIDER;
            case COMPLETE, FAILED ->
                failure != null
                        ? of(failure)
                        : outcome.status() >= BAD
                                ? of(outcome.status())
                                : outcome.facts().failure() != null ? PROVIDER : NONE;
        };
    }

    private static Fault of(int status) {
        return blames(status) ? PROVIDER : NONE;
    }

    static Fault of(Failure failure) {
        return switch (failure.code()) {
            case UPSTREAM_UNAVAILABLE,
                    UPSTREAM_TIMEOUT,
                    UPSTREAM_INVALID_RESPONSE,
                    UPSTREAM_UNAUTHORIZED,
                    UPSTREAM_ABORTED -> PROVIDER;
            case UPSTREAM_ERROR -> {
                Failure.Origin origin = failure.origin();
                yield origin == null || origin.status() < BAD ? PROVIDER : of(origin.status());
            }
            case OVERLOADED, ACCOUNTS_UNAVAILABLE, KEY_STORE_UNAVAILABLE, INTERNAL_ERROR -> GATEWAY;
            case REQUEST_TOO_LARGE,
                    INVALID_JSON,
                    INVALID_REQUEST,
                    UNSUPPORTED_TRANSLATION,
                    CONTEXT_LENGTH_EXCEEDED,
                    BLOCKED_BY_GUARD,
                    NO_TARGET,
                    INVALID_API_KEY,
                    BUDGET_EXCEEDED,
                    NOT_PERMITTED,
                    MODEL_NOT_FOUND,
                    RATE_LIMIT_EXCEEDED,
                    TOKEN_LIMIT_EXCEEDED,
                    GATEWAY_STOPPING -> NOBODY;
        };
    }

    /**
     * Of one attempt, as far as the provider is concerned.
     *
     * @param last the exchange's, whose outcome is known
     */
    static Fault of(Spent attempt, boolean last, Outcome outcome) {
        if (attempt.how() == Pick.Result.UNWANTED) {
            return NOBODY;
        }
        Failure why = attempt.why();
        if (why != null) {
            return of(why) == PROVIDER ? PROVIDER : why.origin() == null ? NOBODY : NONE;
        }
        if (last && outcome.failure() == null && outcome.status() >= BAD) {
            return of(outcome.status());
        }
        return attempt.how() == Pick.Result.FAILED ? PROVIDER : NONE; // its stream has said so, or has broken off
    }

    private static boolean blames(int status) {
        return status >= SERVER || status == TOO_MANY || status == REQUEST_TIMEOUT;
    }
}
