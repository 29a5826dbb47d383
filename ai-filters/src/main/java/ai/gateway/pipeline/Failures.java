package ai.gateway.pipeline;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import io.netty.channel.ConnectTimeoutException;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** What an exception means for the client. Addresses and internals stay here. */
final class Failures {

    private Failures() {}

    static Failure of(Throwable error) {
        if (error instanceof AiException expected) {
            return expected.failure();
        }
        return isOurs(error)
                ? Failure.of(FailureCode.INTERNAL_ERROR, "gateway: an error of its own (its log says more)")
                : ofUpstream(error, "before its answer");
    }

    /** A mistake in this code, or in a filter's. What the network does wrong has other types. */
    private static boolean isOurs(Throwable error) {
        return error instanceof NullPointerException
                || error instanceof IllegalStateException
                || error instanceof IllegalArgumentException
                || error instanceof IndexOutOfBoundsException
                || error instanceof ClassCastException
                || error instanceof Error;
    }

    static Failure ofUpstream(Throwable error, String when) {
        if (error instanceof AiException expected) {
            return expected.failure();
        }
        if (error instanceof ConnectTimeoutException) {
            return Failure.of(FailureCode.UPSTREAM_TIMEOUT, "provider: no connection in time (connect time-out)");
        }
        if (error instanceof UnknownHostException || error instanceof UnresolvedAddressException) {
            return unavailable("its host name is not known");
        }
        if (error instanceof ConnectException) {
            return unavailable("it refused the connection");
        }
        if (error instanceof PoolAcquireTimeoutException || error instanceof PoolAcquirePendingLimitException) {
            return Failure.of(FailureCode.OVERLOADED, "gateway: all connections to the provider are busy (try again)");
        }
        if (error instanceof PrematureCloseException || error instanceof java.io.IOException) {
            return Failure.of(FailureCode.UPSTREAM_UNAVAILABLE, "provider: it closed the connection " + when);
        }
        return Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: unreadable HTTP " + when);
    }

    private static Failure unavailable(String why) {
        return Failure.of(FailureCode.UPSTREAM_UNAVAILABLE, "provider: " + why);
    }
}
