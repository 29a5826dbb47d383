package ai.gateway.dialect.openai;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.EmbeddingLimits;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Parameters;
import ai.gateway.dialect.Purposes;
import ai.gateway.dialect.Traits;
import ai.gateway.dialect.Vectors;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.EmbeddingsRequest.Input;
import ai.gateway.exchange.EmbeddingsRequest.Purpose;
import ai.gateway.exchange.Vector;
import ai.gateway.exchange.Vector.Encoding;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Embeddings as OpenAI has them, and what Voyage, NVIDIA and Mistral have added ({@code input_type} and such). */
final class OpenAiEmbeddings implements OperationCodec<EmbeddingsRequest, Embeddings> {

    private static final String PATH = "/embeddings";
    private static final String INPUT_TYPE = "input_type";
    private static final Set<String> KNOWN =
            Set.of("model", "input", "dimensions", "output_dimension", "encoding_format", INPUT_TYPE);

    @Override
    public EmbeddingsRequest readRequest(Call call, Json body) {
        String format = Fields.stringOr(body, "encoding_format", "float");
        boolean named = body.get("output_dimension").exists();
        return new EmbeddingsRequest(
                OpenAiDialect.ID,
                Fields.requiredModel(call, body),
                inputs(body.get("input"), body),
                Purposes.read(Fields.string(body, INPUT_TYPE)),
                Fields.count(body, named ? "output_dimension" : "dimensions"),
                List.of(format.equals("base64") ? Encoding.BASE64 : Encoding.FLOAT),
                null,
                Fields.rest(body, KNOWN));
    }

    /** A text, texts, the tokens of one, or of many. */
    private static List<Input> inputs(Json input, Json body) {
        if (input.isString()) {
            return List.of(Input.of(Content.Text.of(input.text())));
        }
        if (!input.exists() || input.isNull()) {
            throw Fields.absent(body, "input", "a string or an array");
        }
        if (!input.isArray()) {
            throw Fields.wrong(input, "a string or an array");
        }
        if (input.at(0).isNumber()) {
            return List.of(tokens(input));
        }
        List<Input> inputs = new ArrayList<>(input.size());
        for (Json item : input.items()) {
            if (!item.isString() && !item.isArray()) {
                throw Fields.wrong(item, "a string or an array of tokens");
            }
            inputs.add(item.isString() ? Input.of(Content.Text.of(item.text())) : tokens(item));
        }
        return inputs;
    }

    private static Input tokens(Json array) {
        List<Long> tokens = new ArrayList<>(array.size());
        for (Json token : array.items()) {
            long number = token.number(-1);
            if (number < 0) {
                throw Fields.wrong(token, "the number of a token");
            }
            tokens.add(number);
        }
        return new Input(List.of(), tokens);
    }

    @Override
    public ChatCall writeRequest(EmbeddingsRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        JsonWriter json = new JsonWriter(512).beginObject().field("model", model);
        json.name("input").beginArray();
        for (Input input : request.inputs()) {
            write(json, input);
        }
        json.endArray();
        new Parameters(json, traits, dropped).count("dimensions", request.dimensions());
        EmbeddingLimits.floatsOr(Set.of(), request);
        boolean packed = request.encodings().get(0) == Encoding.BASE64;
        if (packed || traits.has("encoding_format=float")) {
            json.field("encoding_format", packed ? "base64" : "float");
        }
        purpose(json, request.purpose(), traits, dropped);
        dropped.note("truncate", request.cut() != null);
        dropped.all(request.extras());
        return new ChatCall(PATH, "", json.endObject().toBytes(), dropped.names());
    }

    private static void write(JsonWriter json, Input input) {
        if (input.tokens().isEmpty()) {
            json.value(EmbeddingLimits.text(input));
        } else {
            json.beginArray();
            input.tokens().forEach(json::value);
            json.endArray();
        }
    }

    private static void purpose(JsonWriter json, @Nullable Purpose purpose, Traits traits, Dropped dropped) {
        if (purpose == null) {
            return;
        }
        String word = purpose == Purpose.DOCUMENT ? "document" : Purposes.isAsked(purpose) ? "query" : null;
        if (word == null || !traits.has(INPUT_TYPE)) {
            dropped.add(INPUT_TYPE);
        } else {
            json.field(INPUT_TYPE, traits.has("input_type=" + word) ? word : "passage");
        }
    }

    @Override
    public Embeddings readAnswer(Json answer) {
        List<Vector> vectors = new ArrayList<>(answer.get("data").size());
        for (Json item : answer.get("data").items()) {
            Json embedding = item.get("embedding");
            vectors.add(
                    embedding.isString()
                            ? Vector.of(Encoding.BASE64, embedding.text())
                            : Vector.of(Encoding.FLOAT, embedding.isArray() ? embedding.toString() : "[]"));
        }
        return new Embeddings(
                answer.get("id").text(), answer.get("model").text(), vectors, OpenAiUsage.of(answer.get("usage")));
    }

    @Override
    public byte[] writeAnswer(Embeddings answer, Question<EmbeddingsRequest> asked) {
        answer.requireFor(asked.request());
        Encoding encoding = asked.request().encodings().get(0);
        JsonWriter json = new JsonWriter(4096).beginObject().field("object", "list");
        json.name("data").beginArray();
        int index = 0;
        for (Vector vector : answer.vectors()) {
            json.beginObject()
                    .field("object", "embedding")
                    .field("index", index++)
                    .name("embedding");
            Vectors.write(json, vector, encoding);
            json.endObject();
        }
        json.endArray();
        String model = answer.model().isEmpty() ? String.valueOf(asked.request().model()) : answer.model();
        json.field("model", model);
        long tokens = answer.usage().prompt();
        json.name("usage").beginObject().field("prompt_tokens", tokens).field("total_tokens", tokens);
        return json.endObject().endObject().toBytes();
    }
}
