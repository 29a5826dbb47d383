package ai.gateway.judge.schema;

/**
 * Why a value does not fit.
 *
 * @param pointer to the part that does not, as in RFC 6901; names that the schema does not know are told as {@code *}
 * @param keyword that speaks against it; {@code false} where nothing may be
 */
public record Misfit(String pointer, String keyword) {}
