package ai.gateway.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import static ai.gateway.wire.JsonException.Reason.BAD_UTF8;
import static ai.gateway.wire.JsonException.Reason.SYNTAX;
import static ai.gateway.wire.JsonException.Reason.TOO_DEEP;
import static ai.gateway.wire.JsonException.Reason.TOO_LARGE;

/**
 * One pass over a JSON text: checks it and fills the {@link Tape}. No recursion, no objects per node. Strings are
 * scanned eight bytes at a time; see "Determine if a word has a byte less than n" in Anderson's Bit Twiddling Hacks.
 */
final class JsonScanner {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private final byte[] bytes;
    private final int to;
    private final JsonLimits limits;
    private final Tape tape;
    private int at;
    private int nodes;
    private int depth;
    /** The innermost open container, -1 outside of all. */
    private int open = -1;

    private JsonScanner(Tape tape, JsonLimits limits) {
        this.tape = tape;
        this.bytes = tape.bytes;
        this.to = tape.to;
        this.at = tape.from;
        this.limits = limits;
    }

    static Tape scan(byte[] bytes, int from, int to, JsonLimits limits) {
        if (to > Tape.MAX_TEXT) {
            String message = "length: " + to + " (expected: <= " + Tape.MAX_TEXT + ")";
            throw new JsonException(TOO_LARGE, message, from, "");
        }
        Tape tape = new Tape(bytes, from, to, limits.maxNodes());
        new JsonScanner(tape, limits).run();
        return tape;
    }

    private void run() {
        skipSpace();
        value();
        while (open >= 0) {
            item();
        }
        skipSpace();
        if (at < to) {
            throw unexpected("end of text");
        }
    }

    /** The next item or member of the open container, or its end. */
    private void item() {
        boolean object = tape.kind(open) == Tape.OBJECT;
        skipSpace();
        byte c = current();
        if (c == (object ? '}' : ']')) {
            close(object);
            return;
        }
        if (tape.items(open) > 0) {
            if (c != ',') {
                throw unexpected(object ? "',' or '}'" : "',' or ']'");
            }
            at++;
            skipSpace();
        }
        if (object) {
            name();
        }
        tape.count(open);
        value();
    }

    private void name() {
        if (current() != '"') {
            throw unexpected(tape.items(open) > 0 ? "'\"'" : "'\"' or '}'");
        }
        int start = at;
        int kind = string();
        if (at - start - 2 > limits.maxNameBytes()) {
            throw tooLarge("name length", at - start - 2, limits.maxNameBytes(), start);
        }
        if (kind == Tape.ESCAPED && JsonText.hasLoneSurrogate(bytes, start + 1, at - 1)) {
            throw new JsonException(SYNTAX, "half a surrogate pair in the name at byte " + start, start, pointer());
        }
        count(start);
        tape.add(kind, start, at);
        skipSpace();
        if (current() != ':') {
            throw unexpected("':'");
        }
        at++;
        skipSpace();
    }

    private void value() {
        int start = at;
        count(start);
        switch (current()) {
            case '"' -> tape.add(string(), start, at);
            case '{' -> open(Tape.OBJECT);
            case '[' -> open(Tape.ARRAY);
            case 't' -> literal(Tape.TRUE, "true");
            case 'f' -> literal(Tape.FALSE, "false");
            case 'n' -> literal(Tape.NULL, "null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw unexpected("a value");
        }
    }

    private void open(int kind) {
        if (++depth > limits.maxDepth()) {
            String message = "depth: " + depth + " (expected: <= " + limits.maxDepth() + ")";
            throw new JsonException(TOO_DEEP, message, at, pointer());
        }
        open = tape.open(kind, at++, open);
    }

    private void close(boolean object) {
        at++;
        int node = open;
        if (object && tape.items(node) > 1) {
            JsonNames.requireDistinct(tape, node);
        }
        open = tape.parent(node);
        depth--;
        tape.close(node, at);
    }

    private void literal(int kind, String word) {
        int start = at;
        for (int i = 0; i < word.length(); i++) {
            if (current() != word.charAt(i)) {
                throw unexpected(word);
            }
            at++;
        }
        tape.add(kind, start, at);
    }

    private void number() {
        int start = at;
        if (bytes[at] == '-') {
            at++;
        }
        if (current() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < to && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            at++;
            byte sign = current();
            if (sign == '+' || sign == '-') {
                at++;
            }
            digits();
        }
        if (at - start > limits.maxNumberLength()) {
            throw tooLarge("number length", at - start, limits.maxNumberLength(), start);
        }
        tape.add(Tape.NUMBER, start, at);
    }

    private void digits() {
        int i = at;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        boolean none = i == at;
        at = i;
        if (none) {
            throw unexpected("a digit");
        }
    }

    /** From the opening quote to behind the closing one. */
    private int string() {
        int kind = Tape.STRING;
        at++;
        while (true) {
            skipPlain();
            byte b = current();
            if (b == '"') {
                at++;
                return kind;
            }
            if (b == '\\') {
                at++;
                escape();
                kind = Tape.ESCAPED;
            } else if (b < 0) {
                skipMultiByte();
            } else {
                throw unexpected("an escape, for control characters");
            }
        }
    }

    /** To the first byte of a string that is a quote, a backslash, a control character or not ASCII. */
    private void skipPlain() {
        int i = at;
        while (i + 8 <= to) {
            long word = (long) WORD.get(bytes, i);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            // A borrow can only fake a hit above a real one, and only the lowest counts.
            long hits =
                    ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((word - SPACES) & ~word) | word;
            hits &= HIGH_BITS;
            if (hits != 0) {
                at = i + (Long.numberOfTrailingZeros(hits) >>> 3);
                return;
            }
            i += 8;
        }
        while (i < to && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        at = i;
    }

    private void skipMultiByte() {
        int i = at;
        while (i < to && bytes[i] < 0) {
            int length = Utf8.sequence(bytes, i, to);
            if (length < 0) {
                throw new JsonException(BAD_UTF8, "malformed UTF-8 at byte " + i, i, pointer());
            }
            i += length;
        }
        at = i;
    }

    private void escape() {
        switch (current()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            case 'u' -> {
                at++;
                for (int i = 0; i < 4; i++) {
                    if (JsonText.digit(current()) < 0) {
                        throw unexpected("a hex digit");
                    }
                    at++;
                }
            }
            default -> throw unexpected("an escape");
        }
    }

    private void skipSpace() {
        int i = at;
        while (i < to
                && bytes[i] <= ' '
                && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
            i++;
        }
        at = i;
    }

    private void count(int start) {
        if (++nodes > limits.maxNodes()) {
            throw tooLarge("nodes", nodes, limits.maxNodes(), start);
        }
    }

    /** The byte at hand, or NUL at the end: no place in a JSON text accepts a NUL. */
    private byte current() {
        return at < to ? bytes[at] : 0;
    }

    private JsonException unexpected(String expected) {
        String what = "end of text";
        if (at < to) {
            int b = bytes[at] & 0xFF;
            what = b > ' ' && b < 0x7F
                    ? "'" + (char) b + "'"
                    : "0x" + Integer.toHexString(0x100 | b).substring(1);
        }
        String message = "unexpected " + what + " at byte " + at + " (expected: " + expected + ")";
        return new JsonException(SYNTAX, message, at, pointer());
    }

    private JsonException tooLarge(String what, int actual, int limit, int offset) {
        String message = what + ": " + actual + " (expected: <= " + limit + ")";
        return new JsonException(TOO_LARGE, message, offset, pointer());
    }

    private String pointer() {
        return open < 0 ? "" : tape.reached(open);
    }
}
