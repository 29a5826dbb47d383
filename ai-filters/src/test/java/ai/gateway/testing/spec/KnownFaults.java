package ai.gateway.testing.spec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Where the descriptions are wrong, stricter than the providers or behind them, and why we say so. */
final class KnownFaults {

    /**
     * One place that is mended.
     *
     * @param schemas the provider whose they are, or the one whose parts they are
     * @param place JSON pointer into the schemas
     * @param schema what belongs there
     */
    private record Fault(String schemas, String place, String schema, String reason) {}

    private static final String ANY = "{}";
    private static final String OLDER_MODELS = "the newest models do without; the others take it";
    private static final String GAVE_UP = "there is no word for it, and a normal end it is not: OpenRouter's is error";
    private static final String ENDS_OF_WHOLES =
            "/CreateChatCompletionResponse/properties/choices/items/properties/finish_reason";
    private static final String ENDS_OF_STREAMS =
            "/CreateChatCompletionStreamResponse/properties/choices/items/properties/finish_reason";
    private static final String NULL_AT_FIRST = "is null in recorded events until the response is over";
    private static final String OTHER_PAGES = "is told on the provider's pages";
    private static final String OLLAMA_TYPES = "is in the server's types and in its answers";
    private static final String ONES_OWN =
            "what a client says for itself has neither id nor status, here and in recordings";
    private static final String OPENAI_REQUIRES = "its own SDKs and recordings do without";

    private static final List<Fault> ALL = List.of(
            new Fault("openai", "/OutputTextContent/required", "[\"type\",\"text\"]", OPENAI_REQUIRES),
            new Fault("openai", "/InputImageContent/required", "[\"type\"]", OPENAI_REQUIRES),
            new Fault("openai", "/OutputMessage/required", "[\"type\",\"role\",\"content\"]", ONES_OWN),
            new Fault("openai", "/ReasoningItem/required", "[\"type\",\"summary\"]", ONES_OWN),
            new Fault("openai", "/FunctionTool/required", "[\"type\",\"name\"]", OPENAI_REQUIRES),
            new Fault("MessageCreateParams", "/MessageCreateParamsStreaming/properties/temperature", ANY, OLDER_MODELS),
            new Fault("MessageCreateParams", "/MessageCreateParamsStreaming/properties/top_p", ANY, OLDER_MODELS),
            new Fault("MessageCreateParams", "/MessageCreateParamsStreaming/properties/top_k", ANY, OLDER_MODELS),
            new Fault(
                    "MessageCreateParams",
                    "/MessageCreateParamsNonStreaming/properties/temperature",
                    ANY,
                    OLDER_MODELS),
            new Fault("MessageCreateParams", "/MessageCreateParamsNonStreaming/properties/top_p", ANY, OLDER_MODELS),
            new Fault("MessageCreateParams", "/MessageCreateParamsNonStreaming/properties/top_k", ANY, OLDER_MODELS),
            new Fault("openai", ENDS_OF_WHOLES, ANY, GAVE_UP),
            new Fault("openai", ENDS_OF_STREAMS, ANY, GAVE_UP),
            new Fault("openai", "/Response/allOf/2/properties/usage", ANY, NULL_AT_FIRST),
            new Fault("openai", "/ModelResponseProperties/properties/user", ANY, "is null in recorded responses"),
            new Fault("gemini", "/GenerateContentResponse/properties/createTime", ANY, "is in Google's own SDK"),
            new Fault("mistral", "/AudioChunk/properties/input_audio", ANY, "recorded in the shape of OpenAI"),
            new Fault("openrouter", "/ChatRequest/properties/reasoning/properties/max_tokens", ANY, OTHER_PAGES),
            new Fault("ollama", "/ChatMessage/properties/thinking", ANY, OLLAMA_TYPES),
            new Fault("ollama", "/ChatMessage/properties/tool_name", ANY, OLLAMA_TYPES),
            new Fault("ollama", "/ChatMessage/properties/tool_call_id", ANY, OLLAMA_TYPES),
            new Fault("ollama", "/ToolCall/properties/id", ANY, OLLAMA_TYPES));

    private KnownFaults() {}

    /** @throws IllegalStateException when a place is not there any more: then the fault may be gone too */
    static JsonNode mended(String owner, JsonNode schemas) {
        for (Fault fault : ALL) {
            int name = fault.place().lastIndexOf('/');
            if (fault.schemas().equals(owner)) {
                mend(
                        fault,
                        schemas.at(fault.place().substring(0, name)),
                        fault.place().substring(name + 1));
            }
        }
        return schemas;
    }

    private static void mend(Fault fault, JsonNode at, String name) {
        JsonNode schema = Specs.MAPPER.readTree(fault.schema());
        if (at instanceof ObjectNode object && !schema.equals(object.path(name))) {
            object.set(name, schema);
        } else {
            throw new IllegalStateException(fault.schemas() + ": no " + fault.place() + " (" + fault.reason() + ")");
        }
    }
}
