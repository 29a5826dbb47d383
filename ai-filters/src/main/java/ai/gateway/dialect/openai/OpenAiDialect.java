package ai.gateway.dialect.openai;

import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Head;
import ai.gateway.dialect.ModelList;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Paths;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.ImageRequest;
import ai.gateway.exchange.Images;
import ai.gateway.exchange.Ranking;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.RerankRequest;
import ai.gateway.exchange.Sound;
import ai.gateway.exchange.SpeechRequest;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Arrays;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Chat Completions and its siblings, as OpenAI, Azure and the many that follow them speak it. */
public final class OpenAiDialect implements Dialect {

    static final String ID = "openai";

    private static final ChatCodec CHAT = new OpenAiChat();
    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public @Nullable Call recognise(Head head) {
        return OpenAiPaths.recognise(head);
    }

    @Override
    public RequestFacts facts(Call call, Json body) {
        return OpenAiRequest.facts(call, body);
    }

    @Override
    public boolean demandsSchema(Json body) {
        return body.get("response_format").get("type").text().equals("json_schema");
    }

    @Override
    public void promptTexts(Call call, Json body, TextVisitor visitor) {
        OpenAiRequest.texts(body, visitor);
    }

    @Override
    public Call withModel(Call call, String model) {
        return call.model() == null ? call : new Call(ID, call.operation(), call.apiPath(), model, call.stream());
    }

    /** Also into a body that has none: behind an Azure deployment may come a provider that wants one. */
    @Override
    public void withModel(Call call, Json body, String model, JsonEdit edit) {
        if (body.isObject()
                && (OpenAiRequest.takesModel(call) || body.get("model").exists())) {
            edit.put(body, "model", JsonWriter.quote(model));
        }
    }

    @Override
    public Call below(URI base, Call call, @Nullable String model) {
        return OpenAiPaths.below(base, call, model);
    }

    @Override
    public boolean passes(String queryParameter, Call call, URI base) {
        return !queryParameter.equals(Paths.API_VERSION) || OpenAiPaths.takesApiVersion(base, call);
    }

    @Override
    public String parameterPath(String name) {
        return name;
    }

    @Override
    public String capPath(Call call, Json body, @Nullable String model) {
        return OpenAiRequest.capName(call, body, model);
    }

    @Override
    public boolean askForUsage(Json body, JsonEdit edit) {
        Json options = body.get("stream_options");
        if (!body.get("stream").flag(false) || options.get("include_usage").flag(false)) {
            return false;
        }
        if (options.isObject()) {
            edit.put(options, "include_usage", "true");
        } else {
            edit.put(body, "stream_options", "{\"include_usage\":true}");
        }
        return true;
    }

    @Override
    public boolean tellsUsageAlone(Json frame) {
        Json choices = frame.get("choices");
        return choices.isArray() && choices.size() == 0 && frame.get("usage").isObject();
    }

    @Override
    public void answerFacts(Json answer, AnswerFacts facts) {
        OpenAiAnswer.facts(answer, facts);
    }

    @Override
    public void frameFacts(String name, Json frame, AnswerFacts facts) {
        OpenAiAnswer.facts(frame, facts);
        if (name.equals("error")) {
            facts.fail(Errors.orUnnamed(frame.get("message")));
        }
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
        OpenAiAnswer.texts(answerOrFrame, visitor);
    }

    @Override
    public void answerCounts(Json answerOrFrame, Consumer<Json> visitor) {
        OpenAiUsage.showCounts(answerOrFrame, visitor);
    }

    @Override
    public byte[] failureBody(Failure failure, String requestId) {
        return Errors.openAiBody(failure);
    }

    @Override
    public void failureFrames(Call call, Failure failure, String requestId, FrameSink sink) {
        sink.frame("", Errors.openAiBody(failure));
    }

    @Override
    public ChatCodec chat() {
        return CHAT;
    }

    @Override
    public ModelList models() {
        return new OpenAiModels();
    }

    @Override
    public OperationCodec<EmbeddingsRequest, Embeddings> embeddings() {
        return new OpenAiEmbeddings();
    }

    @Override
    public OperationCodec<ImageRequest, Images> images() {
        return new OpenAiImages();
    }

    @Override
    public OperationCodec<SpeechRequest, Sound> speech() {
        return new OpenAiSpeech();
    }

    @Override
    public OperationCodec<RerankRequest, Ranking> rerank() {
        return new OpenAiRerank();
    }
}
