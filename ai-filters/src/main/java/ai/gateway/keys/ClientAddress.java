package ai.gateway.keys;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ipresolver.RemoteAddressResolver;
import org.springframework.cloud.gateway.support.ipresolver.XForwardedRemoteAddressResolver;
import org.springframework.web.server.ServerWebExchange;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/** From where a client calls, as the gateway sees it, or as so many proxies in front of it have seen it. */
final class ClientAddress {

    private static final String FORWARDED = "X-Forwarded-For";

    private final boolean isForwarded;
    private final RemoteAddressResolver resolver;

    /** @param proxies that are trusted; 0 for none */
    ClientAddress(int proxies) {
        isForwarded = proxies > 0;
        resolver = isForwarded
                ? XForwardedRemoteAddressResolver.maxTrustedIndex(proxies)
                : new RemoteAddressResolver() {}; // the connection's own
    }

    /** Null where it is not known. */
    @Nullable
    InetAddress of(ServerWebExchange exchange) {
        if (isForwarded && !isReadable(exchange)) {
            return null;
        }
        InetSocketAddress address = resolver.resolve(exchange);
        return address == null ? null : address.getAddress();
    }

    /** The resolver would ask a name server for whatever is no address, and hold up the loop. */
    private static boolean isReadable(ServerWebExchange exchange) {
        AtomicBoolean readable = new AtomicBoolean(true);
        exchange.getRequest().getHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase(FORWARDED)) {
                values.forEach(value -> readable.compareAndSet(true, isOfAddresses(value)));
            }
        });
        return readable.get();
    }

    private static boolean isOfAddresses(String value) {
        for (String part : value.split(",", -1)) {
            String address = part.strip();
            boolean isV6 = address.indexOf(':') >= 0;
            for (int i = 0; i < address.length(); i++) {
                char c = address.charAt(i);
                boolean digit = (c >= '0' && c <= '9') || c == '.';
                boolean ofV6 = isV6 && (c == ':' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
                if (!digit && !ofV6) {
                    return false;
                }
            }
        }
        return true;
    }
}
