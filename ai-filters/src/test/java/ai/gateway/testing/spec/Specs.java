package ai.gateway.testing.spec;

import ai.gateway.testing.Recordings;
import ai.gateway.testing.spec.SchemaTidier.Unknown;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The descriptions below {@code specs} of the shared directory. Tests that ask for them are skipped where that is missing.
 * Nobody publishes one of Cohere's API.
 */
public final class Specs {

    static final JsonMapper MAPPER = new JsonMapper();

    private static final String OPENAPI = "#/components/schemas/";
    private static final Map<String, JsonNode> OPEN_APIS = new ConcurrentHashMap<>();
    private static final Map<String, Spec> READ = new ConcurrentHashMap<>();

    private Specs() {}

    /** What a provider takes; null where nobody says. */
    public static @Nullable Spec request(String provider) {
        return switch (provider) {
            case "openai" -> openApi(provider, "CreateChatCompletionRequest", Unknown.WRONG);
            case "responses" -> openApi("openai", "CreateResponse", Unknown.WRONG);
            case "mistral" -> openApi(provider, "ChatCompletionRequest", Unknown.WRONG);
            case "openrouter" -> openApi(provider, "ChatRequest", Unknown.WRONG);
            case "ollama" -> openApi(provider, "ChatRequest", Unknown.WRONG);
            case "anthropic" -> anthropic("MessageCreateParams", Unknown.WRONG);
            case "gemini" -> proto("GenerateContentRequest");
            case "bedrock" -> shapes("ConverseRequest");
            default -> null;
        };
    }

    /** What a client is to get. */
    public static @Nullable Spec answer(String dialect) {
        return switch (dialect) {
            case "openai" -> openApi(dialect, "CreateChatCompletionResponse", Unknown.OVERLOOKED);
            case "responses" -> openApi("openai", "Response", Unknown.OVERLOOKED);
            case "ollama" -> openApi(dialect, "ChatResponse", Unknown.OVERLOOKED);
            case "anthropic" -> anthropic("Message", Unknown.OVERLOOKED);
            case "gemini" -> proto("GenerateContentResponse");
            case "bedrock" -> shapes("ConverseResponse");
            default -> null;
        };
    }

    /** What a client is to get of a stream, one by one. */
    public static @Nullable Spec event(String dialect) {
        return switch (dialect) {
            case "openai" -> openApi(dialect, "CreateChatCompletionStreamResponse", Unknown.OVERLOOKED);
            case "responses" -> openApi("openai", "ResponseStreamEvent", Unknown.OVERLOOKED);
            case "ollama" -> openApi(dialect, "ChatStreamEvent", Unknown.OVERLOOKED);
            case "anthropic" -> anthropic("RawMessageStreamEvent", Unknown.OVERLOOKED);
            case "gemini" -> proto("GenerateContentResponse");
            case "bedrock" -> shapes("ConverseStreamOutput");
            default -> null;
        };
    }

    private static Spec openApi(String provider, String root, Unknown unknown) {
        return READ.computeIfAbsent(provider + "-" + root, name -> {
            JsonNode schemas = OPEN_APIS.computeIfAbsent(provider, Specs::openApi);
            return new Spec(name, root, new SchemaTidier(OPENAPI, schemas, unknown).definitions());
        });
    }

    private static JsonNode openApi(String provider) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(16 << 20);
        options.setMaxAliasesForCollections(1000);
        Object yaml = new Yaml(new SafeConstructor(options)).load(text(provider + "/openapi.yaml"));
        JsonNode all = MAPPER.valueToTree(yaml);
        return KnownFaults.mended(provider, all.path("components").path("schemas"));
    }

    private static Spec anthropic(String root, Unknown unknown) {
        return READ.computeIfAbsent("anthropic-" + root, name -> {
            JsonNode schema =
                    MAPPER.readTree(text("anthropic/messages.json-schema.json")).path(root);
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            schema.path("$defs").forEachEntry(all::set);
            all.set(root, schema);
            JsonNode mended = KnownFaults.mended(root, all);
            return new Spec(name, root, new SchemaTidier("#/$defs/", mended, unknown).definitions());
        });
    }

    private static Spec proto(String root) {
        return READ.computeIfAbsent("gemini-" + root, name -> {
            try (Stream<Path> files = Files.list(path("google/generativelanguage-v1beta"))) {
                String all = files.sorted().map(Specs::read).collect(Collectors.joining("\n"));
                ObjectNode definitions = GoogleProtos.definitions(all);
                return new Spec(name, root, (ObjectNode) KnownFaults.mended("gemini", definitions));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Spec shapes(String root) {
        return READ.computeIfAbsent("bedrock-" + root, name -> {
            JsonNode description = MAPPER.readTree(text("bedrock/bedrock-runtime.service-2.json"));
            ObjectNode definitions = AwsShapes.definitions(description);
            return new Spec(name, root, (ObjectNode) KnownFaults.mended("bedrock", definitions));
        });
    }

    private static String text(String file) {
        return read(path(file));
    }

    private static Path path(String file) {
        return Recordings.shared().resolve("specs").resolve(file);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
