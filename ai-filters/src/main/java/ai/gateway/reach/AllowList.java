package ai.gateway.reach;

import ai.gateway.access.AddressRange;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the gateway may call although it is not public.
 *
 * @param networks any address in them
 * @param hosts names, or {@code *.} and the end of names: wherever they are inside
 */
public record AllowList(List<AddressRange> networks, List<String> hosts) {

    public static final AllowList NOTHING = new AllowList(List.of(), List.of());

    public AllowList {
        networks = List.copyOf(networks);
        hosts = List.copyOf(hosts);
    }

    /** @throws IllegalArgumentException for what is neither a network nor a host */
    public static AllowList of(List<String> texts) {
        List<AddressRange> networks = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        for (String text : texts) {
            String each = text.strip().toLowerCase(Locale.ROOT);
            if (isAddress(each)) {
                networks.add(AddressRange.parse(each));
            } else {
                hosts.add(host(each));
            }
        }
        return new AllowList(networks, hosts);
    }

    private static boolean isAddress(String text) {
        String address = text.indexOf('/') < 0 ? text : text.substring(0, text.indexOf('/'));
        return text.indexOf(':') >= 0
                || (!address.isEmpty() && address.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }

    private static String host(String text) {
        String name = text.startsWith("*.") ? text.substring(2) : text;
        try {
            if (Endpoint.of("http://" + name).host().equals(name)) {
                return text;
            }
        } catch (IllegalArgumentException none) {
            // told below
        }
        throw new IllegalArgumentException(text
                + " (expected: a host such as hooks.corp.example or *.corp.example, or a network such as 10.0.0.0/8)");
    }

    boolean has(String host) {
        return hosts.stream()
                .anyMatch(each -> each.startsWith("*.") ? host.endsWith(each.substring(1)) : host.equals(each));
    }

    /** Whether somebody has said that this host may be called at this address, wherever that is. */
    boolean names(String host, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address))
                || (has(host) && Reach.of(address) != Reach.NEVER);
    }
}
