package ai.gateway.dialect;

import java.util.List;

/**
 * A question as it goes out.
 *
 * @param apiPath raw path as the dialect's SDK appends it to its base URL
 * @param query to be added to the provider's own; empty for none
 * @param dropped what the client said that cannot be said here, by the names of the exchange ({@code seed},
 *     {@code tools.web_search}); told to the client, or reason to refuse
 */
public record ChatCall(String apiPath, String query, byte[] body, List<String> dropped) {

    public ChatCall {
        dropped = List.copyOf(dropped);
    }
}
