package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Usage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;

/** Shows a request to one whose answer nobody gets: to see how a model does with what people really ask. */
final class Mirror {

    private static final Logger log = LoggerFactory.getLogger(Mirror.class);

    private Mirror() {}

    /** @param pick null for nobody */
    static void show(@Nullable Pick pick, ServerWebExchange exchange, AiExchange ai, Caller caller) {
        if (pick == null) {
            return;
        }
        try {
            Attempt attempt = Attempt.of(ai, pick, null);
            caller.call(exchange, attempt)
                    .subscribe(
                            ready -> looked(attempt, pick, ready), error -> failed(attempt, pick, Failures.of(error)));
        } catch (RuntimeException cannot) {
            log.debug("{} mirror {}: {}", ai.id(), pick.name(), cannot.getMessage());
            ai.tries().unasked(pick);
        }
    }

    private static void looked(Attempt attempt, Pick pick, Ready ready) {
        ready.drop();
        Failure failure = ready.failure();
        if (failure != null) {
            failed(attempt, pick, failure);
            return;
        }
        Usage usage = attempt.facts().usage();
        log.info(
                "{} mirror {}: finish={} input={} output={}",
                attempt.ai().id(),
                pick.name(),
                attempt.facts().finish(),
                said(usage.input()),
                said(usage.output()));
        attempt.ai().tries().tell(attempt, Pick.Result.ANSWERED, attempt.facts(), null);
    }

    private static String said(long tokens) {
        return tokens == Usage.ABSENT ? "?" : Long.toString(tokens);
    }

    private static void failed(Attempt attempt, Pick pick, Failure failure) {
        log.info("{} mirror {}: {}", attempt.ai().id(), pick.name(), failure.message());
        attempt.ai().tries().tell(attempt, Pick.Result.FAILED, attempt.facts(), failure);
    }
}
