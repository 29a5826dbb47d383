package ai.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes JSON to a growing run of bytes and sets the commas. It trusts its caller with the nesting, and with
 * {@link #raw}; what it escapes by itself is always valid UTF-8.
 */
public final class JsonWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

    private final Bytes out;
    private boolean comma;

    public JsonWriter() {
        this(256);
    }

    public JsonWriter(int capacity) {
        out = new Bytes(capacity);
    }

    /** The text as a JSON string, with its quotes. */
    public static String quote(String text) {
        return new String(quoteBytes(text), UTF_8);
    }

    /** The text as a JSON string in UTF-8, with its quotes. */
    public static byte[] quoteBytes(String text) {
        Bytes out = new Bytes(text.length() + 16);
        quote(out, text);
        return out.toBytes();
    }

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    public JsonWriter name(String name) {
        separate();
        quote(out, name);
        out.add(':');
        comma = false;
        return this;
    }

    public JsonWriter value(String text) {
        separate();
        quote(out, text);
        return this;
    }

    public JsonWriter value(long number) {
        separate();
        out.ascii(Long.toString(number));
        return this;
    }

    /** JSON knows no infinities and no NaN: they become null. */
    public JsonWriter value(double number) {
        separate();
        out.ascii(Double.isFinite(number) ? Double.toString(number) : "null");
        return this;
    }

    public JsonWriter value(boolean flag) {
        separate();
        out.ascii(flag ? "true" : "false");
        return this;
    }

    public JsonWriter nullValue() {
        separate();
        out.ascii("null");
        return this;
    }

    /** A value that is JSON already. */
    public JsonWriter raw(String json) {
        return raw(json.getBytes(UTF_8));
    }

    /** A value that is JSON already. */
    public JsonWriter raw(byte[] json) {
        separate();
        out.add(json);
        return this;
    }

    /** A value as it lies in another document. */
    public JsonWriter raw(Json value) {
        separate();
        out.add(value.document(), value.start(), value.end());
        return this;
    }

    public JsonWriter field(String name, String text) {
        return name(name).value(text);
    }

    public JsonWriter field(String name, long number) {
        return name(name).value(number);
    }

    public JsonWriter field(String name, double number) {
        return name(name).value(number);
    }

    public JsonWriter field(String name, boolean flag) {
        return name(name).value(flag);
    }

    public JsonWriter field(String name, Json value) {
        return name(name).raw(value);
    }

    public byte[] toBytes() {
        return out.toBytes();
    }

    @Override
    public String toString() {
        return new String(out.array(), 0, out.size(), UTF_8);
    }

    private JsonWriter open(char bracket) {
        separate();
        out.add(bracket);
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.add(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            out.add(',');
        }
        comma = true;
    }

    private static void quote(Bytes out, String text) {
        out.add('"');
        for (int i = out.plain(text, 0); i < text.length(); i = out.plain(text, i)) {
            char c = text.charAt(i);
            if (c < 0x80) {
                escape(out, c);
                i++;
            } else {
                int codePoint = text.codePointAt(i);
                out.codePoint(codePoint);
                i += Character.charCount(codePoint);
            }
        }
        out.add('"');
    }

    private static void escape(Bytes out, char c) {
        switch (c) {
            case '"', '\\' -> out.add('\\').add(c);
            case '\n' -> out.ascii("\\n");
            case '\r' -> out.ascii("\\r");
            case '\t' -> out.ascii("\\t");
            case '\b' -> out.ascii("\\b");
            case '\f' -> out.ascii("\\f");
            default -> out.ascii("\\u00").add(HEX[c >> 4]).add(HEX[c & 15]);
        }
    }
}
