package ai.gateway.injection;

/**
 * Something that speaks for an attack.
 *
 * @param rule what it is, in lower case with hyphens; says nothing of the text
 * @param start index of its first character; of what was decoded, that of the code
 * @param end index behind its last one
 */
public record Signal(String rule, int start, int end) {

    public Signal {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "signal: from " + start + " to " + end + " (expected: a part of a text)");
        }
    }
}
