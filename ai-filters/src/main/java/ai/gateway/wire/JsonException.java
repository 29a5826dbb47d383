package ai.gateway.wire;

/**
 * The text is not JSON, or more of it than we take. Expected on any bad request, hence without a stack trace. The
 * message never holds more of the text than one byte or one shortened name, and never a control character.
 */
public final class JsonException extends RuntimeException {

    /** What kind of refusal it is. */
    public enum Reason {
        SYNTAX,
        BAD_UTF8,
        DUPLICATE_KEY,
        TOO_DEEP,
        TOO_LARGE
    }

    private static final int MAX_POINTER = 256;

    private final Reason reason;
    private final int offset;
    private final String pointer;

    JsonException(Reason reason, String message, int offset, String pointer) {
        super(message, null, false, false);
        this.reason = reason;
        this.offset = offset;
        this.pointer = shortened(pointer, MAX_POINTER);
    }

    public Reason reason() {
        return reason;
    }

    /** The byte at which reading stopped, counted in the array that was handed in. */
    public int offset() {
        return offset;
    }

    /** RFC 6901 pointer of the place that was reached; cut after 256 characters. */
    public String pointer() {
        return pointer;
    }

    static String shortened(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int cut = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, cut) + "…";
    }
}
