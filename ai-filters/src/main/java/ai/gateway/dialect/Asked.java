package ai.gateway.dialect;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;

/**
 * What the client of an answer has asked, for those dialects whose answers repeat some of it.
 *
 * @param spoken the dialect of the provider, whose all extras of the answer are
 * @param id of the exchange, for answers that the provider gave none
 * @param seconds since 1970, for answers that say when they were made
 * @param sse whether a stream is to come as server-sent events, for dialects that have another way as well
 */
public record Asked(Call call, ChatRequest request, String spoken, String id, long seconds, boolean sse) {

    /** With server-sent events, where there is a choice. */
    public Asked(Call call, ChatRequest request, String spoken, String id, long seconds) {
        this(call, request, spoken, id, seconds, true);
    }
}
