package ai.gateway.autoconfigure;

import ai.gateway.pipeline.Settings;
import ai.gateway.wire.JsonLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What may be written under {@code ai.gateway}. Bound by {@link SettingsLoader}, not as a bean: the annotation is there
 * for the metadata that editors read.
 *
 * @param providers Providers by name. Built-in ones need a key at most; others need base-url and dialect.
 * @param models Aliases: names that clients may use, and the model or provider/model that they stand for.
 * @param limits How much of anything there may be.
 * @param timeouts The clocks of one exchange.
 * @param responseHeaders Whether answers carry x-ai-provider, x-ai-model and their siblings.
 * @param reload How changes of the configuration are noticed.
 */
@ConfigurationProperties("ai.gateway")
record GatewayProperties(
        @DefaultValue Map<String, ProviderProperties> providers,
        @DefaultValue Map<String, String> models,
        @DefaultValue Limits limits,
        @DefaultValue Timeouts timeouts,
        @DefaultValue("true") boolean responseHeaders,
        @DefaultValue Reload reload) {

    /**
     * How much of anything there may be.
     *
     * @param maxRequestBytes Size of a request's body.
     * @param maxAnswerBytes Size of an answer, streamed or whole.
     * @param aggregateAnswerBytes Size up to which a whole answer is collected and written at once.
     * @param maxEventBytes Size of one event of a stream.
     * @param maxStreamEvents Number of events in one stream.
     * @param maxJsonDepth Nesting of one JSON text.
     * @param maxJsonNodes Number of names and values in one JSON text.
     */
    record Limits(
            @DefaultValue("32MB") DataSize maxRequestBytes,
            @DefaultValue("256MB") DataSize maxAnswerBytes,
            @DefaultValue("1MB") DataSize aggregateAnswerBytes,
            @DefaultValue("8MB") DataSize maxEventBytes,
            @DefaultValue("1000000") long maxStreamEvents,
            @DefaultValue("500") int maxJsonDepth,
            @DefaultValue("4194304") int maxJsonNodes) {

        Settings.Limits toLimits() {
            positive("max-json-depth", maxJsonDepth);
            positive("max-json-nodes", maxJsonNodes);
            JsonLimits usual = JsonLimits.DEFAULT;
            return new Settings.Limits(
                    maxRequestBytes.toBytes(),
                    maxAnswerBytes.toBytes(),
                    aggregateAnswerBytes.toBytes(),
                    maxEventBytes.toBytes(),
                    maxStreamEvents,
                    new JsonLimits(maxJsonDepth, usual.maxNameBytes(), usual.maxNumberLength(), maxJsonNodes));
        }

        private static void positive(String name, int value) {
            if (value <= 0) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
            }
        }
    }

    /**
     * The clocks of one exchange.
     *
     * @param connect Until the connection to a provider stands.
     * @param firstEvent From the request's last byte to the answer's first event.
     * @param betweenEvents From one event of a stream to the next.
     * @param total Of the whole exchange, with all attempts and the whole stream.
     */
    record Timeouts(
            @DefaultValue("10s") Duration connect,
            @DefaultValue("120s") Duration firstEvent,
            @DefaultValue("60s") Duration betweenEvents,
            @DefaultValue("15m") Duration total) {

        Settings.Timeouts toTimeouts() {
            return new Settings.Timeouts(connect, firstEvent, betweenEvents, total);
        }
    }

    /**
     * How changes of the configuration are noticed. Read once, at the start.
     *
     * @param enabled Whether configuration files are watched. Refresh events of Spring Cloud are heeded in any case.
     * @param interval How often the files are looked at.
     * @param files More YAML or properties files, read over the application's own; they may be missing.
     */
    record Reload(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("500ms") Duration interval,
            @DefaultValue List<String> files) {}
}
