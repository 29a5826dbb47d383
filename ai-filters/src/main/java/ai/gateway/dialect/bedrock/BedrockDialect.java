package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Head;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.ImageRequest;
import ai.gateway.exchange.Images;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Ranking;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.RerankRequest;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Amazon Bedrock's runtime. */
public final class BedrockDialect implements Dialect {

    static final String ID = "bedrock";

    private static final Map<String, String> PARAMETERS = Map.of(
            "temperature", "inferenceConfig.temperature",
            "top_p", "inferenceConfig.topP",
            "max_tokens", "inferenceConfig.maxTokens",
            "stop", "inferenceConfig.stopSequences",
            "metadata", "requestMetadata");

    private final ChatCodec chat = new BedrockChat(this);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public @Nullable Call recognise(Head head) {
        return BedrockPaths.recognise(head);
    }

    @Override
    public RequestFacts facts(Call call, Json body) {
        return BedrockRequest.facts(call, body);
    }

    @Override
    public boolean demandsSchema(Json body) {
        return body.get("outputConfig").get("textFormat").isObject();
    }

    @Override
    public void promptTexts(Call call, Json body, TextVisitor visitor) {
        BedrockRequest.texts(body, visitor);
    }

    @Override
    public Call withModel(Call call, String model) {
        return call.model() == null ? call : BedrockPaths.withModel(call, model);
    }

    @Override
    public void withModel(Call call, Json body, String model, JsonEdit edit) {
        // The path names it.
    }

    @Override
    public String parameterPath(String name) {
        return PARAMETERS.getOrDefault(name, name);
    }

    @Override
    public String capPath(Call call, Json body, @Nullable String model) {
        return call.operation() == Operation.CHAT
                ? parameterPath("max_tokens")
                : InvokeCap.path(body, call.model() == null ? "" : call.model());
    }

    @Override
    public void answerFacts(Json answer, AnswerFacts facts) {
        BedrockAnswer.whole(answer, facts);
    }

    /** What a body says goes before it. */
    @Override
    public void headFacts(UnaryOperator<@Nullable String> headers, AnswerFacts facts) {
        Usage counted = InvokeUsage.counted(headers);
        if (counted.isKnown()) {
            facts.use(counted.updatedBy(facts.usage()));
        }
    }

    @Override
    public void frameFacts(String name, Json frame, AnswerFacts facts) {
        BedrockAnswer.frame(name, frame, facts);
    }

    @Override
    public void answerTexts(Json answerOrFrame, TextVisitor visitor) {
        BedrockAnswer.texts(answerOrFrame, visitor);
    }

    @Override
    public void answerCounts(Json answerOrFrame, Consumer<Json> visitor) {
        BedrockAnswer.showCounts(answerOrFrame, visitor);
    }

    @Override
    public byte @Nullable [] unpacked(Json frame) {
        return InvokeChunk.event(frame);
    }

    @Override
    public void repack(Json frame, byte[] event, JsonEdit edit) {
        InvokeChunk.put(frame, event, edit);
    }

    @Override
    public byte[] failureBody(Failure failure, String requestId) {
        return new JsonWriter()
                .beginObject()
                .field("message", failure.message())
                .endObject()
                .toBytes();
    }

    /** AWS clients take the kind of failure from here alone. */
    @Override
    public Map<String, String> failureHeaders(Failure failure) {
        return Map.of("x-amzn-errortype", type(failure));
    }

    @Override
    public void failureFrames(Call call, Failure failure, String requestId, FrameSink sink) {
        byte[] body = failureBody(failure, requestId);
        sink.exception(streamType(call, failure), body, 0, body.length);
    }

    @Override
    public ChatCodec chat() {
        return chat;
    }

    @Override
    public OperationCodec<ChatRequest, Long> countTokens() {
        return new BedrockCount(chat);
    }

    @Override
    public OperationCodec<EmbeddingsRequest, Embeddings> embeddings() {
        return new InvokeEmbeddings();
    }

    @Override
    public OperationCodec<ImageRequest, Images> images() {
        return new InvokeImages();
    }

    @Override
    public OperationCodec<RerankRequest, Ranking> rerank() {
        return new InvokeRerank();
    }

    private String type(Failure failure) {
        int status = status(failure);
        return switch (status) {
            case 401, 403 -> "AccessDeniedException";
            case 404 -> "ResourceNotFoundException";
            case 402 -> "ServiceQuotaExceededException";
            case 429 -> "ThrottlingException";
            case 502, 503 -> "ServiceUnavailableException";
            case 504 -> "ModelTimeoutException";
            default -> status < 500 ? "ValidationException" : "InternalServerException";
        };
    }

    /** A stream knows fewer kinds, and one of Converse no time-out. */
    String streamType(Call call, Failure failure) {
        int status = status(failure);
        return switch (status) {
            case 402, 429 -> "throttlingException";
            case 503 -> "serviceUnavailableException";
            case 502 -> "modelStreamErrorException";
            case 504 -> call.operation() == Operation.CHAT ? "modelStreamErrorException" : "modelTimeoutException";
            default -> status < 500 ? "validationException" : "internalServerException";
        };
    }
}
