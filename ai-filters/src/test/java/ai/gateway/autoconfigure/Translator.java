package ai.gateway.autoconfigure;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Writes what clients say as a provider of some dialect takes it. */
record Translator(Dialects dialects, String spoken, Traits traits) {

    /** Models of today: what is told to one differs by its age. */
    static final Map<String, String> MODELS = Map.of(
            "openai", "gpt-5.4-mini",
            "responses", "gpt-5.4-mini",
            "anthropic", "claude-sonnet-4-5",
            "gemini", "gemini-3-flash",
            "bedrock", "anthropic.claude-sonnet-4-5",
            "cohere", "command-a-03-2025",
            "ollama", "gpt-oss");

    private static final Map<Operation, Map<String, String>> OTHERS = Map.of(
            Operation.EMBEDDINGS, Map.of("bedrock", "cohere.embed-v4:0", "gemini", "gemini-embedding-001"),
            Operation.RERANK, Map.of("bedrock", "cohere.rerank-v3-5:0"),
            Operation.IMAGE, Map.of("bedrock", "amazon.nova-canvas-v1:0", "gemini", "imagen-4"));

    private static final Map<Operation, String> PATHS = Map.of(
            Operation.CHAT, "/chat/completions",
            Operation.EMBEDDINGS, "/embeddings",
            Operation.RERANK, "/rerank",
            Operation.IMAGE, "/images/generations",
            Operation.SPEECH, "/audio/speech");

    /** Whether providers of the dialect can be asked for that at all, by clients of others. */
    boolean isSayable(Saying saying) {
        if (!has(dialects.get(spoken), saying.operation())) {
            return false;
        }
        try {
            write(saying, saying.without());
            return true;
        } catch (AiException never) {
            return false;
        }
    }

    ChatCall write(Saying saying, String body) {
        Json json = Json.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        Call call = Call.of(saying.client(), saying.operation(), String.valueOf(PATHS.get(saying.operation())));
        return switch (saying.operation()) {
            case CHAT -> chat(call, json);
            case EMBEDDINGS -> plain(call, json, Dialect::embeddings);
            case RERANK -> plain(call, json, Dialect::rerank);
            case IMAGE -> plain(call, json, Dialect::images);
            case SPEECH -> plain(call, json, Dialect::speech);
            default -> throw new IllegalArgumentException(saying.operation() + " (expected: one with sayings)");
        };
    }

    private static boolean has(Dialect dialect, Operation operation) {
        return codec(dialect, operation) != null;
    }

    /** What translates the operation; null where nothing does. */
    static @Nullable Object codec(Dialect dialect, Operation operation) {
        return switch (operation) {
            case CHAT -> dialect.chat();
            case EMBEDDINGS -> dialect.embeddings();
            case RERANK -> dialect.rerank();
            case IMAGE -> dialect.images();
            case SPEECH -> dialect.speech();
            case COUNT_TOKENS -> dialect.countTokens();
            default -> null;
        };
    }

    private ChatCall chat(Call call, Json json) {
        ChatRequest request = Objects.requireNonNull(dialects.of(call).chat()).readRequest(call, json);
        return Objects.requireNonNull(dialects.get(spoken).chat()).writeRequest(foreign(request), traits);
    }

    /** As a client of yet another dialect says it: between equal ones nothing is translated. */
    private ChatRequest foreign(ChatRequest said) {
        if (!said.extras().isEmpty()) {
            throw new IllegalStateException(
                    "saying: " + said.extras() + " (expected: what the exchange has words for)");
        }
        return new ChatRequest(
                "another",
                MODELS.get(spoken),
                said.stream(),
                said.messages(),
                said.tools(),
                said.toolChoice(),
                said.parallelCalls(),
                said.sampling(),
                said.format(),
                said.verbosity(),
                said.reasoning(),
                said.account(),
                said.extras());
    }

    private <Q, A> ChatCall plain(Call call, Json json, Function<Dialect, @Nullable OperationCodec<Q, A>> operation) {
        Q request = Objects.requireNonNull(operation.apply(dialects.of(call))).readRequest(call, json);
        String model = OTHERS.getOrDefault(call.operation(), Map.of()).getOrDefault(spoken, "m");
        return Objects.requireNonNull(operation.apply(dialects.get(spoken))).writeRequest(request, model, traits);
    }
}
