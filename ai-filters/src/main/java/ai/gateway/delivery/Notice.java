package ai.gateway.delivery;

/**
 * What a receiver is told, as it goes over the wire; the same bytes each time it is tried.
 *
 * @param id the same each time it is tried, and of nothing else
 */
public record Notice(String id, String type, byte[] body) {}
