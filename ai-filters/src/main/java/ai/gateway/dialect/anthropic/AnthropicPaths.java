package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Head;
import ai.gateway.dialect.Paths;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;

/** The paths of the API. Those that OpenAI has too are ours when the client names Anthropic's version in a header. */
final class AnthropicPaths {

    private static final String MESSAGES = "/v1/messages";
    private static final String COMPLETE = "/v1/complete";
    private static final String VERTEX = "/publishers/anthropic/models/";

    private AnthropicPaths() {}

    static @Nullable Call recognise(Head head) {
        String path = head.path();
        int at = Paths.indexOf(path, MESSAGES);
        if (at >= 0) {
            return Call.of(AnthropicDialect.ID, operation(head, at), path.substring(at));
        }
        at = Paths.indexOf(path, COMPLETE);
        if (at >= 0 && Paths.isRest(path, at, COMPLETE)) {
            return Call.of(AnthropicDialect.ID, posted(head, Operation.COMPLETION), path.substring(at));
        }
        int publisher = path.indexOf(VERTEX);
        return publisher >= 0 ? vertex(path, publisher + VERTEX.length()) : shared(head);
    }

    /** The path of another model on Vertex. */
    static String withModel(String apiPath, String model) {
        int from = apiPath.indexOf(VERTEX) + VERTEX.length();
        return apiPath.substring(0, from) + Paths.encode(model) + apiPath.substring(apiPath.lastIndexOf(':'));
    }

    private static Operation operation(Head head, int at) {
        String path = head.path();
        if (Paths.isRest(path, at, MESSAGES)) {
            return posted(head, Operation.CHAT);
        }
        if (Paths.isRest(path, at, MESSAGES + "/count_tokens")) {
            return posted(head, Operation.COUNT_TOKENS);
        }
        return path.startsWith("/batches", at + MESSAGES.length()) ? Operation.BATCHES : Operation.OTHER;
    }

    private static Operation posted(Head head, Operation operation) {
        return head.method().equals("POST") ? operation : Operation.OTHER;
    }

    private static @Nullable Call shared(Head head) {
        String path = head.path();
        int models = Paths.indexOf(path, "/v1/models");
        int at = models >= 0 ? models : Paths.indexOf(path, "/v1/files");
        if (at < 0 || head.header("anthropic-version") == null || path.indexOf(':', at) >= 0) {
            return null;
        }
        return Call.of(AnthropicDialect.ID, models >= 0 ? Operation.MODELS : Operation.FILES, path.substring(at));
    }

    /** Vertex names the model and says in a verb whether to stream. */
    private static @Nullable Call vertex(String path, int from) {
        int colon = path.lastIndexOf(':');
        int at = Paths.projects(path);
        if (colon <= from || at < 0) {
            return null;
        }
        String apiPath = path.substring(at);
        if (path.startsWith("count-tokens:", from)) {
            return Call.of(AnthropicDialect.ID, Operation.COUNT_TOKENS, apiPath);
        }
        String model = Paths.decode(path.substring(from, colon));
        boolean stream = Paths.isRest(path, colon, ":streamRawPredict");
        boolean known = stream || Paths.isRest(path, colon, ":rawPredict");
        Operation operation = known ? Operation.CHAT : Operation.OTHER;
        return new Call(AnthropicDialect.ID, operation, apiPath, model, stream ? Boolean.TRUE : null);
    }
}
