package ai.gateway.cache;

import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Routes;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Decision;
import ai.gateway.plug.Shortcut;
import ai.gateway.recall.Pace;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code AiCache=30m}: an answer that was given is given again to who asks the same. */
public final class AiCacheGatewayFilterFactory extends AiGatewayFilterFactory<AiCacheGatewayFilterFactory.Config> {

    /**
     * What a route may say.
     *
     * @param ttl how long an answer is given again
     * @param sharing who gets whose answers
     * @param maxAnswer that is kept; a longer one passes
     * @param pace of streams that are given again: {@code at-once}, {@code as-recorded}, {@code 50 tokens/s}
     * @param charge whether what is given again counts against limits and budgets
     * @param singleFlight whether those who ask the same at the same time share one call
     * @param tags by which answers can be purged
     */
    public record Config(
            @DefaultValue("1h") Duration ttl,
            @DefaultValue("principal") Sharing sharing,
            @DefaultValue("1MB") DataSize maxAnswer,
            @DefaultValue("at-once") String pace,
            @DefaultValue("false") boolean charge,
            @DefaultValue("true") boolean singleFlight,
            @DefaultValue List<String> tags) {

        Rules rules() {
            if (ttl.isZero() || ttl.isNegative()) {
                throw new IllegalArgumentException("ttl: " + ttl + " (expected: > 0)");
            }
            if (maxAnswer.toBytes() < 1 || maxAnswer.toBytes() > Integer.MAX_VALUE / 2) {
                throw new IllegalArgumentException("maxAnswer: " + maxAnswer + " (expected: 1B to 1GB)");
            }
            return new Rules(ttl, sharing, maxAnswer.toBytes(), paced(pace), charge, singleFlight, Set.copyOf(tags));
        }
    }

    private static final String TOKENS = "tokens/s";

    private final Cache cache;

    AiCacheGatewayFilterFactory(AiExchanges exchanges, Cache cache) {
        super(exchanges, Config.class, Shortcut.positions("ttl"));
        this.cache = cache;
    }

    @Override
    protected AiFilter create(Config config) {
        Rules rules = config.rules();
        return new AiFilter() {
            @Override
            public Mono<Decision> decide(AiExchange exchange) {
                throw new UnsupportedOperationException("exchange: without its head (expected: with it)");
            }

            @Override
            public Mono<Decision> decide(ServerWebExchange web, AiExchange exchange) {
                Wishes wishes = Wishes.of(web.getRequest().getHeaders());
                String caller = exchange.principal() == null ? Sharing.caller(web.getRequest()) : "";
                Remembering remembering = new Remembering(cache, rules, wishes, caller, Routes.id(web));
                return Decision.of("cache", () -> exchange.recallBy(remembering));
            }
        };
    }

    private static Pace paced(String text) {
        String said = text.strip();
        if (said.equals("at-once")) {
            return Pace.AT_ONCE;
        }
        if (said.equals("as-recorded")) {
            return Pace.AS_RECORDED;
        }
        try {
            int perSecond = said.endsWith(TOKENS)
                    ? Integer.parseInt(
                            said.substring(0, said.length() - TOKENS.length()).strip())
                    : 0;
            if (perSecond > 0) {
                return Pace.tokens(perSecond);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("pace: " + text + " (expected: at-once, as-recorded, or 50 tokens/s)");
    }
}
