package ai.gateway.app.standin;

import ai.gateway.dialect.cohere.CohereDialect;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.EmbeddingsRequest.Input;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.RerankRequest;
import ai.gateway.exchange.Usage;
import ai.gateway.exchange.Vector.Encoding;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * {@code /model/{id}/invoke}, whose bodies are the models' own. Cohere's embedders and everybody's rerankers have those of
 * Cohere's API; Titan and Nova embed one text each.
 */
final class InvokeModel {
    private static final CohereDialect COHERE = new CohereDialect();

    private InvokeModel() {}

    /** Null where the body is of no kind that is known here. */
    static Operations.@Nullable Understood understood(Operations operations, Json body) {
        if (body.get("documents").isArray()) {
            return operations.of(COHERE.rerank(), RerankRequest::query, operations::ranking);
        }
        if (body.get("texts").isArray() || body.get("images").isArray()) {
            return operations.of(COHERE.embeddings(), Operations::text, operations::embeddings);
        }
        if (body.get("inputText").isString()) {
            return one(operations, body.get("inputText"), body.get("dimensions"), InvokeModel::titan);
        }
        Json nova = body.get("singleEmbeddingParams");
        Json text = nova.get("text").get("value");
        return text.isString() ? one(operations, text, nova.get("embeddingDimension"), InvokeModel::nova) : null;
    }

    private static Operations.Understood one(
            Operations operations, Json text, Json dimensions, Function<Embeddings, byte[]> wording) {
        EmbeddingsRequest request = new EmbeddingsRequest(
                Family.BEDROCK.dialect(),
                null,
                List.of(Input.of(Content.Text.of(text.text()))),
                null,
                dimensions.number(Usage.ABSENT),
                List.of(Encoding.FLOAT),
                null,
                Extras.NONE);
        return new Operations.Understood(
                text.text(), () -> HttpAnswer.bytes("application/json", wording.apply(operations.embeddings(request))));
    }

    private static byte[] titan(Embeddings answer) {
        String vector = answer.vectors().get(0).form(Encoding.FLOAT);
        JsonWriter json = new JsonWriter().beginObject().name("embedding").raw(vector);
        json.name("embeddingsByType").beginObject().name("float").raw(vector).endObject();
        return json.field("inputTextTokenCount", answer.usage().prompt())
                .endObject()
                .toBytes();
    }

    private static byte[] nova(Embeddings answer) {
        JsonWriter json = new JsonWriter().beginObject().name("embeddings").beginArray();
        json.beginObject().field("embeddingType", "TEXT").name("embedding");
        json.raw(answer.vectors().get(0).form(Encoding.FLOAT)).endObject();
        return json.endArray().endObject().toBytes();
    }
}
