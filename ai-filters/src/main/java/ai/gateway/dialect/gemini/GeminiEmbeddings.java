package ai.gateway.dialect.gemini;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.EmbeddingLimits;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Purposes;
import ai.gateway.dialect.Traits;
import ai.gateway.dialect.Vectors;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.EmbeddingsRequest.Cut;
import ai.gateway.exchange.EmbeddingsRequest.Input;
import ai.gateway.exchange.EmbeddingsRequest.Purpose;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Usage;
import ai.gateway.exchange.Vector;
import ai.gateway.exchange.Vector.Encoding;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Embeddings of one content or of many at once; on Vertex, where many go to {@code predict}. */
final class GeminiEmbeddings implements OperationCodec<EmbeddingsRequest, Embeddings> {

    private static final String BATCH = "batchEmbedContents";
    private static final Set<String> KNOWN = EitherCase.both(
            "model", "content", "requests", "taskType", "outputDimensionality", "autoTruncate", "embedContentConfig");

    @Override
    public EmbeddingsRequest readRequest(Call call, Json body) {
        if (!call.apiPath().endsWith(BATCH)) {
            Input input = input(body);
            return request(call, List.of(input), body, Fields.rest(body, KNOWN));
        }
        List<Input> inputs = new ArrayList<>();
        Map<String, String> extras = new LinkedHashMap<>();
        Json first = Json.MISSING;
        for (Json request : Fields.requiredArray(body, "requests").items()) {
            inputs.add(input(Fields.object(request)));
            extras.putAll(Fields.rest(request, KNOWN).fields());
            first = first.exists() ? first : request;
            if (!config(request).equals(config(first))) {
                throw Fields.wrong(request, "the taskType and outputDimensionality of the first request");
            }
        }
        return request(call, inputs, first, new Extras(extras));
    }

    /** What other dialects say once for all inputs. */
    private static List<String> config(Json request) {
        return List.of(
                EitherCase.get(request, "taskType").text(),
                EitherCase.get(request, "outputDimensionality").toString());
    }

    private static EmbeddingsRequest request(Call call, List<Input> inputs, Json settings, Extras extras) {
        Json config = EitherCase.get(settings, "embedContentConfig");
        Json place = config.isObject() ? config : settings;
        Boolean cut = Fields.flagOrNull(place, EitherCase.name(place, "autoTruncate"));
        return new EmbeddingsRequest(
                GeminiDialect.ID,
                Fields.requiredModel(call, settings),
                inputs,
                Purposes.read(Fields.string(place, EitherCase.name(place, "taskType"))),
                Fields.count(place, EitherCase.name(place, "outputDimensionality")),
                List.of(Encoding.FLOAT),
                cut == null ? null : cut ? Cut.END : Cut.NONE,
                extras);
    }

    private static Input input(Json request) {
        return new Input(ContentReader.contentOf(Fields.requiredObject(request, "content")), List.of());
    }

    @Override
    public ChatCall writeRequest(EmbeddingsRequest request, String model, Traits traits) {
        EmbeddingLimits.floatsOr(Set.of(), request);
        Dropped dropped = new Dropped();
        dropped.all(request.extras());
        boolean own = traits.has(BATCH);
        boolean one = request.inputs().size() == 1 && (own || model.startsWith("gemini-embedding-2"));
        JsonWriter json = new JsonWriter(512).beginObject();
        String verb = one ? "embedContent" : own ? BATCH : "predict";
        if (one) {
            contents(json, request.inputs().get(0), request, dropped);
        } else if (own) {
            json.name("requests").beginArray();
            for (Input input : request.inputs()) {
                json.beginObject().field("model", GeminiPaths.resource(model));
                contents(json, input, request, dropped);
                json.endObject();
            }
            json.endArray();
        } else {
            predict(json, request);
        }
        String path = GeminiPaths.withVerb(model, verb);
        return new ChatCall(path, "", json.endObject().toBytes(), dropped.names());
    }

    private static void contents(JsonWriter json, Input input, EmbeddingsRequest request, Dropped dropped) {
        if (!input.tokens().isEmpty()) {
            throw OperationCodec.unsayable("input", "tokens", "texts");
        }
        json.name("content").beginObject().name("parts").beginArray();
        PartJson.all(json, input.parts());
        json.endArray().endObject();
        if (request.purpose() != null) {
            json.field("taskType", taskType(request.purpose()));
        }
        if (request.dimensions() != Usage.ABSENT) {
            json.field("outputDimensionality", request.dimensions());
        }
        dropped.note("truncate", request.cut() != null);
    }

    private static void predict(JsonWriter json, EmbeddingsRequest request) {
        json.name("instances").beginArray();
        for (Input input : request.inputs()) {
            json.beginObject().field("content", EmbeddingLimits.text(input));
            if (request.purpose() != null) {
                json.field("task_type", taskType(request.purpose()));
            }
            json.endObject();
        }
        json.endArray().name("parameters").beginObject();
        if (request.dimensions() != Usage.ABSENT) {
            json.field("outputDimensionality", request.dimensions());
        }
        if (request.cut() != null) {
            json.field("autoTruncate", request.cut() != Cut.NONE);
        }
        json.endObject();
    }

    private static String taskType(Purpose purpose) {
        return switch (purpose) {
            case QUERY -> "RETRIEVAL_QUERY";
            case DOCUMENT -> "RETRIEVAL_DOCUMENT";
            case SIMILARITY -> "SEMANTIC_SIMILARITY";
            case CLASSIFICATION -> "CLASSIFICATION";
            case CLUSTERING -> "CLUSTERING";
            case QUESTION -> "QUESTION_ANSWERING";
            case FACT -> "FACT_VERIFICATION";
            case CODE_QUERY -> "CODE_RETRIEVAL_QUERY";
        };
    }

    @Override
    public Embeddings readAnswer(Json answer) {
        List<Vector> vectors = new ArrayList<>();
        vector(answer.get("embedding").get("values"), vectors);
        for (Json embedding : answer.get("embeddings").items()) {
            vector(embedding.get("values"), vectors);
        }
        long tokens = 0;
        for (Json prediction : answer.get("predictions").items()) {
            Json embedding = prediction.get("embeddings");
            vector(embedding.get("values"), vectors);
            tokens += Math.max(Counts.of(embedding.get("statistics").get("token_count")), 0);
        }
        Usage usage = tokens > 0 ? Usage.ofInput(tokens) : GeminiUsage.of(answer.get("usageMetadata"));
        return new Embeddings("", "", vectors, usage);
    }

    private static void vector(Json values, List<Vector> into) {
        if (values.isArray()) {
            into.add(Vector.of(Encoding.FLOAT, values.toString()));
        }
    }

    @Override
    public byte[] writeAnswer(Embeddings answer, Question<EmbeddingsRequest> asked) {
        answer.requireFor(asked.request());
        JsonWriter json = new JsonWriter(4096).beginObject();
        if (asked.call().apiPath().endsWith(BATCH)) {
            json.name("embeddings").beginArray();
            answer.vectors().forEach(vector -> values(json, vector));
            json.endArray();
        } else {
            json.name("embedding");
            values(json, answer.vectors().get(0));
        }
        json.name("usageMetadata").beginObject();
        json.field("promptTokenCount", answer.usage().prompt());
        return json.endObject().endObject().toBytes();
    }

    private static void values(JsonWriter json, Vector vector) {
        Vectors.write(json.beginObject().name("values"), vector, Encoding.FLOAT);
        json.endObject();
    }
}
