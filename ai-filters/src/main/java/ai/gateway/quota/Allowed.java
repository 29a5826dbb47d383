package ai.gateway.quota;

/**
 * What one of those who stand behind a request may use: its key, or an owner of that.
 *
 * @param whose {@code key:} and the key's name, or {@code owner:} and the owner's path
 */
public record Allowed(String whose, Allowance allowance) {}
