package ai.gateway.log;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** {@code AiLog=masked}: what passes is kept in the request log. */
public final class AiLogGatewayFilterFactory extends AiGatewayFilterFactory<AiLogGatewayFilterFactory.Config> {

    private static final long LARGEST = 1 << 20;

    /**
     * What of it.
     *
     * @param bodies what was said: {@code none}, {@code masked}, {@code full}
     * @param sample of how many exchanges bodies are kept, from 0 to 1
     * @param maxBody how much of each body
     * @param spans whether the bodies are on the spans of traces, too
     */
    public record Config(
            @DefaultValue("none") Bodies bodies,
            @DefaultValue("1") double sample,
            @DefaultValue("64KB") DataSize maxBody,
            @DefaultValue("false") boolean spans) {

        public Config {
            if (!(sample >= 0 && sample <= 1)) {
                throw new IllegalArgumentException("sample: " + sample + " (expected: 0 to 1)");
            }
            if (spans && bodies == Bodies.NONE) {
                throw new IllegalArgumentException("spans: true, of no bodies (expected: bodies masked or full)");
            }
            if (maxBody.toBytes() < 1 || maxBody.toBytes() > LARGEST) {
                throw new IllegalArgumentException("max-body: " + maxBody + " (expected: 1B to 1MB)");
            }
        }
    }

    private final UserHeaders headers;
    private final Outlets outlets;
    private volatile boolean used;

    AiLogGatewayFilterFactory(AiExchanges exchanges, UserHeaders headers, Outlets outlets) {
        super(exchanges, Config.class, Shortcut.positions("bodies"));
        this.headers = headers;
        this.outlets = outlets;
    }

    @Override
    protected AiFilter create(Config config) {
        if (outlets.isEmpty() && !config.spans()) {
            throw new IllegalArgumentException("log: nowhere to keep it (expected: a ledger, or one of"
                    + " ai.gateway.log.file.path, ai.gateway.log.otlp.endpoint and ai.gateway.log.kafka.topic)");
        }
        Policy policy = new Policy(
                config.bodies(), config.sample(), (int) config.maxBody().toBytes(), config.spans());
        if (policy.masks()) {
            Masking.prepare();
        }
        used = true;
        return new TakingDown(headers, policy, outlets);
    }

    /** Whether a route has one. */
    boolean isUsed() {
        return used;
    }
}
