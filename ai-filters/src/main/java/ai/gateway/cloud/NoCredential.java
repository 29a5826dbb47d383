package ai.gateway.cloud;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.provider.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Tells of credentials that could not be had. What others say of them may quote secrets: nothing of it is passed on. */
final class NoCredential {

    private static final Logger log = LoggerFactory.getLogger(NoCredential.class);

    /** The libraries ask several places, some more than once. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private NoCredential() {}

    static AiException because(String why) {
        return Failure.of(FailureCode.UPSTREAM_UNAUTHORIZED, "provider: the gateway has no credential for it: " + why)
                .asException();
    }

    /** What blocks, on a thread that may. */
    static <T> Mono<T> blocking(Provider provider, Callable<T> fetch, Function<Throwable, String> why) {
        return told(provider, Mono.fromCallable(fetch).subscribeOn(Schedulers.boundedElastic()), why);
    }

    /** The same, with all that can go wrong told in words of ours. */
    static <T> Mono<T> told(Provider provider, Mono<T> fetch, Function<Throwable, String> why) {
        return fetch.timeout(PATIENCE)
                .onErrorMap(
                        error -> !(error instanceof AiException),
                        error -> because(
                                error instanceof TimeoutException
                                        ? "none came within " + PATIENCE.toSeconds() + " s"
                                        : why.apply(error)))
                .doOnError(
                        AiException.class,
                        error -> log.warn(
                                "{}: {}", provider.name(), error.failure().message()));
    }
}
