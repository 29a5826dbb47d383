package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What the head of a request says of it: whose wire format, which operation, where below a provider's base URL.
 *
 * @param dialect id of the client's dialect
 * @param apiPath raw path as the provider's own SDK would append it to its base URL, such as {@code /chat/completions}
 * @param model the model where the path names it, decoded; null where the body does
 * @param stream whether the path asks for a stream; null where the body does
 */
public record Call(
        String dialect,
        Operation operation,
        String apiPath,
        @Nullable String model,
        @Nullable Boolean stream) {

    public static Call of(String dialect, Operation operation, String apiPath) {
        return new Call(dialect, operation, apiPath, null, null);
    }
}
