package ai.gateway.condition;

/**
 * What a condition asks about: {@code model}, or the {@code x-team} of {@code header.x-team}.
 *
 * @param base a plain name as a whole, or the family's
 * @param last what follows on the family and its dot, as it is written; empty for a plain name
 */
public record Name(String base, String last, Kind kind) {

    @Override
    public String toString() {
        return last.isEmpty() ? base : base + "." + last;
    }
}
