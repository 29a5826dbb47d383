package ai.gateway.pipeline;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import java.util.function.Function;

/** Asks anew what was answered by something old, for the next one who asks: nobody waits for the answer. */
final class Refresh {

    private static final Logger log = LoggerFactory.getLogger(Refresh.class);

    private Refresh() {}

    /** Not of what another's cloud hosts, which is found by way of the model's name alone, nor of what nobody reads to its end. */
    static boolean isPossible(Outcall stale) {
        return stale.destination().hosted() == null && stale.operation() != Operation.SPEECH;
    }

    /** @param asking asks by that attempt */
    static void of(Outcall stale, Function<Attempt, Mono<Ready>> asking) {
        Pick again = new Again(stale.attempt().pick(), stale.destination().target());
        Attempt attempt = stale.attempt().again(again);
        try {
            asking.apply(attempt).subscribe(ready -> came(attempt, ready), error -> failed(attempt, error));
        } catch (RuntimeException cannot) {
            failed(attempt, cannot);
        }
    }

    private static void came(Attempt attempt, Ready ready) {
        ready.drop();
        Failure failure = ready.failure();
        if (failure == null) {
            attempt.provenance().given(ready.passage());
            attempt.provenance().keep(attempt.facts());
        }
        Pick.Result how = failure == null ? Pick.Result.ANSWERED : Pick.Result.FAILED;
        attempt.ai().tries().tell(attempt, how, attempt.facts(), failure);
    }

    private static void failed(Attempt attempt, Throwable error) {
        Failure failure = Failures.of(error);
        log.info("{} refresh: {}", attempt.ai().id(), failure.message());
        attempt.ai().tries().tell(attempt, Pick.Result.FAILED, attempt.facts(), failure);
    }

    /** The same one once more. */
    private record Again(@Nullable Pick before, @Nullable Target target) implements Pick {

        @Override
        public Settings.Timeouts timeouts(Settings.Timeouts ofRoute) {
            return before == null ? ofRoute : before.timeouts(ofRoute);
        }

        @Override
        public String name() {
            return "refresh";
        }

        @Override
        public boolean isMirror() {
            return true;
        }

        @Override
        public void ended(Result how, AnswerFacts facts, @Nullable Failure why) {}
    }
}
