package ai.gateway.app.edge;

import org.jspecify.annotations.Nullable;

/**
 * The paths that mean the same to everybody who reads them. A path is refused when a decoder further down, or a second
 * round of decoding, would see another path than the routes here did: dot segments, encoded slashes, backslashes, NUL.
 *
 * <p>One exception: a model id may hold a slash, and SDKs write it as {@code %2F} in the segment after {@code /model/} or
 * {@code /models/}. There it is allowed, and what it separates is held to the same rules as any other segment.
 *
 * <p>A matcher is used for one path, in one pass.
 */
final class UriRules {

    private final String uri;
    private int segmentStart;
    private int pieceLength;
    private boolean onlyDots = true;
    private boolean parameters;
    private boolean slashAllowed;
    private boolean split;

    private UriRules(String uri) {
        this.uri = uri;
    }

    /** Says what is wrong with an origin-form target, a path with an optional query. */
    static @Nullable Rejection check(String uri) {
        if (uri.isEmpty() || uri.charAt(0) != '/') {
            return badTarget();
        }
        return new UriRules(uri).scan();
    }

    private @Nullable Rejection scan() {
        int i = 1;
        segmentStart = 1;
        for (; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '?') {
                break;
            }
            if (isForbidden(c)) {
                return badTarget();
            }
            if (c == '%') {
                if (!escape(i)) {
                    return badPath();
                }
                i += 2;
            } else if (c == '/') {
                if (!endSegment(i)) {
                    return badPath();
                }
            } else if (c == '\\') {
                return badPath();
            } else {
                plain(c);
            }
        }
        return endPiece() ? checkQuery(i) : badPath();
    }

    private @Nullable Rejection checkQuery(int from) {
        for (int i = from; i < uri.length(); i++) {
            if (isForbidden(uri.charAt(i))) {
                return badTarget();
            }
        }
        return null;
    }

    private boolean escape(int at) {
        int decoded = hexByte(at + 1);
        if (decoded < ' ' || decoded == 0x7f || decoded == '\\') {
            return false;
        }
        if (decoded == '/') {
            return slashAllowed && pieceLength > 0 && endPiece() && startPiece();
        }
        if (decoded == '%') {
            return !beginsEscape(at + 3) && plain('%');
        }
        return plain((char) decoded);
    }

    /** Whether a second decoder could take what stands behind a {@code %25} for an escape. */
    private boolean beginsEscape(int at) {
        return at < uri.length() && (uri.charAt(at) == '%' || Character.digit(uri.charAt(at), 16) >= 0);
    }

    private boolean endSegment(int at) {
        if (!endPiece()) {
            return false;
        }
        slashAllowed = isModelCollection(segmentStart, at);
        segmentStart = at + 1;
        split = false;
        pieceLength = 0;
        onlyDots = true;
        parameters = false;
        return true;
    }

    private boolean startPiece() {
        split = true;
        pieceLength = 0;
        onlyDots = true;
        parameters = false;
        return true;
    }

    /** A piece is a segment, or what encoded slashes make of one. Parameters ({@code ..;a=b}) do not hide its dots. */
    private boolean endPiece() {
        if (pieceLength == 0) {
            return !split;
        }
        return !(onlyDots && pieceLength <= 2);
    }

    private boolean plain(char c) {
        parameters |= c == ';';
        if (!parameters) {
            onlyDots &= c == '.';
            pieceLength++;
        }
        return true;
    }

    private boolean isModelCollection(int start, int end) {
        int length = end - start;
        return (length == 5 && uri.startsWith("model", start)) || (length == 6 && uri.startsWith("models", start));
    }

    private int hexByte(int at) {
        if (at + 1 >= uri.length()) {
            return -1;
        }
        int high = Character.digit(uri.charAt(at), 16);
        int low = Character.digit(uri.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static boolean isForbidden(char c) {
        return c <= ' ' || c >= 0x7f || c == '#';
    }

    private static Rejection badPath() {
        return Rejection.badRequest(
                "invalid_path", "The path is not a plain absolute path: check its percent-escapes.");
    }

    private static Rejection badTarget() {
        return Rejection.badRequest(
                "invalid_target", "The request target holds characters that must be percent-encoded.");
    }
}
