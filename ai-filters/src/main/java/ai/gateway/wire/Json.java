package ai.gateway.wire;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A value in a JSON text: a view of the bytes where they lie, found through an index that one strict pass has made.
 * What is not there is {@link #MISSING}, never null, so that lookups chain. The document must not be changed while
 * views of it are in use.
 */
public final class Json {

    /** What a lookup answers when there is nothing. */
    public static final Json MISSING = new Json(new Tape(new byte[0], 0, 0, 0), -1);

    /** What a value is. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        MISSING
    }

    /** By the kinds of {@link Tape}. */
    private static final Kind[] KINDS = {
        Kind.OBJECT, Kind.ARRAY, Kind.STRING, Kind.STRING, Kind.NUMBER, Kind.TRUE, Kind.FALSE, Kind.NULL
    };

    private final Tape tape;
    private final int node;

    Json(Tape tape, int node) {
        this.tape = tape;
        this.node = node;
    }

    /** Reads a whole text within {@link JsonLimits#DEFAULT}. */
    public static Json parse(byte[] bytes) throws JsonException {
        return parse(bytes, 0, bytes.length, JsonLimits.DEFAULT);
    }

    /** Of our own writing; what is no JSON is a mistake of ours. */
    public static Json ours(byte[] bytes) {
        try {
            return parse(bytes);
        } catch (JsonException e) {
            throw new IllegalStateException("JSON: written by us, and none", e);
        }
    }

    /** Reads a whole text: {@code bytes} from {@code from} to before {@code to}. */
    public static Json parse(byte[] bytes, int from, int to, JsonLimits limits) throws JsonException {
        return new Json(JsonScanner.scan(bytes, from, to, limits), 0);
    }

    public Kind kind() {
        return exists() ? KINDS[tape.kind(node)] : Kind.MISSING;
    }

    public boolean exists() {
        return node >= 0;
    }

    public boolean isObject() {
        return is(Tape.OBJECT);
    }

    public boolean isArray() {
        return is(Tape.ARRAY);
    }

    public boolean isString() {
        return is(Tape.STRING) || is(Tape.ESCAPED);
    }

    public boolean isNumber() {
        return is(Tape.NUMBER);
    }

    public boolean isNull() {
        return is(Tape.NULL);
    }

    /** The member of that name; MISSING when there is none or this is no object. */
    public Json get(String name) {
        if (isObject()) {
            int end = tape.next(node);
            for (int entry = tape.first(node); entry < end; entry = tape.next(entry + 2)) {
                if (tape.same(entry, name)) {
                    return new Json(tape, entry + 2);
                }
            }
        }
        return MISSING;
    }

    /** The item at that index, found by walking: use {@link #items} for all of them. */
    public Json at(int index) {
        if (index >= 0 && isArray()) {
            int end = tape.next(node);
            int left = index;
            for (int item = tape.first(node); item < end; item = tape.next(item)) {
                if (left-- == 0) {
                    return new Json(tape, item);
                }
            }
        }
        return MISSING;
    }

    /** How many members or items there are, counted by walking; 0 for anything else. */
    public int size() {
        int size = 0;
        if (isObject() || isArray()) {
            int skip = isObject() ? 2 : 0;
            int end = tape.next(node);
            for (int entry = tape.first(node); entry < end; entry = tape.next(entry + skip)) {
                size++;
            }
        }
        return size;
    }

    /** The items of an array; nothing for anything else. */
    public Iterable<Json> items() {
        return Items::new;
    }

    /** Hands over each member with its decoded name, in the order of the text. */
    public void members(BiConsumer<String, Json> each) {
        if (isObject()) {
            int end = tape.next(node);
            for (int entry = tape.first(node); entry < end; entry = tape.next(entry + 2)) {
                each.accept(tape.text(entry), new Json(tape, entry + 2));
            }
        }
    }

    /** Walks to those of its members that have one of the names; to none when this is no object. */
    public JsonMembers members(JsonKeys keys) {
        boolean object = isObject();
        return new JsonMembers(tape, keys, object ? tape.first(node) : 0, object ? tape.next(node) : 0);
    }

    /** Whether this is a string that reads so. */
    public boolean is(String text) {
        return isString() && tape.same(node, text);
    }

    /** The decoded string; empty when this is none. */
    public String text() {
        return text("");
    }

    /** The decoded string. Halves of surrogate pairs, which JSON can escape, read as U+FFFD. */
    public String text(String fallback) {
        return isString() ? tape.text(node) : fallback;
    }

    /** The number when it is integral (also as 1.0 or 1e3) and fits a long exactly. */
    public long number(long fallback) {
        if (!isNumber()) {
            return fallback;
        }
        int start = start();
        boolean negative = tape.bytes[start] == '-';
        int first = negative ? start + 1 : start;
        if (end() - first > 18) {
            return exact(fallback);
        }
        long value = 0;
        for (int i = first; i < end(); i++) {
            int digit = tape.bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return exact(fallback);
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    /** The number as a double; the fallback also for what is beyond all doubles, such as 1e400. */
    public double decimal(double fallback) {
        if (!isNumber()) {
            return fallback;
        }
        double value = Double.parseDouble(toString());
        return Double.isFinite(value) ? value : fallback;
    }

    /** True or false as it stands there; the fallback for anything else. */
    public boolean flag(boolean fallback) {
        return fallback ? !is(Tape.FALSE) : is(Tape.TRUE);
    }

    /** Where the value begins in {@link #document}; a string begins with its quote. */
    public int start() {
        return exists() ? tape.start(node) : 0;
    }

    /** Where the value has ended in {@link #document}. */
    public int end() {
        return exists() ? tape.end(node) : 0;
    }

    /** The array that was parsed, not a copy. */
    public byte[] document() {
        return tape.bytes;
    }

    /** A copy of this value's bytes. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(tape.bytes, start(), end());
    }

    /** RFC 6901 pointer, found by walking from the root: for messages. */
    public String pointer() {
        return exists() ? tape.pointer(node) : "";
    }

    /** The JSON text as it lies in the document. */
    @Override
    public String toString() {
        return new String(tape.bytes, start(), end() - start(), UTF_8);
    }

    Tape tape() {
        return tape;
    }

    int node() {
        return node;
    }

    private boolean is(int kind) {
        return exists() && tape.kind(node) == kind;
    }

    private long exact(long fallback) {
        try {
            return new BigDecimal(toString()).longValueExact();
        } catch (ArithmeticException | NumberFormatException notALong) {
            return fallback;
        }
    }

    private final class Items implements Iterator<Json> {

        private final int end = isArray() ? tape.next(node) : 0;
        private int item = isArray() ? tape.first(node) : 0;

        @Override
        public boolean hasNext() {
            return item < end;
        }

        @Override
        public Json next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Json next = new Json(tape, item);
            item = tape.next(item);
            return next;
        }
    }
}
