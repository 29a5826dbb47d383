package ai.gateway.dialect.bedrock;

import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code additionalModelRequestFields}, which Converse passes on to the model: how much to think, and of how many
 * tokens to choose, each in the words of the model's maker. What is not understood whole is left as it came.
 *
 * @param rest an object; null where nothing is left
 */
record ModelFields(Reasoning reasoning, long topK, @Nullable String rest) {

    static final String NAME = "additionalModelRequestFields";
    static final String THINKING = "thinking";
    static final String CONFIG = "reasoning_config";
    static final String NOVA_CONFIG = "reasoningConfig";
    static final String EFFORT = "reasoning_effort";
    static final String OUTPUT = "output_config";
    static final String TOP_K = "top_k";
    static final String NOVA_INFERENCE = "inferenceConfig";

    static ModelFields read(Json fields, BedrockModel model) {
        Map<String, String> rest = new LinkedHashMap<>();
        fields.members((name, value) -> rest.put(name, value.toString()));
        Reasoning reasoning = reasoning(fields, model, rest);
        long topK = topK(fields, model, rest);
        return new ModelFields(reasoning, topK, rest.isEmpty() ? null : object(rest));
    }

    static String object(Map<String, String> members) {
        JsonWriter json = new JsonWriter().beginObject();
        members.forEach((name, value) -> json.name(name).raw(value));
        return json.endObject().toString();
    }

    private static Reasoning reasoning(Json fields, BedrockModel model, Map<String, String> rest) {
        return switch (model.family()) {
            case CLAUDE, OTHER -> thinking(fields, rest);
            case NOVA, NOVA_2 -> nova(fields.get(NOVA_CONFIG), rest);
            case GPT_OSS -> word(EFFORT, fields, rest);
            case QWEN -> word(CONFIG, fields, rest);
        };
    }

    /** Either name will do for Claude. */
    private static Reasoning thinking(Json fields, Map<String, String> rest) {
        String name = fields.get(THINKING).exists() ? THINKING : CONFIG;
        Json thinking = fields.get(name);
        Json output = fields.get(OUTPUT);
        String level = null;
        if (output.size() == 1 && output.get("effort").isString()) {
            rest.remove(OUTPUT);
            level = output.get("effort").text();
        }
        if (!isThinking(thinking)) {
            return level == null ? Reasoning.UNSAID : new Reasoning(null, level, Usage.ABSENT, null, null);
        }
        rest.remove(name);
        String display =
                thinking.get("display").isString() ? thinking.get("display").text() : null;
        return new Reasoning(
                !thinking.get("type").is("disabled"),
                level,
                thinking.get("budget_tokens").number(Usage.ABSENT),
                display == null ? null : !display.equals("omitted"),
                display);
    }

    private static boolean isThinking(Json thinking) {
        Json type = thinking.get("type");
        int display = thinking.get("display").isString() ? 1 : 0;
        if (type.is("enabled")) {
            return thinking.size() == 2 + display
                    && thinking.get("budget_tokens").number(0) > 0;
        }
        return (type.is("adaptive") && thinking.size() == 1 + display) || (type.is("disabled") && thinking.size() == 1);
    }

    private static Reasoning nova(Json config, Map<String, String> rest) {
        Json effort = config.get("maxReasoningEffort");
        boolean enabled = config.get("type").is("enabled");
        boolean known = config.size() == (effort.isString() ? 2 : 1)
                && (enabled || config.get("type").is("disabled"));
        if (!known) {
            return Reasoning.UNSAID;
        }
        rest.remove(NOVA_CONFIG);
        return new Reasoning(enabled, effort.isString() ? effort.text() : null, Usage.ABSENT, null, null);
    }

    /** Clients do not know where a model of that name is, and also ask it as they ask Claude. */
    private static Reasoning word(String name, Json fields, Map<String, String> rest) {
        if (!fields.get(name).isString()) {
            return thinking(fields, rest);
        }
        rest.remove(name);
        return new Reasoning(null, fields.get(name).text(), Usage.ABSENT, null, null);
    }

    private static long topK(Json fields, BedrockModel model, Map<String, String> rest) {
        String name = model.isNova() ? NOVA_INFERENCE : TOP_K;
        Json value = model.isNova() ? fields.get(name).get("topK") : fields.get(name);
        long topK = value.number(Usage.ABSENT);
        boolean alone = !model.isNova() || fields.get(name).size() == 1;
        if (topK < 0 || !alone) {
            return Usage.ABSENT;
        }
        rest.remove(name);
        return topK;
    }
}
