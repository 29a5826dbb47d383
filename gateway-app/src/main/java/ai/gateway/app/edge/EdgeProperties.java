package ai.gateway.app.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * What the edge lets in.
 *
 * @param enabled Whether the edge guards the server.
 * @param maxHeaders Header lines that a request may have; more are answered with 431.
 * @param headerTimeout How long a client may take for the head of a request, and a new connection for its first one.
 * @param bodyTimeout How long the gateway waits for a body in all, before what min-body-rate adds.
 * @param minBodyRate Bytes a second: each such number of bytes received adds a second to body-timeout.
 * @param keepAliveTimeout How long a connection may idle between requests; server.netty.idle-timeout wins.
 * @param stalledReaderTimeout How long a client may take no byte of an answer that is ready for it.
 * @param maxConnections Open connections; one more is closed at once.
 * @param allowAbsoluteForm Whether a request line with a whole URL may name another host than the Host header does.
 * @param allowUnderscoreHeaders Whether header names with an underscore are kept. They are dropped otherwise: CGI-like
 *     backends cannot tell them from their twins with a hyphen.
 * @param http2MaxStreams Streams that a client may have open on an HTTP/2 connection.
 */
@ConfigurationProperties("ai.gateway.edge")
public record EdgeProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("100") int maxHeaders,
        @DefaultValue("10s") Duration headerTimeout,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("256") int minBodyRate,
        @DefaultValue("75s") Duration keepAliveTimeout,
        @DefaultValue("60s") Duration stalledReaderTimeout,
        @DefaultValue("10000") int maxConnections,
        @DefaultValue("false") boolean allowAbsoluteForm,
        @DefaultValue("false") boolean allowUnderscoreHeaders,
        @DefaultValue("100") int http2MaxStreams) {

    public EdgeProperties {
        positive("max-headers", maxHeaders);
        positive("header-timeout", headerTimeout);
        positive("body-timeout", bodyTimeout);
        positive("min-body-rate", minBodyRate);
        positive("keep-alive-timeout", keepAliveTimeout);
        positive("stalled-reader-timeout", stalledReaderTimeout);
        positive("max-connections", maxConnections);
        positive("http2-max-streams", http2MaxStreams);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("ai.gateway.edge." + name + ": " + value + " (expected: > 0)");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.toMillis() <= 0) {
            throw new IllegalArgumentException("ai.gateway.edge." + name + ": " + value + " (expected: >= 1ms)");
        }
    }
}
