package ai.gateway.app.faults;

import ai.gateway.dialect.TextVisitor;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Stage;
import ai.gateway.pipeline.TextFlow;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Writes down every settlement of the gateway; adds a stage to each exchange, as a filter that meters would. */
final class Ledger implements GlobalFilter, Ordered {

    /** One settlement and when it came, by {@link System#nanoTime()}. */
    record Entry(String exchange, Outcome.Ending ending, int status, Outcome outcome, long nanos) {}

    /** A header that has a stage fail at just this text of the answer. */
    static final String FAILS_AT = "x-fails-at";

    private final AiExchanges exchanges;
    private final List<Entry> entries = new ArrayList<>();
    private int begun;

    private Ledger(AiExchanges exchanges) {
        this.exchanges = exchanges;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Configuration {

        @Bean
        Ledger ledger(AiExchanges exchanges) {
            return new Ledger(exchanges);
        }

        /** The loops and pools that all gateways of this JVM share outlive each of them. */
        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            return new ReactorResourceFactory() {
                @Override
                public void destroy() {}

                @Override
                public void stop() {}

                @Override
                public void stop(Runnable callback) {
                    callback.run();
                }
            };
        }
    }

    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        begin();
        String failsAt = exchange.getRequest().getHeaders().getFirst(FAILS_AT);
        if (failsAt != null) {
            exchanges.of(exchange).add(new FailingStage(failsAt));
        }
        exchanges.of(exchange).add(new Stage() {
            @Override
            public Mono<Void> settle(AiExchange settled, Outcome outcome) {
                return Mono.fromRunnable(() -> write(settled, outcome));
            }
        });
        return chain.filter(exchange);
    }

    /** Throws at the text that it is made for. */
    private record FailingStage(String at) implements Stage {

        @Override
        public Need need() {
            return Need.TEXTS;
        }

        @Override
        public TextFlow flow() {
            return (TextFlow.OfPieces) this::text;
        }

        private String text(TextVisitor.Role role, int choice, String text) {
            if (text.equals(at)) {
                throw new IllegalStateException("thrown deliberately");
            }
            return text;
        }
    }

    private synchronized void begin() {
        begun++;
        notifyAll();
    }

    private synchronized void write(AiExchange settled, Outcome outcome) {
        entries.add(new Entry(settled.id(), outcome.ending(), outcome.status(), outcome, System.nanoTime()));
        notifyAll();
    }

    synchronized int begun() {
        return begun;
    }

    synchronized int settled() {
        return entries.size();
    }

    /** Waits for so many settlements, and gives all but the first {@code before}. */
    synchronized List<Entry> awaitSettled(int before, int count, Duration atMost) {
        await(() -> entries.size() >= before + count, atMost, before + count + " settlements");
        return List.copyOf(entries.subList(before, entries.size()));
    }

    synchronized void awaitBegun(int count, Duration atMost) {
        await(() -> begun >= count, atMost, count + " exchanges");
    }

    private synchronized void await(BooleanSupplier condition, Duration atMost, String expected) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("expected " + expected + " within " + atMost + ", but saw " + begun
                        + " exchanges and " + entries.size() + " settlements");
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
    }
}
