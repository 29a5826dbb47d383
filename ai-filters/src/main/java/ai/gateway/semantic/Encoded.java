package ai.gateway.semantic;

/**
 * A text as a vector of length one.
 *
 * @param known whether the model knew every word of it; texts of unknown ones all look alike
 */
public record Encoded(float[] vector, boolean known) {}
