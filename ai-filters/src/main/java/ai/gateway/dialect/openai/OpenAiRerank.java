package ai.gateway.dialect.openai;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Rankings;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Ranking;
import ai.gateway.exchange.RerankRequest;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.Set;

/** Reranking as Jina, Together, vLLM and Voyage have it beside OpenAI's API; Voyage has other names for half of it. */
final class OpenAiRerank implements OperationCodec<RerankRequest, Ranking> {

    private static final String PATH = "/rerank";
    private static final String TOP_K = "top_k";
    private static final Set<String> KNOWN = Set.of(
            "model", "query", "documents", "top_n", TOP_K, "max_tokens_per_doc", "return_documents", "rank_fields");

    @Override
    public RerankRequest readRequest(Call call, Json body) {
        return Rankings.read(
                OpenAiDialect.ID,
                Fields.requiredModel(call, body),
                body,
                body.get(TOP_K).exists() ? TOP_K : "top_n",
                KNOWN);
    }

    @Override
    public ChatCall writeRequest(RerankRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        JsonWriter json = new JsonWriter(512).beginObject().field("model", model);
        Rankings.write(json, request, traits.nameOf("top_n"));
        dropped.note("max_tokens_per_doc", request.tokensPerDocument() != Usage.ABSENT);
        json.field("return_documents", false); // who wants them gets the ones that were sent
        dropped.all(request.extras());
        return new ChatCall(PATH, "", json.endObject().toBytes(), dropped.names());
    }

    @Override
    public Ranking readAnswer(Json answer) {
        Json results = answer.get("results");
        return new Ranking(
                answer.get("id").text(),
                answer.get("model").text(),
                Rankings.places(results.exists() ? results : answer.get("data")),
                OpenAiUsage.of(answer.get("usage")),
                Usage.ABSENT);
    }

    /** Under both names: Jina's clients look for results, Voyage's for data. */
    @Override
    public byte[] writeAnswer(Ranking answer, Question<RerankRequest> asked) {
        answer.requireFor(asked.request());
        String model = answer.model().isEmpty() ? String.valueOf(asked.request().model()) : answer.model();
        JsonWriter json = new JsonWriter(1024).beginObject();
        json.field("id", answer.id().isEmpty() ? asked.id() : answer.id()).field("object", "list");
        json.field("model", model);
        Rankings.results(json, "results", answer, asked.request());
        Rankings.results(json, "data", answer, asked.request());
        long tokens = answer.usage().prompt();
        json.name("usage").beginObject().field("prompt_tokens", tokens).field("total_tokens", tokens);
        return json.endObject().endObject().toBytes();
    }
}
