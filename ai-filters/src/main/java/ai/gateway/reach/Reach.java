package ai.gateway.reach;

import ai.gateway.access.AddressRange;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** From where an address can be reached. */
enum Reach {
    PUBLIC,
    /** From this machine or this network only. */
    INTERNAL,
    /** Nobody has anything to say there: it is for the network itself, for many at once, or tells machines their secrets. */
    NEVER;

    private static final List<AddressRange> INTERNALS = networks(
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "::1", "fc00::/7");

    /** Registered for special purposes, or where clouds tell machines who they are. */
    private static final List<AddressRange> NEVERS = networks(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "100.100.100.200",
            "168.63.129.16",
            "fd00:ec2::/32",
            "fd20:ce::/32",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** All that was given to anybody so far; what is mapped, translated or tunnelled from IPv4 is elsewhere, or in the list. */
    private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");

    static Reach of(InetAddress address) {
        if (isIn(NEVERS, address)) {
            return NEVER;
        }
        if (isIn(INTERNALS, address)) {
            return INTERNAL;
        }
        return address instanceof Inet6Address && !GLOBAL_UNICAST.contains(address) ? NEVER : PUBLIC;
    }

    private static boolean isIn(List<AddressRange> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<AddressRange> networks(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }
}
