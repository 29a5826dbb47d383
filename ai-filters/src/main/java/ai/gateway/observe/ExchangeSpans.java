package ai.gateway.observe;

import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Principal;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Chronicle;
import ai.gateway.pipeline.Chronicle.Step;
import ai.gateway.pipeline.Quoting;
import ai.gateway.pipeline.Quoting.Quote;
import ai.gateway.pipeline.Witness;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.http.HttpHeaders;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes spans of exchanges when they are over: of the exchange one, and one of each of its steps. Whoever is not sampled costs
 * no more than to find that out. Nothing that was said is in them, unless a route's log says so.
 */
final class ExchangeSpans implements Witness {

    private final Tracer tracer;
    private final Propagator propagator;

    ExchangeSpans(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Override
    public void ended(AiExchange exchange, Chronicle chronicle) {
        Seen seen = new Seen(exchange, chronicle);
        Clock clock = new Clock(chronicle);
        Span span = under(chronicle.web().getRequest().getHeaders())
                .name(seen.operation() + " " + seen.asked())
                .kind(Span.Kind.SERVER)
                .startTimestamp(clock.micros(chronicle.since()), TimeUnit.MICROSECONDS)
                .start();
        long end = clock.micros(chronicle.until());
        if (Boolean.FALSE.equals(span.context().sampled())) {
            span.end(end, TimeUnit.MICROSECONDS);
            return;
        }
        describe(span, seen);
        chronicle.steps().forEach(step -> child(span.context(), step, clock));
        Quoting quoting = exchange.stage(Quoting.class);
        if (quoting == null) {
            span.end(end, TimeUnit.MICROSECONDS);
        } else {
            quoting.quote(quote -> {
                quote(span, quote);
                span.end(end, TimeUnit.MICROSECONDS);
            });
        }
    }

    private static void quote(Span span, Quote quote) {
        told(span, "gen_ai.input.messages", quote::asked);
        told(span, "gen_ai.output.messages", quote::answered);
        if (quote.missing() > 0) {
            span.tag("ai.gateway.missing_characters", quote.missing());
        }
    }

    /** In the caller's trace, where it has told one. */
    private Span.Builder under(HttpHeaders headers) {
        for (String field : propagator.fields()) {
            if (headers.getFirst(field) != null) {
                return propagator.extract(headers, HttpHeaders::getFirst);
            }
        }
        return tracer.spanBuilder().setNoParent();
    }

    /** Wall time by the time that nobody sets back. */
    private record Clock(Chronicle chronicle) {

        long micros(long nanos) {
            return TimeUnit.MILLISECONDS.toMicros(chronicle.at())
                    + TimeUnit.NANOSECONDS.toMicros(nanos - chronicle.since());
        }
    }

    private static void describe(Span span, Seen seen) {
        Chronicle chronicle = seen.chronicle();
        span.tag("routeId", seen.route());
        span.tag("gen_ai.operation.name", seen.operation());
        span.tag("gen_ai.provider.name", seen.provider());
        span.tag("gen_ai.request.model", seen.asked());
        span.tag("gen_ai.response.model", seen.model());
        span.tag("gen_ai.usage.input_tokens", seen.input());
        span.tag("gen_ai.usage.output_tokens", seen.output());
        span.tag("gen_ai.request.stream", chronicle.asked().stream());
        span.tag("http.response.status_code", chronicle.outcome().status());
        span.tag("ai.gateway.request.id", seen.exchange().id());
        FinishReason finish = chronicle.outcome().facts().finish();
        if (finish != null) {
            span.tag("gen_ai.response.finish_reasons", finish.name().toLowerCase(Locale.ROOT));
        }
        Principal who = seen.exchange().principal();
        if (who != null) {
            span.tag("ai.gateway.key", who.key());
            span.tag("ai.gateway.owner", who.owner());
        }
        told(span, "ai.gateway.cache", seen::cache);
        told(span, "ai.gateway.cost.usd", () -> seen.exchange().notes().value("x-ai-cost-usd"));
        told(span, "ai.gateway.guard", () -> seen.exchange().notes().value("x-ai-guard"));
        if (seen.firstNanos() > 0) {
            span.tag("gen_ai.server.time_to_first_token", (double) seen.firstNanos() / 1e9);
        }
        if (!seen.error().equals(Seen.NONE)) {
            span.tag("error.type", seen.error());
        }
    }

    private static void told(Span span, String name, Supplier<String> value) {
        String text = value.get();
        if (!text.isEmpty()) {
            span.tag(name, text);
        }
    }

    private void child(TraceContext parent, Step step, Clock clock) {
        String kind = step.kind().label();
        Span.Builder builder = tracer.spanBuilder()
                .setParent(parent)
                .name(step.name().isEmpty() ? kind : kind + " " + step.name())
                .startTimestamp(clock.micros(step.from()), TimeUnit.MICROSECONDS);
        if (step.kind() == Chronicle.Kind.ATTEMPT) {
            builder.kind(Span.Kind.CLIENT);
        }
        Span span = builder.start();
        if (!step.how().isEmpty()) {
            span.tag("ai.gateway.outcome", step.how());
        }
        span.end(clock.micros(step.to()), TimeUnit.MICROSECONDS);
    }
}
