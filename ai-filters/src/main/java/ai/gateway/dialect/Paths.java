package ai.gateway.dialect;

import java.io.ByteArrayOutputStream;
import java.net.URI;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Finds the API's own path at the end of a request's path, whatever prefix the user's route puts before it. */
public final class Paths {

    /** The parameter in which clients of Azure name the version of an API whose path has none. */
    public static final String API_VERSION = "api-version";

    private static final String OPENAI_DEPLOYMENTS = "/openai/deployments";
    private static final String PLAIN = "-._~@";
    private static final String HEX = "0123456789ABCDEF";

    private Paths() {}

    /**
     * Where the API's path begins when it is {@code root} or continues below it: the last place in {@code path} at which
     * {@code root} stands as whole segments; -1 where it does not.
     */
    public static int indexOf(String path, String root) {
        int at = path.lastIndexOf(root);
        while (at >= 0) {
            int end = at + root.length();
            if (end == path.length() || path.charAt(end) == '/' || path.charAt(end) == ':') {
                return at;
            }
            at = path.lastIndexOf(root, at - 1);
        }
        return -1;
    }

    /** Whether {@code path} ends, at {@code from}, with {@code rest}; a slash behind it does no harm. */
    public static boolean isRest(String path, int from, String rest) {
        int end = from + rest.length();
        boolean ends = end == path.length() || (end == path.length() - 1 && path.charAt(end) == '/');
        return ends && path.startsWith(rest, from);
    }

    /**
     * Where the next segment ends below which OpenAI's APIs may stand: a version, {@code openai}, or one of Azure's
     * deployments; -1 where there is none.
     */
    public static int nextOpenAiBase(String path, int from) {
        int start = from;
        while (true) {
            int end = path.indexOf('/', start + 1);
            if (end < 0 || isOpenAiBase(path, start, end)) {
                return end;
            }
            start = end;
        }
    }

    private static boolean isOpenAiBase(String path, int start, int end) {
        return isVersion(path, start + 1, end)
                || (end - start == 7 && path.startsWith("/openai", start))
                || path.startsWith(OPENAI_DEPLOYMENTS, start - OPENAI_DEPLOYMENTS.length());
    }

    /** Whether a base URL names a version of its API, such as {@code /openai/v1} or {@code /v1beta/openai}. */
    public static boolean isVersioned(URI base) {
        String path = base.getRawPath();
        int at = path.indexOf("/v");
        while (at >= 0) {
            if (at + 2 < path.length() && Character.isDigit(path.charAt(at + 2))) {
                return true;
            }
            at = path.indexOf("/v", at + 1);
        }
        return false;
    }

    private static boolean isVersion(String path, int from, int to) {
        if (to - from < 2 || path.charAt(from) != 'v') {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (path.charAt(i) < '0' || path.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * Where a path of Google's resources begins: at the version before {@code /projects/}, whatever prefix stands before
     * it, or at {@code /projects/} itself; -1 where there is none.
     */
    public static int projects(String path) {
        int projects = path.indexOf("/projects/");
        int version = path.lastIndexOf('/', projects - 1);
        return version >= 0 && path.startsWith("/v1", version) ? version : projects;
    }

    /**
     * The path with letters, digits and {@code -._~} as such where they are written as percent escapes, which by RFC 3986
     * makes no other path of it. All other escapes stay.
     */
    public static String plain(String path) {
        int escape = path.indexOf('%');
        if (escape < 0) {
            return path;
        }
        StringBuilder plain = new StringBuilder(path.length()).append(path, 0, escape);
        for (int i = escape; i < path.length(); i++) {
            char c = path.charAt(i);
            int high = c == '%' && i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(path.charAt(i + 2), 16);
            char meant = low < 0 ? '%' : (char) (high << 4 | low);
            if (isUnreserved(meant)) {
                plain.append(meant);
                i += 2;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    /** A segment without its percent escapes; what is no escape stays. */
    public static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        byte[] in = segment.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            out.write(low < 0 ? in[i] : (high << 4) | low);
            i += low < 0 ? 0 : 2;
        }
        return out.toString(UTF_8);
    }

    /** A name as one segment: it can neither end the segment nor climb out of it. */
    public static String encode(String name) {
        boolean climbs = name.equals(".") || name.equals("..");
        StringBuilder out = new StringBuilder(name.length() + 8);
        for (byte b : name.getBytes(UTF_8)) {
            boolean plain = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
            if (plain || (!climbs && PLAIN.indexOf(b) >= 0)) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }
}
