package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Head;
import ai.gateway.dialect.Paths;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;

/** The paths of the API. {@code /v1/rerank} is the openai family's unless the client says that it is Cohere's own. */
final class CoherePaths {

    private static final String RERANK_1 = "/v1/rerank";

    private static final Root[] ROOTS = {
        new Root("/v2/chat", Operation.CHAT),
        new Root("/v1/chat", Operation.CHAT),
        new Root("/v2/embed", Operation.EMBEDDINGS),
        new Root("/v1/embed", Operation.EMBEDDINGS),
        new Root("/v2/rerank", Operation.RERANK),
        new Root(RERANK_1, Operation.RERANK),
        new Root("/v1/tokenize", Operation.OTHER),
        new Root("/v1/detokenize", Operation.OTHER),
        new Root("/v1/classify", Operation.OTHER),
        new Root("/v1/embed-jobs", Operation.BATCHES),
        new Root("/v1/datasets", Operation.FILES),
    };

    private CoherePaths() {}

    static @Nullable Call recognise(Head head) {
        String path = head.path();
        for (Root root : ROOTS) {
            int at = Paths.indexOf(path, root.path);
            if (at >= 0 && isOurs(head, at, root)) {
                return Call.of(CohereDialect.ID, root.operation, path.substring(at));
            }
        }
        return null;
    }

    static boolean isFirstVersion(Call call) {
        return call.apiPath().startsWith("/v1");
    }

    private static boolean isOurs(Head head, int at, Root root) {
        return switch (root.operation) {
            case FILES, BATCHES -> true;
            case CHAT,
                    COMPLETION,
                    EMBEDDINGS,
                    RERANK,
                    IMAGE,
                    SPEECH,
                    TRANSCRIPTION,
                    MODERATION,
                    COUNT_TOKENS,
                    MODELS,
                    OTHER ->
                head.method().equals("POST")
                        && Paths.isRest(head.path(), at, root.path)
                        && (!root.path.equals(RERANK_1) || "cohere".equals(head.header("x-fern-sdk-name")));
        };
    }

    private record Root(String path, Operation operation) {}
}
