package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.ProviderOnly;
import ai.gateway.dialect.Rankings;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Ranking;
import ai.gateway.exchange.RerankRequest;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

/** Reranking by InvokeModel: Amazon's and Cohere's models take the same body. */
final class InvokeRerank extends ProviderOnly<RerankRequest, Ranking> {

    InvokeRerank() {
        super("a body of InvokeModel", "a model on Bedrock");
    }

    @Override
    public ChatCall writeRequest(RerankRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        JsonWriter json = new JsonWriter(512).beginObject();
        Rankings.write(json, request, "top_n");
        if (model.contains("cohere.")) {
            json.field("api_version", 2);
        }
        dropped.note("max_tokens_per_doc", request.tokensPerDocument() != Usage.ABSENT);
        dropped.all(request.extras());
        return new ChatCall(BedrockPaths.invoke(model), "", json.endObject().toBytes(), dropped.names());
    }

    @Override
    public Ranking readAnswer(Json answer) {
        return new Ranking(
                answer.get("id").text(), "", Rankings.places(answer.get("results")), Usage.NONE, Usage.ABSENT);
    }
}
