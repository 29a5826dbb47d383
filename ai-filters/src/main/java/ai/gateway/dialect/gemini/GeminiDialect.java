package ai.gateway.dialect.gemini;

import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Head;
import ai.gateway.dialect.ModelList;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.ImageRequest;
import ai.gateway.exchange.Images;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.Sound;
import ai.gateway.exchange.SpeechRequest;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The Gemini API, and Vertex for Google's own models. */
public final class GeminiDialect implements Dialect {

    static final String ID = "gemini";

    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    private static final Map<String, String> PARAMETERS = Map.of(
            "temperature", "generationConfig.temperature",
            "top_p", "generationConfig.topP",
            "top_k", "generationConfig.topK",
            "max_tokens", "generationConfig.maxOutputTokens",
            "stop", "generationConfig.stopSequences",
            "seed", "generationConfig.seed",
            "n", "generationConfig.candidateCount",
            "presence_penalty", "generationConfig.presencePenalty",
            "frequency_penalty", "generationConfig.frequencyPenalty");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public @Nullable Call recognise(Head head) {
        return GeminiPaths.recognise(head);
    }

    @Override
    public RequestFacts facts(Call call, Json body) {
        return GeminiRequest.facts(call, body);
    }

    @Override
    public boolean demandsSchema(Json body) {
        return ConfigReader.hasSchema(EitherCase.get(body, "generationConfig"));
    }

    @Override
    public void promptTexts(Call call, Json body, TextVisitor visitor) {
        GeminiRequest.texts(body, visitor);
    }

    @Override
    public String keyHeader() {
        return "x-goog-api-key";
    }

    @Override
    public ChatCodec chat() {
        return new GeminiChat(this);
    }

    @Override
    public ModelList models() {
        return new GeminiModels();
    }

    @Override
    public OperationCodec<ChatRequest, Long> countTokens() {
        return new GeminiCount(chat());
    }

    @Override
    public OperationCodec<EmbeddingsRequest, Embeddings> embeddings() {
        return new GeminiEmbeddings();
    }

    @Override
    public OperationCodec<ImageRequest, Images> images() {
        return new GeminiImages();
    }

    @Override
    public OperationCodec<SpeechRequest, Sound> speech() {
        return new GeminiSpeech();
    }

    @Override
    public Call withModel(Call call, String model) {
        return call.model() == null ? call : GeminiPaths.withModel(call, model);
    }

    /** The path names the model; some bodies have to agree with it. */
    @Override
    public void withModel(Call call, Json body, String model, JsonEdit edit) {
        String name = JsonWriter.quote(GeminiPaths.resource(model));
        for (String nested : new String[] {"generateContentRequest", "generate_content_request"}) {
            replace(body.get(nested).get("model"), name, edit);
        }
        for (Json request : body.get("requests").items()) {
            replace(request.get("model"), name, edit);
        }
        replace(body.get("model"), call.model() == null ? JsonWriter.quote(model) : name, edit);
    }

    @Override
    public String parameterPath(String name) {
        return PARAMETERS.getOrDefault(name, name);
    }

    @Override
    public String capPath(Call call, Json body, @Nullable String model) {
        return GeminiRequest.capPath(body);
    }

    @Override
    public void answerFacts(Json answer, AnswerFacts facts) {
        GeminiAnswer.facts(answer, facts);
    }

    @Override
    public void frameFacts(String name, Json frame, AnswerFacts facts) {
        GeminiAnswer.facts(frame, facts);
    }

    /** Only the Interactions API has one. */
    @Override
    public boolean isEndMark(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, DONE, 0, DONE.length);
    }

    @Override
    public String answerId(Json answerOrFrame) {
        return answerOrFrame.get("responseId").text();
    }

    @Override
    public void answerTexts(Json answerOrFrame, TextVisitor visitor) {
        GeminiAnswer.texts(answerOrFrame, Texts.ofWholeCalls(visitor));
    }

    @Override
    public void answerCounts(Json answerOrFrame, Consumer<Json> visitor) {
        GeminiAnswer.showCounts(answerOrFrame, visitor);
    }

    @Override
    public byte[] failureBody(Failure failure, String requestId) {
        JsonWriter json = new JsonWriter().beginObject().name("error").beginObject();
        json.field("code", status(failure)).field("message", failure.message());
        json.field("status", statusWord(failure)).name("details").beginArray();
        json.beginObject().field("@type", TYPES + "ErrorInfo");
        json.field("reason", failure.code().wire().toUpperCase(Locale.ROOT));
        json.field("domain", "ai-gateway").endObject();
        json.beginObject().field("@type", TYPES + "RequestInfo").field("requestId", requestId);
        return json.endObject().endArray().endObject().endObject().toBytes();
    }

    /** A stream of answers ends in the body of an error; one of interactions has an event of its own for it. */
    @Override
    public void failureFrames(Call call, Failure failure, String requestId, FrameSink sink) {
        if (GeminiPaths.isInteraction(call)) {
            JsonWriter json = new JsonWriter().beginObject().field("event_type", "error");
            json.name("error").beginObject().field("code", failure.code().wire());
            json.field("message", failure.message()).endObject();
            sink.frame("error", json.endObject().toBytes());
        } else {
            sink.frame("", failureBody(failure, requestId));
        }
    }

    private static void replace(Json model, String name, JsonEdit edit) {
        if (model.exists()) {
            edit.replace(model, name);
        }
    }

    private String statusWord(Failure failure) {
        int status = status(failure);
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 402, 429 -> "RESOURCE_EXHAUSTED";
            case 502, 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }
}
