package ai.gateway.dialect.responses;

import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Head;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Paths;
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

import java.net.URI;
import java.util.Arrays;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The Responses API. */
public final class ResponsesDialect implements Dialect {

    static final String ID = "responses";

    private static final ChatCodec CHAT = new ResponsesChat();
    private static final String ROOT = "/responses";
    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

    /** Beyond any that the stream has used: a client that drops what it has seen must not drop the failure. */
    private static final int LAST_SEQUENCE_NUMBER = Integer.MAX_VALUE;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public @Nullable Call recognise(Head head) {
        String path = head.path();
        int at = Paths.indexOf(path, ROOT);
        if (at < 0 || path.startsWith(":", at + ROOT.length())) {
            return null;
        }
        for (int base = 0; base >= 0; base = Paths.nextOpenAiBase(path, base)) {
            if (base == at) {
                return Call.of(ID, operation(head, at), path.substring(at));
            }
        }
        return null;
    }

    /** To compact a conversation is no chat, though it costs tokens: its answer is not for people. */
    private static Operation operation(Head head, int at) {
        if (!head.method().equals("POST")) {
            return Operation.OTHER;
        }
        if (Paths.isRest(head.path(), at, ROOT)) {
            return Operation.CHAT;
        }
        return Paths.isRest(head.path(), at, ROOT + "/input_tokens") ? Operation.COUNT_TOKENS : Operation.OTHER;
    }

    @Override
    public RequestFacts facts(Call call, Json body) {
        return ResponsesRequest.facts(call, body);
    }

    @Override
    public boolean demandsSchema(Json body) {
        return body.get("text").get("format").get("type").text().equals("json_schema");
    }

    @Override
    public void promptTexts(Call call, Json body, TextVisitor visitor) {
        ResponsesRequest.texts(body, visitor);
    }

    @Override
    public void withModel(Call call, Json body, String model, JsonEdit edit) {
        boolean takesModel =
                call.operation() != Operation.OTHER || body.get("model").exists();
        if (body.isObject() && takesModel) {
            edit.put(body, "model", JsonWriter.quote(model));
        }
    }

    @Override
    public boolean passes(String queryParameter, Call call, URI base) {
        return !queryParameter.equals(Paths.API_VERSION) || !Paths.isVersioned(base);
    }

    @Override
    public String parameterPath(String name) {
        return name.equals("max_tokens") ? "max_output_tokens" : name;
    }

    @Override
    public void answerFacts(Json answer, AnswerFacts facts) {
        ResponsesAnswer.whole(answer, facts);
    }

    @Override
    public void frameFacts(String name, Json frame, AnswerFacts facts) {
        ResponsesAnswer.frame(name, frame, facts);
    }

    /** Some servers end this stream as they end the other one. */
    @Override
    public boolean isEndMark(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, DONE, 0, DONE.length);
    }

    @Override
    public void answerTexts(Json answerOrFrame, TextVisitor visitor) {
        ResponsesAnswer.texts(answerOrFrame, visitor);
    }

    @Override
    public void answerCounts(Json answerOrFrame, Consumer<Json> visitor) {
        ResponsesAnswer.showCounts(answerOrFrame, visitor);
    }

    @Override
    public byte[] failureBody(Failure failure, String requestId) {
        return Errors.openAiBody(failure);
    }

    /** As OpenAI does: an error, then the failed response. */
    @Override
    public void failureFrames(Call call, Failure failure, String requestId, FrameSink sink) {
        JsonWriter error = new JsonWriter().beginObject().field("type", "error");
        error.field("sequence_number", LAST_SEQUENCE_NUMBER - 1).name("error");
        Errors.openAi(error, failure).endObject();
        sink.frame("error", error.toBytes());
        sink.frame("response.failed", failed(failure, requestId));
    }

    @Override
    public ChatCodec chat() {
        return CHAT;
    }

    @Override
    public OperationCodec<ChatRequest, Long> countTokens() {
        return new ResponsesCount();
    }

    private static byte[] failed(Failure failure, String requestId) {
        JsonWriter json = new JsonWriter().beginObject().field("type", "response.failed");
        json.field("sequence_number", LAST_SEQUENCE_NUMBER).name("response").beginObject();
        json.field("id", requestId).field("object", "response").field("status", "failed");
        json.name("error").beginObject().field("code", failure.code().wire());
        json.field("message", failure.message()).endObject();
        json.name("incomplete_details").nullValue().name("output").beginArray().endArray();
        return json.name("usage").nullValue().endObject().endObject().toBytes();
    }
}
