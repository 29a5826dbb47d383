package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Head;
import ai.gateway.dialect.Paths;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The paths of the API: {@code /{version}/models/{model}:{verb}}, below a project on Vertex, and collections such as
 * {@code /v1beta/files}. OpenAI has some of the collections below {@code /v1}: there they are ours when the client's key
 * is in Google's header.
 */
final class GeminiPaths {

    private static final String MODELS = "/models/";
    private static final String TUNED = "/tunedModels/";
    private static final String ENDPOINTS = "/endpoints/";
    private static final String INTERACTIONS = "/interactions";
    private static final String[] VERSIONS = {"/v1beta", "/v1alpha", "/v1"};
    private static final String[] COLLECTIONS = {
        "/models", "/tunedModels", "/files", "/batches", "/cachedContents", INTERACTIONS
    };

    private GeminiPaths() {}

    static @Nullable Call recognise(Head head) {
        String path = head.path();
        int colon = path.lastIndexOf(':');
        boolean named = colon > 0 && colon + 1 < path.length() && path.indexOf('/', colon) < 0;
        boolean verb = named && head.method().equals("POST");
        Call call = verb ? verb(path, colon) : null;
        return call != null ? call : collection(head);
    }

    /** The call of another model; a model may be written with its collection, such as {@code tunedModels/mine}. */
    static Call withModel(Call call, String model) {
        String path = call.apiPath();
        int from = place(path, Paths.projects(path));
        String publisher = path.startsWith(ENDPOINTS, from) ? "/publishers/google" : "";
        boolean tuned = model.startsWith(TUNED.substring(1));
        String name = model.substring(model.startsWith(MODELS.substring(1)) || tuned ? model.indexOf('/') + 1 : 0);
        String resource = publisher + (tuned ? TUNED : MODELS) + Paths.encode(name);
        String other = path.substring(0, from) + resource + path.substring(path.lastIndexOf(':'));
        return new Call(GeminiDialect.ID, call.operation(), other, model, call.stream());
    }

    /** A model as bodies name it, with its collection. */
    static String resource(String model) {
        return model.contains("/") ? model : "models/" + model;
    }

    /** Where a model does that, as Google's SDK appends it to its base URL. */
    static String withVerb(String model, String verb) {
        return withModel(new Call(GeminiDialect.ID, Operation.OTHER, "/v1beta/models/m:" + verb, "m", false), model)
                .apiPath();
    }

    /** Whether the call is one of the Interactions API, whose streams have events of their own. */
    static boolean isInteraction(Call call) {
        return Paths.indexOf(call.apiPath(), INTERACTIONS) >= 0;
    }

    private static @Nullable Call verb(String path, int colon) {
        int project = Paths.projects(path);
        int at = place(path, project);
        if (at < 0 || path.startsWith("/publishers/anthropic", at - "/publishers/anthropic".length())) {
            return null;
        }
        int from = path.indexOf('/', at + 1) + 1;
        if (from >= colon) {
            return null;
        }
        int start = project >= 0 ? project : path.lastIndexOf('/', at - 1);
        String name = Paths.decode(path.substring(from, colon));
        String model = path.startsWith(TUNED, at) ? TUNED.substring(1) + name : name;
        String verb = path.substring(colon + 1);
        Boolean stream = verb.equals("streamGenerateContent");
        return new Call(GeminiDialect.ID, operation(verb), path.substring(start), model, stream);
    }

    /** Where the collection begins that the model is in: on Vertex below a project, else directly below a version. */
    private static int place(String path, int project) {
        if (project < 0) {
            return Math.max(root(path, MODELS), root(path, TUNED));
        }
        int models = path.indexOf(MODELS, project);
        return models >= 0 ? models : path.indexOf(ENDPOINTS, project);
    }

    private static Operation operation(String verb) {
        return switch (verb) {
            case "generateContent", "streamGenerateContent" -> Operation.CHAT;
            case "embedContent", "batchEmbedContents" -> Operation.EMBEDDINGS;
            case "countTokens" -> Operation.COUNT_TOKENS;
            case "batchGenerateContent", "asyncBatchEmbedContent" -> Operation.BATCHES;
            default -> Operation.OTHER;
        };
    }

    private static @Nullable Call collection(Head head) {
        String path = head.path();
        int project = Paths.projects(path);
        if (project >= 0) {
            boolean cache = path.indexOf("/cachedContents", project) >= 0;
            return cache ? Call.of(GeminiDialect.ID, Operation.OTHER, path.substring(project)) : null;
        }
        for (String version : VERSIONS) {
            int at = Paths.indexOf(path, version);
            boolean ours = at >= 0 && (version.length() > 3 || head.header("x-goog-api-key") != null);
            Operation operation = ours ? collection(path, at + version.length()) : null;
            if (operation != null) {
                int start = path.startsWith("/upload", at - 7) ? at - 7 : at;
                return Call.of(GeminiDialect.ID, operation, path.substring(start));
            }
        }
        return null;
    }

    private static @Nullable Operation collection(String path, int from) {
        for (String collection : COLLECTIONS) {
            int end = from + collection.length();
            if (path.startsWith(collection, from) && (end == path.length() || path.charAt(end) == '/')) {
                return operationOn(collection);
            }
        }
        return null;
    }

    private static Operation operationOn(String collection) {
        return switch (collection) {
            case "/models", "/tunedModels" -> Operation.MODELS;
            case "/files" -> Operation.FILES;
            case "/batches" -> Operation.BATCHES;
            default -> Operation.OTHER;
        };
    }

    /** The first place where a collection stands directly below a version. */
    private static int root(String path, String collection) {
        int at = path.indexOf(collection);
        while (at >= 0) {
            int version = path.lastIndexOf('/', at - 1);
            if (version >= 0 && isVersion(path, version, at)) {
                return at;
            }
            at = path.indexOf(collection, at + 1);
        }
        return -1;
    }

    private static boolean isVersion(String path, int from, int to) {
        return path.startsWith("/v1", from)
                && (to - from == 3 || path.startsWith("beta", from + 3) || path.startsWith("alpha", from + 3));
    }
}
