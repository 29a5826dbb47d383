package ai.gateway.dialect.cohere;

import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Head;
import ai.gateway.dialect.ModelList;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Ranking;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.RerankRequest;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Cohere's API. */
public final class CohereDialect implements Dialect {

    static final String ID = "cohere";

    private static final ChatCodec CHAT = new CohereChat();
    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

    private static final Map<String, String> PARAMETERS = Map.of("top_p", "p", "top_k", "k", "stop", "stop_sequences");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public @Nullable Call recognise(Head head) {
        return CoherePaths.recognise(head);
    }

    @Override
    public RequestFacts facts(Call call, Json body) {
        return CohereRequest.facts(call, body);
    }

    @Override
    public boolean demandsSchema(Json body) {
        Json format = body.get("response_format");
        return format.get("json_schema").isObject() || format.get("schema").isObject();
    }

    @Override
    public void promptTexts(Call call, Json body, TextVisitor visitor) {
        CohereRequest.texts(body, visitor);
    }

    @Override
    public void withModel(Call call, Json body, String model, JsonEdit edit) {
        if (body.isObject()
                && (CohereRequest.takesModel(call) || body.get("model").exists())) {
            edit.put(body, "model", JsonWriter.quote(model));
        }
    }

    @Override
    public String parameterPath(String name) {
        return PARAMETERS.getOrDefault(name, name);
    }

    @Override
    public void answerFacts(Json answer, AnswerFacts facts) {
        CohereAnswer.whole(answer, facts);
    }

    @Override
    public void frameFacts(String name, Json frame, AnswerFacts facts) {
        CohereAnswer.frame(name, frame, facts);
    }

    @Override
    public boolean isEndMark(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, DONE, 0, DONE.length);
    }

    @Override
    public String answerId(Json answerOrFrame) {
        return answerOrFrame.get("id").text();
    }

    @Override
    public void answerTexts(Json answerOrFrame, TextVisitor visitor) {
        CohereAnswer.texts(answerOrFrame, visitor);
    }

    @Override
    public void answerCounts(Json answerOrFrame, Consumer<Json> visitor) {
        CohereAnswer.showCounts(answerOrFrame, visitor);
    }

    @Override
    public byte[] failureBody(Failure failure, String requestId) {
        JsonWriter json = new JsonWriter().beginObject().field("id", requestId);
        json.field("message", failure.message());
        return json.field("error_type", failure.code().wire()).endObject().toBytes();
    }

    @Override
    public void failureFrames(Call call, Failure failure, String requestId, FrameSink sink) {
        if (CoherePaths.isFirstVersion(call)) {
            sink.frame("stream-end", streamEnd(failure, requestId));
        } else {
            sink.frame("message-end", failedEnd(failure, requestId));
        }
    }

    @Override
    public Failure readFailure(int status, Json body) {
        String message = CohereAnswer.failureIn(body);
        return Failure.told(
                message == null ? "provider: it answered with status " + status : message,
                new Failure.Origin(status, body.get("error_type").text(), ""));
    }

    @Override
    public ChatCodec chat() {
        return CHAT;
    }

    @Override
    public ModelList models() {
        return new CohereModels();
    }

    @Override
    public OperationCodec<EmbeddingsRequest, Embeddings> embeddings() {
        return new CohereEmbeddings();
    }

    @Override
    public OperationCodec<RerankRequest, Ranking> rerank() {
        return new CohereRerank();
    }

    /** A stream has no event of its own for errors: its end tells. */
    static byte[] failedEnd(Failure failure, String requestId) {
        JsonWriter json = new JsonWriter().beginObject().field("type", "message-end");
        json.field("id", requestId).name("delta").beginObject();
        json.field("error", failure.message()).field("finish_reason", "ERROR");
        return json.endObject().endObject().toBytes();
    }

    /** Clients of version 1 take the whole answer from here, and break where it is missing. */
    private static byte[] streamEnd(Failure failure, String requestId) {
        JsonWriter json = new JsonWriter().beginObject().name("is_finished").value(true);
        json.field("event_type", "stream-end").field("finish_reason", "ERROR");
        json.field("error", failure.message()).name("response").beginObject();
        json.field("response_id", requestId).field("text", "").field("finish_reason", "ERROR");
        return json.endObject().endObject().toBytes();
    }
}
