package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Head;
import ai.gateway.dialect.ModelList;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The Messages API. */
public final class AnthropicDialect implements Dialect {

    static final String ID = "anthropic";

    private static final Set<String> TYPES = Set.of(
            "authentication_error",
            "billing_error",
            "permission_error",
            "not_found_error",
            "request_too_large",
            "rate_limit_error",
            "overloaded_error",
            "timeout_error",
            "invalid_request_error",
            "api_error");

    private static final ChatCodec CHAT = new AnthropicChat();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public @Nullable Call recognise(Head head) {
        return AnthropicPaths.recognise(head);
    }

    @Override
    public RequestFacts facts(Call call, Json body) {
        return AnthropicRequest.facts(call, body);
    }

    @Override
    public boolean demandsSchema(Json body) {
        return body.get("output_config").get("format").isObject()
                || body.get("output_format").isObject();
    }

    @Override
    public void promptTexts(Call call, Json body, TextVisitor visitor) {
        AnthropicRequest.texts(body, visitor);
    }

    @Override
    public Call withModel(Call call, String model) {
        if (call.model() == null) {
            return call;
        }
        String path = AnthropicPaths.withModel(call.apiPath(), model);
        return new Call(ID, call.operation(), path, model, call.stream());
    }

    @Override
    public void withModel(Call call, Json body, String model, JsonEdit edit) {
        boolean takesModel =
                AnthropicRequest.takesModel(call) || body.get("model").exists();
        if (body.isObject() && call.model() == null && takesModel) {
            edit.put(body, "model", JsonWriter.quote(model));
        }
    }

    @Override
    public String parameterPath(String name) {
        return name.equals("stop") ? "stop_sequences" : name;
    }

    @Override
    public String capPath(Call call, Json body, @Nullable String model) {
        return call.operation() == Operation.COMPLETION ? "max_tokens_to_sample" : "max_tokens";
    }

    @Override
    public void answerFacts(Json answer, AnswerFacts facts) {
        AnthropicAnswer.whole(answer, facts);
    }

    @Override
    public void frameFacts(String name, Json frame, AnswerFacts facts) {
        AnthropicAnswer.frame(name, frame, facts);
    }

    @Override
    public String answerId(Json answerOrFrame) {
        return answerOrFrame
                .get("id")
                .text(answerOrFrame.get("message").get("id").text());
    }

    @Override
    public void answerTexts(Json answerOrFrame, TextVisitor visitor) {
        AnthropicAnswer.texts(answerOrFrame, visitor);
    }

    @Override
    public void answerCounts(Json answerOrFrame, Consumer<Json> visitor) {
        AnthropicAnswer.showCounts(answerOrFrame, visitor);
    }

    @Override
    public Map<String, String> requestHeaders() {
        return Map.of("anthropic-version", "2023-06-01");
    }

    @Override
    public String keyHeader() {
        return "x-api-key";
    }

    @Override
    public ChatCodec chat() {
        return CHAT;
    }

    @Override
    public ModelList models() {
        return new AnthropicModels();
    }

    @Override
    public OperationCodec<ChatRequest, Long> countTokens() {
        return new AnthropicCount();
    }

    @Override
    public byte[] failureBody(Failure failure, String requestId) {
        JsonWriter json = new JsonWriter().beginObject().field("type", "error");
        json.name("error").beginObject().field("type", type(failure));
        json.field("message", failure.message()).endObject();
        return json.field("request_id", requestId).endObject().toBytes();
    }

    @Override
    public void failureFrames(Call call, Failure failure, String requestId, FrameSink sink) {
        sink.frame("error", failureBody(failure, requestId));
    }

    @Override
    public int status(Failure failure) {
        return failure.status();
    }

    /** A provider that failed in mid-stream has said no status, but it may have said one of the API's own words. */
    private static String type(Failure failure) {
        Failure.Origin origin = failure.origin();
        if (origin != null && origin.status() == 0 && TYPES.contains(origin.type())) {
            return origin.type();
        }
        int status = failure.status();
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
