package ai.gateway.dialect.ollama;

import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Head;
import ai.gateway.dialect.ModelList;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Paths;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/** Ollama's own API. */
public final class OllamaDialect implements Dialect {

    static final String ID = "ollama";

    private static final ChatCodec CHAT = new OllamaChat();
    private static final String ROOT = "/api";

    private static final Root[] ROOTS = {
        new Root("/chat", Operation.CHAT),
        new Root("/generate", Operation.COMPLETION),
        new Root("/embed", Operation.EMBEDDINGS),
        new Root("/embeddings", Operation.EMBEDDINGS),
        new Root("/tags", Operation.MODELS),
        new Root("/show", Operation.MODELS),
        new Root("/ps", Operation.MODELS),
        new Root("/version", Operation.OTHER),
        new Root("/pull", Operation.OTHER),
        new Root("/push", Operation.OTHER),
        new Root("/create", Operation.OTHER),
        new Root("/copy", Operation.OTHER),
        new Root("/delete", Operation.OTHER),
    };

    private static final Set<String> OPTIONS =
            Set.of("temperature", "top_p", "top_k", "min_p", "stop", "seed", "presence_penalty", "frequency_penalty");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public @Nullable Call recognise(Head head) {
        String path = head.path();
        int at = Paths.indexOf(path, ROOT);
        for (Root root : ROOTS) {
            if (at >= 0 && Paths.isRest(path, at + ROOT.length(), root.path) && root.takes(head.method())) {
                return Call.of(ID, root.operation, path.substring(at));
            }
        }
        return null;
    }

    @Override
    public RequestFacts facts(Call call, Json body) {
        return OllamaRequest.facts(call, body);
    }

    @Override
    public boolean demandsSchema(Json body) {
        return body.get("format").isObject();
    }

    @Override
    public void promptTexts(Call call, Json body, TextVisitor visitor) {
        OllamaRequest.texts(body, visitor);
    }

    @Override
    public void withModel(Call call, Json body, String model, JsonEdit edit) {
        if (body.isObject()
                && (OllamaRequest.takesModel(call) || body.get("model").exists())) {
            edit.put(body, "model", JsonWriter.quote(model));
        }
    }

    @Override
    public String parameterPath(String name) {
        if (name.equals("max_tokens")) {
            return "options.num_predict";
        }
        return OPTIONS.contains(name) ? "options." + name : name;
    }

    @Override
    public void answerFacts(Json answer, AnswerFacts facts) {
        OllamaAnswer.facts(answer, facts);
    }

    @Override
    public void frameFacts(String name, Json frame, AnswerFacts facts) {
        OllamaAnswer.facts(frame, facts);
    }

    @Override
    public void answerTexts(Json answerOrFrame, TextVisitor visitor) {
        OllamaAnswer.texts(answerOrFrame, Texts.ofWholeCalls(visitor));
    }

    @Override
    public void answerCounts(Json answerOrFrame, Consumer<Json> visitor) {
        OllamaAnswer.showCounts(answerOrFrame, visitor);
    }

    @Override
    public byte[] failureBody(Failure failure, String requestId) {
        return failure(failure);
    }

    @Override
    public ChatCodec chat() {
        return CHAT;
    }

    @Override
    public ModelList models() {
        return new OllamaModels();
    }

    @Override
    public OperationCodec<EmbeddingsRequest, Embeddings> embeddings() {
        return new OllamaEmbeddings();
    }

    static byte[] failure(Failure failure) {
        return new JsonWriter()
                .beginObject()
                .field("error", failure.message())
                .endObject()
                .toBytes();
    }

    @Override
    public void failureFrames(Call call, Failure failure, String requestId, FrameSink sink) {
        sink.frame("", failureBody(failure, requestId));
    }

    /** As a frame of a stream: what others have broken into lines, such as arguments, is one here. */
    static byte[] line(byte[] json) {
        byte[] line = Arrays.copyOf(json, json.length + 1);
        for (int i = 0; i < json.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        line[json.length] = '\n';
        return line;
    }

    private record Root(String path, Operation operation) {

        /** What runs a model is posted; the rest is asked for in many ways. */
        boolean takes(String method) {
            return method.equals("POST") || operation == Operation.MODELS || operation == Operation.OTHER;
        }
    }
}
