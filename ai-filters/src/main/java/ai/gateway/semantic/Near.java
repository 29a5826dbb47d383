package ai.gateway.semantic;

/**
 * What was found near a vector.
 *
 * @param score the cosine of both
 */
public record Near(String id, float score) {}
