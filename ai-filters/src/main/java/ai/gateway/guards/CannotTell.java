package ai.gateway.guards;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;

/** Somebody who was asked has not answered, or not what can be understood. Says nothing of what was said on either side. */
final class CannotTell extends RuntimeException {

    CannotTell(String why) {
        super(why, null, false, false);
    }

    /** Messages of others may quote anything. */
    static CannotTell of(Throwable error) {
        if (error instanceof CannotTell known) {
            return known;
        }
        if (error instanceof AiException told) {
            return new CannotTell(said(told.failure()));
        }
        return new CannotTell("no answer (" + error.getClass().getSimpleName() + ")");
    }

    private static String said(Failure failure) {
        if (failure.origin() != null) {
            return "status " + failure.origin().status();
        }
        return failure.code() == FailureCode.UPSTREAM_INVALID_RESPONSE ? "not what was asked for" : failure.message();
    }
}
