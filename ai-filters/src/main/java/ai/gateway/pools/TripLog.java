package ai.gateway.pools;

import ai.gateway.exchange.Failure;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Pick;
import ai.gateway.pipeline.Stage;
import ai.gateway.pipeline.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells the log in one line who was asked in an exchange and why, and how it went: always where it took more than one
 * attempt or was not answered, otherwise only to those who look closely. Nothing of what was said is in it.
 */
final class TripLog implements Stage {

    private static final Logger log = LoggerFactory.getLogger(TripLog.class);

    private final String pool;

    TripLog(PoolState pool) {
        this.pool = pool.pool().name();
    }

    @Override
    public Mono<Void> settle(AiExchange exchange, Outcome outcome) {
        boolean smooth = exchange.trace().attempts() == 1 && outcome.result() != Pick.Result.FAILED;
        if (!smooth && log.isInfoEnabled()) {
            told(exchange, outcome, log::info);
        } else if (smooth && log.isDebugEnabled()) {
            told(exchange, outcome, log::debug);
        }
        return Mono.empty();
    }

    private void told(AiExchange exchange, Outcome outcome, Consumer<String> told) {
        Trace trace = exchange.trace().unreported();
        if (trace.attempts() > 0 || !trace.leftOut().isEmpty()) {
            told.accept(line(exchange.id(), outcome, trace));
        }
    }

    private String line(String id, Outcome outcome, Trace trace) {
        LogLine line = new LogLine("exchange")
                .with("id", id)
                .with("pool", pool)
                .with("ending", PoolViews.word(outcome.ending()))
                .with("status", outcome.status());
        Failure failure = outcome.failure();
        if (failure != null) {
            line.with("failure", failure.code().wire());
        }
        line.with("attempts", trace.attempts());
        if (!trace.tried().isEmpty()) {
            line.with(
                    "tried",
                    trace.tried().stream()
                            .map(each -> each.name() + " " + each.how() + " " + each.millis() + "ms")
                            .collect(Collectors.joining(", ")));
        }
        if (!trace.leftOut().isEmpty()) {
            line.with(
                    "left-out",
                    trace.leftOut().stream()
                            .map(each -> each.name() + " " + each.why())
                            .collect(Collectors.joining(", ")));
        }
        return line.toString();
    }
}
