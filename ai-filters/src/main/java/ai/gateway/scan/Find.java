package ai.gateway.scan;

/**
 * Something that was found in a text.
 *
 * @param type what it is, in upper case: {@code EMAIL}
 * @param start index of its first character
 * @param end index behind its last one
 * @param score how sure that is, from 0 to 1
 * @param rule by which it was found, in lower case with hyphens; says nothing of the text
 */
public record Find(String type, int start, int end, double score, String rule) {

    public Find {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("find: from " + start + " to " + end + " (expected: some characters)");
        }
    }

    public boolean overlaps(Find other) {
        return start < other.end && other.start < end;
    }

    public String in(String text) {
        return text.substring(start, end);
    }
}
