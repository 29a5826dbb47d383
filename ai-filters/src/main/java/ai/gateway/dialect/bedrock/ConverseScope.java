package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;

/**
 * What the writers of one request share.
 *
 * @param own whether the request came in this dialect, and so goes out as it came
 * @param names of the documents so far
 */
record ConverseScope(
        ChatRequest request, Traits traits, BedrockModel model, boolean own, DocumentNames names, Dropped dropped) {

    static ConverseScope of(ChatRequest request, Traits traits) {
        boolean own = request.dialect().equals(BedrockDialect.ID);
        BedrockModel model = BedrockModel.of(request.model());
        return new ConverseScope(request, traits, model, own, new DocumentNames(), new Dropped());
    }

    /** Asked only about what the client has said: what is not allowed is noted as dropped. */
    boolean allowed(String name) {
        if (!traits.has(name)) {
            dropped.add(name);
        }
        return traits.has(name);
    }
}
