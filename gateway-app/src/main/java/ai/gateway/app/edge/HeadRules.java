package ai.gateway.app.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.Map;

/** What a well-formed head must hold beyond what Netty checks: one pass over the header names, one over the target. */
final class HeadRules {

    private final int maxHeaders;
    private final boolean allowAbsoluteForm;
    private final boolean allowUnderscoreHeaders;

    HeadRules(EdgeProperties properties) {
        this.maxHeaders = properties.maxHeaders();
        this.allowAbsoluteForm = properties.allowAbsoluteForm();
        this.allowUnderscoreHeaders = properties.allowUnderscoreHeaders();
    }

    /** Says what is wrong with an HTTP/1 request; brings a good one into the form that routes expect. */
    @Nullable
    Rejection check(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        boolean old = HttpVersion.HTTP_1_0.equals(version);
        if (!old && !HttpVersion.HTTP_1_1.equals(version)) {
            return Rejection.unknownVersion();
        }
        HttpHeaders headers = request.headers();
        Rejection flaw = checkHeaders(headers, !old);
        if (flaw == null) {
            flaw = toOriginForm(request);
        }
        return flaw == null ? UriRules.check(request.uri()) : flaw;
    }

    /** Says what is wrong with an HTTP/2 request, whose framing and pseudo headers Netty has checked. */
    @Nullable
    Rejection checkStream(String path, HttpHeaders headers) {
        Rejection flaw = checkHeaders(headers, true);
        return flaw == null ? UriRules.check(path) : flaw;
    }

    private @Nullable Rejection checkHeaders(HttpHeaders headers, boolean hostNeeded) {
        if (headers.size() > maxHeaders) {
            return Rejection.tooManyHeaders(maxHeaders);
        }
        int hosts = 0;
        int codings = 0;
        boolean connection = false;
        boolean underscore = false;
        Iterator<Map.Entry<CharSequence, CharSequence>> each = headers.iteratorCharSequence();
        while (each.hasNext()) {
            CharSequence name = each.next().getKey();
            switch (name.length()) {
                case 4 -> hosts += is(HttpHeaderNames.HOST, name) ? 1 : 0;
                case 10 -> connection |= is(HttpHeaderNames.CONNECTION, name);
                case 17 -> codings += is(HttpHeaderNames.TRANSFER_ENCODING, name) ? 1 : 0;
                default -> {}
            }
            underscore |= AsciiString.indexOf(name, '_', 0) >= 0;
        }
        if (underscore && !allowUnderscoreHeaders) {
            dropUnderscores(headers);
        }
        if (connection) {
            ConnectionTokens.keepHopByHop(headers);
        }
        return codings == 0 ? checkHost(headers, hosts, hostNeeded) : checkCoding(headers, hosts, codings);
    }

    /** The codec has refused HTTP/1.0 with a transfer coding: this is HTTP/1.1, and a Host is needed. */
    private static @Nullable Rejection checkCoding(HttpHeaders headers, int hosts, int codings) {
        if (codings > 1) {
            return oneTransferEncoding();
        }
        if (!is(HttpHeaderValues.CHUNKED, headers.get(HttpHeaderNames.TRANSFER_ENCODING))) {
            return Rejection.unknownTransferCoding();
        }
        return checkHost(headers, hosts, true);
    }

    private static @Nullable Rejection checkHost(HttpHeaders headers, int hosts, boolean needed) {
        if (hosts == 0) {
            return needed ? oneHost() : null;
        }
        return hosts == 1 && isHost(headers.get(HttpHeaderNames.HOST)) ? null : oneHost();
    }

    /** A name, an IPv4 address or a bracketed IPv6 address, and perhaps a port: no user, no path, no escapes. */
    static boolean isHost(String host) {
        boolean address = host.startsWith("[");
        int end = address ? host.indexOf(']') + 1 : host.indexOf(':');
        if (end < 0) {
            end = host.length();
        }
        if (end == 0) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (!(address ? isAddressChar(host.charAt(i), i, end) : isNameChar(host.charAt(i)))) {
                return false;
            }
        }
        return end == host.length() || isPort(host, end);
    }

    private static boolean isAddressChar(char c, int at, int end) {
        if (at == 0 || at == end - 1) {
            return c == '[' || c == ']';
        }
        return (c < 0x80 && Character.digit(c, 16) >= 0) || c == ':' || c == '.';
    }

    private static boolean isNameChar(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_');
    }

    private static boolean isPort(String host, int colon) {
        int digits = host.length() - colon - 1;
        if (host.charAt(colon) != ':' || digits < 1 || digits > 5) {
            return false;
        }
        int port = 0;
        for (int i = colon + 1; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            port = port * 10 + c - '0';
        }
        return port <= 0xffff;
    }

    private @Nullable Rejection toOriginForm(HttpRequest request) {
        String uri = request.uri();
        int authority = authorityStart(uri);
        if (authority < 0) {
            return null;
        }
        int path = authority;
        while (path < uri.length() && uri.charAt(path) != '/' && uri.charAt(path) != '?') {
            path++;
        }
        String host = uri.substring(authority, path);
        if (!isHost(host)) {
            return oneHost();
        }
        if (!host.equalsIgnoreCase(request.headers().get(HttpHeaderNames.HOST))) {
            if (!allowAbsoluteForm) {
                return otherHost();
            }
            // RFC 9112, 3.2.2: the target's authority wins over the header.
            request.headers().set(HttpHeaderNames.HOST, host);
        }
        request.setUri(uri.startsWith("/", path) ? uri.substring(path) : "/" + uri.substring(path));
        return null;
    }

    /** Where the authority of an absolute-form target begins, -1 for other forms. */
    private static int authorityStart(String uri) {
        if (uri.startsWith("/")) {
            return -1;
        }
        if (uri.regionMatches(true, 0, "http://", 0, 7)) {
            return 7;
        }
        return uri.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
    }

    private static void dropUnderscores(HttpHeaders headers) {
        for (String name : headers.names()) {
            if (name.indexOf('_') >= 0) {
                headers.remove(name);
            }
        }
    }

    private static boolean is(AsciiString expected, CharSequence actual) {
        return expected.contentEqualsIgnoreCase(actual);
    }

    private static Rejection oneHost() {
        return Rejection.badRequest("invalid_host", "A request needs exactly one Host header, a plain host and port.");
    }

    private static Rejection oneTransferEncoding() {
        return Rejection.badRequest("invalid_transfer_encoding", "A request may have one Transfer-Encoding header.");
    }

    private static Rejection otherHost() {
        return Rejection.badRequest("invalid_target", "The request target names another host than the Host header.");
    }
}
