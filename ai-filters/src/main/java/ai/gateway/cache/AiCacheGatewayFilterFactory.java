package ai.gateway.cache;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Routes;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Decision;
import ai.gateway.plug.HeadFilter;
import ai.gateway.plug.Shortcut;
import ai.gateway.recall.Pace;
import ai.gateway.semantic.Alikeness;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** {@code AiCache=30m}: an answer that was given is given again to who asks the same. */
public final class AiCacheGatewayFilterFactory extends AiGatewayFilterFactory<AiCacheGatewayFilterFactory.Config> {

    /**
     * What a route may say.
     *
     * @param ttl how long an answer is given again
     * @param stale how much longer it is given, while it is asked anew for the next one
     * @param sharing who gets whose answers
     * @param maxAnswer that is kept; a longer one passes
     * @param pace of streams that are given again: {@code at-once}, {@code as-recorded}, {@code 50 tokens/s}
     * @param charge whether what is given again counts against limits and budgets
     * @param usage that is told with what is given again: {@code original}, {@code zero}
     * @param singleFlight whether those who ask the same at the same time share one call
     * @param tags by which answers can be purged
     * @param semantic whether an answer is given to who asks the same in other words: {@code off}, {@code on}, or
     *     {@code shadow} to see what would be
     * @param profile which rules have the last word: {@code faq} or {@code strict}
     * @param threshold how near a question must be, from 0 to 1
     * @param maxTurns how many turns of the user a conversation may have to be looked up by what it means
     * @param maxTemperature above which it is not
     */
    public record Config(
            @DefaultValue("1h") Duration ttl,
            @DefaultValue("0s") Duration stale,
            @DefaultValue("principal") Sharing sharing,
            @DefaultValue("1MB") DataSize maxAnswer,
            @DefaultValue("at-once") String pace,
            @DefaultValue("false") boolean charge,
            @DefaultValue("original") ToldUsage usage,
            @DefaultValue("true") boolean singleFlight,
            @DefaultValue List<String> tags,
            @DefaultValue("off") Semantic.Mode semantic,
            @DefaultValue("faq") Alikeness profile,
            @Nullable Double threshold,
            @DefaultValue("1") int maxTurns,
            @DefaultValue("1") double maxTemperature) {

        Rules rules() {
            if (ttl.isZero() || ttl.isNegative()) {
                throw new IllegalArgumentException("ttl: " + ttl + " (expected: > 0)");
            }
            if (stale.isNegative()) {
                throw new IllegalArgumentException("stale: " + stale + " (expected: >= 0)");
            }
            if (maxAnswer.toBytes() < 1 || maxAnswer.toBytes() > Integer.MAX_VALUE / 2) {
                throw new IllegalArgumentException("maxAnswer: " + maxAnswer + " (expected: 1B to 1GB)");
            }
            return new Rules(
                    ttl,
                    stale,
                    sharing,
                    maxAnswer.toBytes(),
                    paced(pace),
                    charge,
                    singleFlight,
                    usage,
                    Set.copyOf(tags),
                    meaning());
        }

        private Semantic meaning() {
            double near = threshold == null ? Double.NaN : threshold;
            if (near < 0.5 || near > 1) {
                throw new IllegalArgumentException("threshold: " + threshold + " (expected: 0.5 to 1)");
            }
            if (maxTurns < 1) {
                throw new IllegalArgumentException("maxTurns: " + maxTurns + " (expected: >= 1)");
            }
            return new Semantic(semantic, profile, near, maxTurns, maxTemperature);
        }
    }

    /** Headers of vendors, by which an answer may differ. */
    private static final List<String> TRIALS = List.of("anthropic-", "openai-", "x-amzn-bedrock-", "x-goog-");

    /** Those by which none does: credentials, and what SDKs tell of themselves. */
    private static final Set<String> NO_TRIALS =
            Set.of("x-goog-api-key", "x-goog-api-client", "anthropic-dangerous-direct-browser-access");

    /** What all SDKs say. */
    private static final String USUAL = "anthropic-version:2023-06-01";

    private static final String TOKENS = "tokens/s";

    private final Cache cache;

    AiCacheGatewayFilterFactory(AiExchanges exchanges, Cache cache) {
        super(exchanges, Config.class, Shortcut.positions("ttl"));
        this.cache = cache;
    }

    @Override
    protected AiFilter create(Config config) {
        Rules rules = config.rules();
        HeadFilter filter = (web, exchange) -> {
            Wishes wishes = Wishes.of(web.getRequest().getHeaders());
            String caller = exchange.principal() == null ? Sharing.caller(web.getRequest()) : "";
            Remembering remembering =
                    new Remembering(cache, rules, wishes, caller, Routes.id(web), trials(web.getRequest()));
            return Decision.of("cache", () -> exchange.recallBy(remembering));
        };
        return filter;
    }

    private static String trials(ServerHttpRequest request) {
        TreeMap<String, List<String>> trials = new TreeMap<>();
        request.getHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (TRIALS.stream().anyMatch(lower::startsWith)
                    && !NO_TRIALS.contains(lower)
                    && !(lower + ':' + values.get(0)).equals(USUAL)) {
                trials.put(lower, values);
            }
        });
        return trials.isEmpty() ? "" : trials.toString();
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
