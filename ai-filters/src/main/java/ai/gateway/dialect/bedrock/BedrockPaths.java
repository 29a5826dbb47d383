package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Head;
import ai.gateway.dialect.Paths;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;

/** The paths of the runtime: {@code /model/{id}/{verb}}, with the id percent-encoded. */
final class BedrockPaths {

    private static final String MODEL = "/model/";
    private static final String GUARDRAIL = "/guardrail/";

    private BedrockPaths() {}

    static @Nullable Call recognise(Head head) {
        String path = head.path();
        if (!head.method().equals("POST")) {
            return null;
        }
        int at = path.indexOf(MODEL);
        int from = at + MODEL.length();
        int verb = path.lastIndexOf('/');
        if (at >= 0 && verb > from) {
            return model(path, at, from, verb);
        }
        int guardrail = path.indexOf(GUARDRAIL);
        return guardrail >= 0 && path.endsWith("/apply")
                ? Call.of(BedrockDialect.ID, Operation.OTHER, path.substring(guardrail))
                : null;
    }

    static Call withModel(Call call, String model) {
        String verb = call.apiPath().substring(call.apiPath().lastIndexOf('/'));
        String path = MODEL + Paths.encode(model) + verb;
        return new Call(BedrockDialect.ID, call.operation(), path, model, call.stream());
    }

    static String converse(String model, boolean stream) {
        return MODEL + Paths.encode(model) + (stream ? "/converse-stream" : "/converse");
    }

    static String countTokens(String model) {
        return MODEL + Paths.encode(model) + "/count-tokens";
    }

    static String invoke(String model) {
        return MODEL + Paths.encode(model) + "/invoke";
    }

    private static @Nullable Call model(String path, int at, int from, int slash) {
        Operation operation = operation(path, from, slash);
        if (operation == null) {
            return null;
        }
        boolean stream = path.endsWith("-stream");
        String model = Paths.decode(path.substring(from, slash));
        return new Call(BedrockDialect.ID, operation, path.substring(at), model, stream);
    }

    /** InvokeModel does whatever the model does; all but embeddings are taken for a completion. */
    private static @Nullable Operation operation(String path, int from, int slash) {
        if (Paths.isRest(path, slash, "/converse") || Paths.isRest(path, slash, "/converse-stream")) {
            return Operation.CHAT;
        }
        if (Paths.isRest(path, slash, "/invoke") || Paths.isRest(path, slash, "/invoke-with-response-stream")) {
            int embed = path.indexOf("embed", from);
            return embed >= 0 && embed < slash ? Operation.EMBEDDINGS : Operation.COMPLETION;
        }
        if (Paths.isRest(path, slash, "/count-tokens")) {
            return Operation.COUNT_TOKENS;
        }
        return Paths.isRest(path, slash, "/invoke-with-bidirectional-stream") ? Operation.OTHER : null;
    }
}
