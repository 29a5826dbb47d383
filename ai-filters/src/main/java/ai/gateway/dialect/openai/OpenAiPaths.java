package ai.gateway.dialect.openai;

import ai.gateway.dialect.Head;
import ai.gateway.dialect.Paths;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * The paths of the API: directly below a version ({@code /v1}, z.ai's {@code /v4}), below {@code /openai} or one of its
 * deployments, or at the very start. {@code /chat/completions} is so distinct that any prefix will do.
 *
 * <p>{@code /v1/rerank} is here although Cohere has it too: that is where the openai family (vLLM, Together, Voyage, Jina)
 * takes the same body, and Cohere's own clients have moved to {@code /v2/rerank} or give their name in a header.
 */
final class OpenAiPaths {

    private static final String CHAT = "/chat/completions";
    private static final String DEPLOYMENTS = "/openai/deployments";

    private static final Root[] ROOTS = {
        new Root("/completions", Operation.COMPLETION),
        new Root("/embeddings", Operation.EMBEDDINGS),
        new Root("/moderations", Operation.MODERATION),
        new Root("/rerank", Operation.RERANK),
        new Root("/images/generations", Operation.IMAGE),
        new Root("/images/edits", Operation.IMAGE),
        new Root("/images/variations", Operation.IMAGE),
        new Root("/images", Operation.IMAGE),
        new Root("/audio/speech", Operation.SPEECH),
        new Root("/audio/transcriptions", Operation.TRANSCRIPTION),
        new Root("/audio/translations", Operation.TRANSCRIPTION),
        new Root("/models", Operation.MODELS),
        new Root("/files", Operation.FILES),
        new Root("/uploads", Operation.FILES),
        new Root("/batches", Operation.BATCHES),
        new Root("/fine_tuning", Operation.OTHER),
        new Root("/vector_stores", Operation.OTHER),
        new Root("/assistants", Operation.OTHER),
        new Root("/threads", Operation.OTHER),
    };

    private OpenAiPaths() {}

    static @Nullable Call recognise(Head head) {
        String path = head.path();
        int chat = Paths.indexOf(path, CHAT);
        if (chat >= 0) {
            return call(path, chat, asked(head, chat, CHAT, Operation.CHAT));
        }
        for (int base = 0; base >= 0; base = Paths.nextOpenAiBase(path, base)) {
            for (Root root : ROOTS) {
                if (root.isAt(path, base) && isOurs(head, base, root)) {
                    return call(path, base, asked(head, base, root.path, root.operation));
                }
            }
        }
        return null;
    }

    private static Call call(String path, int base, Operation operation) {
        return new Call(OpenAiDialect.ID, operation, path.substring(base), deployment(path, base), null);
    }

    /**
     * Below Azure's deployments the path names the model, right behind the base. Everywhere else the body does, also when
     * the client has named it in the path.
     */
    static Call below(URI base, Call call, @Nullable String model) {
        String path = call.apiPath();
        if (model != null && base.getRawPath().endsWith(DEPLOYMENTS)) {
            return new Call(OpenAiDialect.ID, call.operation(), '/' + Paths.encode(model) + path, model, call.stream());
        }
        return call.model() == null ? call : Call.of(OpenAiDialect.ID, call.operation(), path);
    }

    /** A client that asks a deployment means a version of that API; it says nothing of another one. */
    static boolean takesApiVersion(URI base, Call call) {
        if (base.getRawPath().contains(DEPLOYMENTS)) {
            return true;
        }
        return call.model() == null && !Paths.isVersioned(base);
    }

    /** To do a thing is to post to its very path; what is below it, or is only looked at, is something else. */
    private static Operation asked(Head head, int base, String root, Operation operation) {
        return switch (operation) {
            case MODELS, FILES, BATCHES, OTHER -> operation;
            case CHAT, COMPLETION, EMBEDDINGS, RERANK, IMAGE, SPEECH, TRANSCRIPTION, MODERATION, COUNT_TOKENS ->
                head.method().equals("POST") && Paths.isRest(head.path(), base, root) ? operation : Operation.OTHER;
        };
    }

    /** Anthropic, Gemini and Cohere have some of these paths too. */
    private static boolean isOurs(Head head, int base, Root root) {
        return switch (root.operation) {
            case MODELS -> !head.method().equals("POST") && isUnclaimed(head);
            case FILES, BATCHES -> base > 0 && isUnclaimed(head);
            case OTHER -> base > 0;
            case RERANK -> !head.path().startsWith("/v2", base - 3) && !"cohere".equals(head.header("x-fern-sdk-name"));
            case CHAT, COMPLETION, EMBEDDINGS, IMAGE, SPEECH, TRANSCRIPTION, MODERATION, COUNT_TOKENS -> true;
        };
    }

    private static boolean isUnclaimed(Head head) {
        return head.header("anthropic-version") == null && head.header("x-goog-api-key") == null;
    }

    /** Azure's name of a model, when the path has one. */
    private static @Nullable String deployment(String path, int base) {
        int slash = path.lastIndexOf('/', base - 1);
        boolean named = slash > 0 && path.startsWith(DEPLOYMENTS, slash - DEPLOYMENTS.length());
        return named ? Paths.decode(path.substring(slash + 1, base)) : null;
    }

    private record Root(String path, Operation operation) {

        boolean isAt(String whole, int base) {
            int end = base + path.length();
            return whole.startsWith(path, base) && (end == whole.length() || whole.charAt(end) == '/');
        }
    }
}
