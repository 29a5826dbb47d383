package ai.gateway.reach;

import org.jspecify.annotations.Nullable;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * A URL that is called in the gateway's own name. It is read strictly: whatever another reader could take for something else,
 * such as a number that stands for an address or a name before an {@code @}, is no URL here.
 *
 * @param host in small letters; of an IPv6 address without its brackets
 * @param target the path with the query
 * @param literal the address, if the host is one
 */
public record Endpoint(
        boolean secure,
        String host,
        int port,
        String target,
        @Nullable InetAddress literal) {

    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";
    private static final String NOT_IN_URLS = "\\\"<>^`{|}#";
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_LABEL = 63;

    /** @throws IllegalArgumentException with a message that has nothing of the path: some have a secret there */
    public static Endpoint of(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c <= ' ' || c > '~' || NOT_IN_URLS.indexOf(c) >= 0) {
                throw wrong("a character that no URL has at " + i, "letters beyond ASCII written as xn--… or %…");
            }
        }
        boolean secure = url.regionMatches(true, 0, HTTPS, 0, HTTPS.length());
        if (!secure && !url.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            throw wrong("another scheme", "http:// or https://");
        }
        int begin = secure ? HTTPS.length() : HTTP.length();
        int end = begin;
        while (end < url.length() && url.charAt(end) != '/' && url.charAt(end) != '?') {
            end++;
        }
        String target = end < url.length() && url.charAt(end) == '/' ? url.substring(end) : '/' + url.substring(end);
        return at(secure, url.substring(begin, end).toLowerCase(Locale.ROOT), target);
    }

    private static Endpoint at(boolean secure, String authority, String target) {
        if (authority.indexOf('@') >= 0) {
            throw wrong("a user before the host", "none");
        }
        boolean bracketed = authority.startsWith("[");
        int hostEnd = bracketed ? authority.indexOf(']') + 1 : colonOrEnd(authority);
        if (bracketed && hostEnd == 0) {
            throw wrong("an address without an end", "]");
        }
        int port = port(authority.substring(hostEnd), secure);
        if (bracketed) {
            String host = authority.substring(1, hostEnd - 1);
            return new Endpoint(secure, host, port, target, ipv6(host));
        }
        String host = authority.substring(0, hostEnd);
        return new Endpoint(secure, host, port, target, endsInNumber(host) ? ipv4(host) : name(host));
    }

    private static int colonOrEnd(String authority) {
        int colon = authority.indexOf(':');
        return colon < 0 ? authority.length() : colon;
    }

    private static int port(String text, boolean secure) {
        if (text.isEmpty()) {
            return secure ? 443 : 80;
        }
        int port = text.charAt(0) == ':' ? number(text.substring(1), 65_535) : -1;
        if (port < 1) {
            throw wrong("no port after the host", "1 to 65535");
        }
        return port;
    }

    /** Whether a reader could take it for an IPv4 address in one of their many spellings. */
    private static boolean endsInNumber(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return !last.isEmpty()
                && (last.chars().allMatch(c -> c >= '0' && c <= '9')
                        || (last.startsWith("0x") && last.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0)));
    }

    private static InetAddress ipv4(String host) {
        byte[] octets = new byte[4];
        int begin = 0;
        for (int i = 0; i < 4; i++) {
            int dot = i < 3 ? host.indexOf('.', begin) : host.length();
            int octet = dot < 0 ? -1 : number(host.substring(begin, dot), 255);
            if (octet < 0) {
                throw wrong(host, "an IPv4 address as four decimal numbers");
            }
            octets[i] = (byte) octet;
            begin = dot + 1;
        }
        return address(octets);
    }

    /** -1 for what is not written as people write it: empty, with leading zeros, or too big. */
    private static int number(String digits, int most) {
        boolean plain = !digits.isEmpty()
                && digits.length() <= 5
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.charAt(0) != '0' || digits.length() == 1);
        int value = plain ? Integer.parseInt(digits) : -1;
        return value <= most ? value : -1;
    }

    private static InetAddress ipv6(String host) {
        boolean plain = host.indexOf(':') >= 0
                && host.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
        InetAddress address;
        try {
            address = plain ? InetAddress.getByName(host) : null; // asks nobody: it has a colon
        } catch (UnknownHostException malformed) {
            address = null;
        }
        if (address == null || address instanceof Inet4Address) {
            throw wrong("[" + host + "]", "an IPv6 address that stands for no IPv4 address");
        }
        return address;
    }

    private static @Nullable InetAddress name(String host) {
        boolean fits = !host.isEmpty() && host.length() <= LONGEST_HOST;
        int label = 0;
        for (int i = 0; fits && i < host.length(); i++) {
            char c = host.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            label = letter ? label + 1 : 0;
            fits = letter ? label <= LONGEST_LABEL : c == '.' && i > 0 && host.charAt(i - 1) != '.';
        }
        if (!fits || label == 0) {
            throw wrong("no host", "a name or an address, without a dot at its end");
        }
        return null;
    }

    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static IllegalArgumentException wrong(String what, String expected) {
        return new IllegalArgumentException(what + " (expected: " + expected + ")");
    }

    /** Without its path and query, which may be as good as a secret. */
    @Override
    public String toString() {
        return (secure ? HTTPS : HTTP) + (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
