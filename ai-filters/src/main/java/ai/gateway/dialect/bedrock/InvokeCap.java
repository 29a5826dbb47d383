package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Counts;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Where InvokeModel's bodies cap the output: each maker of models has a name of its own for it. */
final class InvokeCap {

    private static final List<String> PATHS = List.of(
            "max_completion_tokens",
            "max_tokens",
            "inferenceConfig.maxTokens",
            "inferenceConfig.max_new_tokens",
            "textGenerationConfig.maxTokenCount",
            "max_gen_len",
            "maxTokens",
            "max_tokens_to_sample");

    private InvokeCap() {}

    /** The cap that the body states; ABSENT where it states none. */
    static long of(Json body) {
        String path = stated(body);
        return path == null ? Usage.ABSENT : Counts.of(at(body, path));
    }

    /** Where the body states its cap, or where a model of that name looks for it. */
    static String path(Json body, String model) {
        String path = stated(body);
        if (path != null) {
            return path;
        }
        if (model.contains("amazon.nova")) {
            return "inferenceConfig.maxTokens";
        }
        if (model.contains("amazon.titan")) {
            return "textGenerationConfig.maxTokenCount";
        }
        return model.contains("meta.llama") ? "max_gen_len" : "max_tokens";
    }

    private static @Nullable String stated(Json body) {
        for (String path : PATHS) {
            if (Counts.of(at(body, path)) != Usage.ABSENT) {
                return path;
            }
        }
        return null;
    }

    private static Json at(Json body, String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? body.get(path) : body.get(path.substring(0, dot)).get(path.substring(dot + 1));
    }
}
