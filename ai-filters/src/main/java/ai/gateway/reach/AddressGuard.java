package ai.gateway.reach;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Says where the gateway may call in its own name. A name is resolved once, and the address that was looked at is the one to
 * connect to: what the name means a moment later is of no interest.
 */
public final class AddressGuard {

    /** Asks for the addresses of a name. May take its time. */
    public interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;

        Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));
    }

    /** Names that mean something else on every machine or network. */
    private static final List<String> NAMES_OF_INSIDE =
            List.of("localhost", "internal", "local", "localdomain", "home.arpa", "lan", "intranet", "corp", "home");

    private final Resolver resolver;

    public AddressGuard(Resolver resolver) {
        this.resolver = resolver;
    }

    /** What can be said without asking anybody for addresses. */
    public static void check(Endpoint endpoint, AllowList allowed) {
        InetAddress literal = endpoint.literal();
        if (literal != null) {
            check(endpoint, literal, allowed);
        } else if (isOfInside(endpoint)
                && !allowed.has(endpoint.host())
                && allowed.networks().isEmpty()) {
            throw new AddressRefused(endpoint.host());
        }
    }

    private static void check(Endpoint endpoint, InetAddress address, AllowList allowed) {
        boolean free = Reach.of(address) == Reach.PUBLIC && !isOfInside(endpoint);
        if (!free && !allowed.names(endpoint.host(), address)) {
            String at = endpoint.literal() == null ? " is at " + address.getHostAddress() : "";
            throw new AddressRefused(endpoint.host() + at);
        }
    }

    private static boolean isOfInside(Endpoint endpoint) {
        String host = endpoint.host();
        return NAMES_OF_INSIDE.stream().anyMatch(name -> host.equals(name) || host.endsWith('.' + name));
    }

    /**
     * Where to connect to. Blocks while the name is resolved.
     *
     * @throws AddressRefused if one of its addresses is not allowed: nobody should learn which one is taken
     */
    public InetSocketAddress permit(Endpoint endpoint, AllowList allowed) throws UnknownHostException {
        check(endpoint, allowed);
        InetAddress literal = endpoint.literal();
        if (literal != null) {
            return new InetSocketAddress(literal, endpoint.port());
        }
        List<InetAddress> addresses = resolver.resolve(endpoint.host());
        if (addresses.isEmpty()) {
            throw new UnknownHostException(endpoint.host());
        }
        addresses.forEach(address -> check(endpoint, address, allowed));
        byte[] first = addresses.get(0).getAddress();
        return new InetSocketAddress(InetAddress.getByAddress(endpoint.host(), first), endpoint.port());
    }
}
