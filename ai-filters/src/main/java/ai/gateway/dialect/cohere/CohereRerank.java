package ai.gateway.dialect.cohere;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Counts;
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

/** Reranking; the second version takes texts only and repeats no document. */
final class CohereRerank implements OperationCodec<RerankRequest, Ranking> {

    private static final String PATH = "/v2/rerank";
    private static final Set<String> KNOWN =
            Set.of("model", "query", "documents", "top_n", "max_tokens_per_doc", "return_documents", "rank_fields");

    @Override
    public RerankRequest readRequest(Call call, Json body) {
        return Rankings.read(CohereDialect.ID, Fields.model(call, body), body, "top_n", KNOWN);
    }

    @Override
    public ChatCall writeRequest(RerankRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        JsonWriter json = new JsonWriter(512).beginObject().field("model", model);
        Rankings.write(json, request, "top_n");
        if (request.tokensPerDocument() != Usage.ABSENT) {
            json.field("max_tokens_per_doc", request.tokensPerDocument());
        }
        dropped.all(request.extras());
        return new ChatCall(PATH, "", json.endObject().toBytes(), dropped.names());
    }

    @Override
    public Ranking readAnswer(Json answer) {
        Json billed = answer.get("meta").get("billed_units");
        return new Ranking(
                answer.get("id").text(),
                "",
                Rankings.places(answer.get("results")),
                Usage.NONE,
                Counts.of(billed.get("search_units")));
    }

    @Override
    public byte[] writeAnswer(Ranking answer, Question<RerankRequest> asked) {
        answer.requireFor(asked.request());
        boolean first = CoherePaths.isFirstVersion(asked.call());
        JsonWriter json = new JsonWriter(1024).beginObject();
        json.field("id", answer.id().isEmpty() ? asked.id() : answer.id());
        Rankings.results(json, "results", answer, asked.request());
        json.name("meta").beginObject().name("api_version").beginObject();
        json.field("version", first ? "1" : "2")
                .endObject()
                .name("billed_units")
                .beginObject();
        if (answer.searches() != Usage.ABSENT) {
            json.field("search_units", answer.searches());
        }
        return json.endObject().endObject().endObject().toBytes();
    }
}
