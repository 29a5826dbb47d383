package ai.gateway.wire;

import java.util.Arrays;

/** A growing run of bytes. */
final class Bytes {

    private static final int MAX_IDLE = 16 * 1024;

    private byte[] array;
    private int size;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    Bytes add(int value) {
        room(1);
        array[size++] = (byte) value;
        return this;
    }

    Bytes add(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, array, size, end - start);
        size += end - start;
        return this;
    }

    Bytes add(byte[] all) {
        return add(all, 0, all.length);
    }

    /** Text that is known to be ASCII. */
    Bytes ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            array[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** Copies a text from there on, up to what JSON does not take as it is or what is not ASCII. Returns where that is. */
    int plain(String text, int from) {
        int length = text.length();
        room(length - from);
        byte[] to = array; // in locals: one check of the room, and none of the fields, for all of the text
        int at = size;
        int i = from;
        while (i < length) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            to[at++] = (byte) c;
            i++;
        }
        size = at;
        return i;
    }

    /** UTF-8; half a surrogate pair becomes U+FFFD. */
    Bytes codePoint(int codePoint) {
        room(4);
        size = JsonText.put(array, size, codePoint);
        return this;
    }

    int size() {
        return size;
    }

    /** Forgets the bytes, but leaves them in the array until others come. */
    void clear() {
        size = 0;
    }

    /** Lets go of an array that one large frame has blown up. */
    void trim() {
        if (size == 0 && array.length > MAX_IDLE) {
            array = new byte[0];
        }
    }

    /** The bytes themselves, good until the next change; only the first {@link #size()} count. */
    byte[] array() {
        return array;
    }

    byte[] toBytes() {
        return Arrays.copyOf(array, size);
    }

    private void room(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
        }
    }
}
