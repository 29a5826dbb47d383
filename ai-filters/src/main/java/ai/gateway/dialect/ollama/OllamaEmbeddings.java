package ai.gateway.dialect.ollama;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.EmbeddingLimits;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Parameters;
import ai.gateway.dialect.Traits;
import ai.gateway.dialect.Vectors;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.EmbeddingsRequest.Cut;
import ai.gateway.exchange.EmbeddingsRequest.Input;
import ai.gateway.exchange.Usage;
import ai.gateway.exchange.Vector;
import ai.gateway.exchange.Vector.Encoding;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /api/embed}, and for clients the older {@code /api/embeddings} of one prompt. */
final class OllamaEmbeddings implements OperationCodec<EmbeddingsRequest, Embeddings> {

    private static final String PATH = "/api/embed";
    private static final String OLDER = "/api/embeddings";
    private static final Set<String> KNOWN = Set.of("model", "input", "prompt", "dimensions", "truncate");

    @Override
    public EmbeddingsRequest readRequest(Call call, Json body) {
        String input = call.apiPath().equals(OLDER) ? "prompt" : "input";
        List<Input> inputs = new ArrayList<>();
        Fields.strings(body, input).forEach(text -> inputs.add(Input.of(Content.Text.of(text))));
        if (inputs.isEmpty()) {
            throw Fields.absent(body, input, "a string or an array of strings");
        }
        Boolean cut = Fields.flagOrNull(body, "truncate");
        return new EmbeddingsRequest(
                OllamaDialect.ID,
                Fields.requiredModel(call, body),
                inputs,
                null,
                Fields.count(body, "dimensions"),
                List.of(Encoding.FLOAT),
                cut == null ? null : cut ? Cut.END : Cut.NONE,
                Fields.rest(body, KNOWN));
    }

    @Override
    public ChatCall writeRequest(EmbeddingsRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        JsonWriter json = new JsonWriter(512).beginObject().field("model", model);
        json.name("input").beginArray();
        for (Input input : request.inputs()) {
            json.value(EmbeddingLimits.text(input));
        }
        json.endArray();
        new Parameters(json, traits, dropped).count("dimensions", request.dimensions());
        if (request.cut() != null) {
            json.field("truncate", request.cut() != Cut.NONE);
        }
        dropped.note("input_type", request.purpose() != null);
        EmbeddingLimits.floatsOr(Set.of(), request);
        dropped.all(request.extras());
        return new ChatCall(PATH, "", json.endObject().toBytes(), dropped.names());
    }

    @Override
    public Embeddings readAnswer(Json answer) {
        List<Vector> vectors = new ArrayList<>();
        for (Json vector : answer.get("embeddings").items()) {
            vectors.add(Vector.of(Encoding.FLOAT, vector.toString()));
        }
        Json only = answer.get("embedding");
        if (only.isArray()) {
            vectors.add(Vector.of(Encoding.FLOAT, only.toString())); // as the older path has it
        }
        long tokens = Counts.of(answer.get("prompt_eval_count"));
        return new Embeddings("", answer.get("model").text(), vectors, Usage.ofInput(tokens));
    }

    @Override
    public byte[] writeAnswer(Embeddings answer, Question<EmbeddingsRequest> asked) {
        answer.requireFor(asked.request());
        JsonWriter json = new JsonWriter(4096).beginObject();
        if (asked.call().apiPath().equals(OLDER)) {
            String only = answer.vectors().get(0).form(Encoding.FLOAT);
            return json.name("embedding")
                    .raw(only.isEmpty() ? "[]" : only)
                    .endObject()
                    .toBytes();
        }
        json.field(
                "model",
                answer.model().isEmpty() ? String.valueOf(asked.request().model()) : answer.model());
        Vectors.write(json.name("embeddings"), answer, Encoding.FLOAT);
        return json.field("prompt_eval_count", answer.usage().prompt())
                .endObject()
                .toBytes();
    }
}
