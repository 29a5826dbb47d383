package ai.gateway.app.sdk;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where each dialect keeps what a client asked: paths of members, {@code *} for all of an array, several with {@code |}
 * between them. Written after the APIs' descriptions, not after what the gateway does.
 */
final class Places {

    enum Place {
        SYSTEM,
        PROMPT,
        MOST_TOKENS,
        TOOL,
        CALL_ID,
        RESULT_ID,
        RESULT,
        IMAGE,
        SCHEMA,
        THINKING,
        SIGNATURE
    }

    private static final Map<Provider, Map<Place, String>> ALL = new EnumMap<>(Provider.class);

    static {
        put(
                Provider.OPENAI,
                "messages/0/content",
                "messages/1/content",
                "max_completion_tokens|max_tokens",
                "tools/*/function",
                "messages/2/tool_calls/*/id",
                "messages/*/tool_call_id",
                "messages/*/content",
                "messages/1/content/*/image_url/url",
                "response_format/json_schema/schema",
                "reasoning_effort|reasoning",
                "messages/2/reasoning_details/*/signature");
        put(
                Provider.RESPONSES,
                "instructions",
                "input/0/content",
                "max_output_tokens",
                "tools/*",
                "input/1/call_id|input/2/call_id",
                "input/3/call_id|input/4/call_id",
                "input/*/output",
                "input/0/content/*/image_url",
                "text/format/schema",
                "reasoning/effort",
                "input/*/encrypted_content");
        put(
                Provider.ANTHROPIC,
                "system",
                "messages/0/content",
                "max_tokens",
                "tools/*",
                "messages/1/content/*/id",
                "messages/2/content/*/tool_use_id",
                "messages/2/content/*/content",
                "messages/0/content/*/source/data",
                "output_config/format/schema",
                "thinking/type",
                "messages/1/content/*/signature");
        put(
                Provider.GEMINI,
                "systemInstruction/parts/*/text",
                "contents/0/parts/*/text",
                "generationConfig/maxOutputTokens",
                "tools/*/functionDeclarations/*",
                "contents/1/parts/*/functionCall/name",
                "contents/2/parts/*/functionResponse/name",
                "contents/2/parts/*/functionResponse/response",
                "contents/0/parts/*/inlineData/data",
                "generationConfig/responseJsonSchema|generationConfig/responseSchema",
                "generationConfig/thinkingConfig",
                "contents/1/parts/*/thoughtSignature");
        put(
                Provider.BEDROCK,
                "system/*/text",
                "messages/0/content/*/text",
                "inferenceConfig/maxTokens",
                "toolConfig/tools/*/toolSpec",
                "messages/1/content/*/toolUse/toolUseId",
                "messages/2/content/*/toolResult/toolUseId",
                "messages/2/content/*/toolResult/content",
                "messages/0/content/*/image/source/bytes",
                "outputConfig/textFormat/structure/jsonSchema/schema",
                "additionalModelRequestFields/thinking",
                "messages/1/content/*/reasoningContent/reasoningText/signature");
        put(
                Provider.COHERE,
                "messages/0/content",
                "messages/1/content",
                "max_tokens",
                "tools/*/function",
                "messages/2/tool_calls/*/id",
                "messages/*/tool_call_id",
                "messages/*/content",
                "messages/1/content/*/image_url/url",
                "response_format/json_schema",
                "thinking/type",
                "");
        put(
                Provider.OLLAMA,
                "messages/0/content",
                "messages/1/content",
                "options/num_predict",
                "tools/*/function",
                "messages/2/tool_calls/*/function/name",
                "messages/*/tool_name",
                "messages/*/content",
                "messages/1/images/*",
                "format",
                "think",
                "");
    }

    private Places() {}

    /** All that is there, as JSON; of strings their text. */
    static List<String> find(Provider provider, Place place, JsonNode body) {
        List<String> found = new ArrayList<>();
        for (String path : ALL.get(provider).get(place).split("\\|")) {
            collect(body, path.split("/"), 0, found);
        }
        return found;
    }

    private static void collect(JsonNode node, String[] path, int at, List<String> found) {
        if (node.isMissingNode()) {
            return;
        }
        if (at == path.length) {
            found.add(node.isString() ? node.asString() : node.toString());
        } else if (path[at].equals("*")) {
            node.forEach(each -> collect(each, path, at + 1, found));
        } else if (node.isArray()) {
            collect(node.path(Integer.parseInt(path[at])), path, at + 1, found);
        } else {
            collect(node.path(path[at]), path, at + 1, found);
        }
    }

    private static void put(Provider provider, String... paths) {
        Map<Place, String> places = new EnumMap<>(Place.class);
        for (Place place : Place.values()) {
            places.put(place, paths[place.ordinal()]);
        }
        ALL.put(provider, places);
    }
}
