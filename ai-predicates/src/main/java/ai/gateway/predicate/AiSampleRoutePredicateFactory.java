package ai.gateway.predicate;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.Shortcut;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * {@code AiSample=10}: a tenth of the callers, always the same ones. A caller is known by a header of the user's choice,
 * else by its credential, else by its address; its hash decides, so the split is the same on every replica.
 */
public final class AiSampleRoutePredicateFactory extends AiRoutePredicateFactory<AiSampleRoutePredicateFactory.Config> {

    private static final int BUCKETS = 10_000;
    private static final String[] CREDENTIALS = {"authorization", "x-api-key", "x-goog-api-key", "api-key"};

    /**
     * @param percent share of the callers, 0 to 100, with up to two decimals
     * @param salt splits of different salts are independent of each other
     * @param header what tells callers apart; empty for their credentials
     */
    public record Config(
            @Nullable Double percent,
            @DefaultValue("") String salt,
            @DefaultValue("") String header) {

        public Config {
            if (percent == null || !(percent >= 0 && percent <= 100)) {
                throw new IllegalArgumentException("percent: " + percent + " (expected: 0 to 100)");
            }
        }

        int buckets() {
            return percent == null ? 0 : (int) Math.round(percent * BUCKETS / 100);
        }
    }

    public AiSampleRoutePredicateFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.positions("percent", "salt"), Reads.HEAD);
    }

    @Override
    Condition create(Config config) {
        int buckets = config.buckets();
        return (exchange, request) -> bucket(config.salt(), caller(request, config.header())) < buckets;
    }

    private static String caller(ServerHttpRequest request, String header) {
        HttpHeaders headers = request.getHeaders();
        String named = header.isEmpty() ? null : headers.getFirst(header);
        if (named != null) {
            return named;
        }
        for (String credential : CREDENTIALS) {
            String value = headers.getFirst(credential);
            if (value != null) {
                return value;
            }
        }
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null ? "" : remote.getHostString();
    }

    /** CRC-32C, spread once more because callers that differ in one digit give neighbouring sums. */
    private static int bucket(String salt, String caller) {
        CRC32C sum = new CRC32C();
        sum.update((salt + '\n' + caller).getBytes(StandardCharsets.UTF_8));
        long spread = (sum.getValue() + 1) * 0x9E3779B97F4A7C15L;
        return (int) ((spread >>> 33) % BUCKETS);
    }
}
