package ai.gateway.exchange;

/**
 * What a provider has signed or encrypted, and wants back unharmed in the next turn: Anthropic's signature, Gemini's
 * thought signature, OpenAI's encrypted reasoning. Only the dialect that made it can read it.
 *
 * @param dialect whose it is
 * @param value opaque
 */
public record Seal(String dialect, String value) {}
