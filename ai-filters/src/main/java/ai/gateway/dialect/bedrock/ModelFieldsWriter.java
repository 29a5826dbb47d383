package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.bedrock.BedrockModel.Family;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes {@code additionalModelRequestFields}: what the model's maker has words for and Converse has none. */
final class ModelFieldsWriter {

    private static final long LEAST_BUDGET = 1024;
    private static final long USUAL_BUDGET = 8192;

    private final ConverseScope scope;
    private final BedrockModel model;
    private final Reasoning reasoning;
    private final Sampling sampling;
    private final Map<String, String> fields = new LinkedHashMap<>();

    ModelFieldsWriter(ConverseScope scope) {
        this.scope = scope;
        this.model = scope.model();
        this.reasoning = scope.request().reasoning();
        this.sampling = scope.request().sampling();
    }

    /** @param kept what a client of this dialect has said besides; null for nothing */
    void write(JsonWriter json, @Nullable String kept) {
        if (reasoning.isAsked()) {
            reasoning();
        }
        if (sampling.topK() != Usage.ABSENT) {
            topK(sampling.topK());
        }
        if (kept != null) {
            Json.parse(kept.getBytes(UTF_8)).members((name, value) -> fields.put(name, value.toString()));
        }
        if (!fields.isEmpty()) {
            json.name(ModelFields.NAME).beginObject();
            fields.forEach((name, value) -> json.name(name).raw(value));
            json.endObject();
        }
    }

    /** Whether a model of Claude's will think, which forbids much else. */
    boolean thinks() {
        return fields.containsKey(ModelFields.THINKING) && !reasoning.isForbidden();
    }

    private void topK(long topK) {
        boolean known = scope.own() || model.family() == Family.CLAUDE || model.family() == Family.QWEN;
        if (model.isNova()) {
            fields.put(ModelFields.NOVA_INFERENCE, "{\"topK\":" + topK + "}");
        } else if (known && (scope.own() || !(thinks() || model.isClaude(407)))) {
            fields.put(ModelFields.TOP_K, Long.toString(topK));
        } else {
            scope.dropped().add("top_k");
        }
    }

    private void reasoning() {
        switch (model.family()) {
            case CLAUDE -> claude();
            case NOVA_2 -> nova();
            case GPT_OSS -> word(ModelFields.EFFORT);
            case QWEN -> word(ModelFields.CONFIG);
            case NOVA, OTHER -> {
                if (scope.own()) {
                    asSaid();
                } else if (!reasoning.isForbidden()) {
                    unsaid();
                }
            }
        }
    }

    private void unsaid() {
        scope.dropped().add("reasoning_effort");
    }

    private void claude() {
        if (scope.own()) {
            asSaid();
        } else if (reasoning.isForbidden()) {
            if (model.isClaude(400)) {
                thinking("disabled", Usage.ABSENT, null);
            }
        } else if (!model.isClaude(307) || forcesTool()) {
            unsaid();
        } else if (model.isClaude(407) || (model.isClaude(406) && reasoning.tokens() == Usage.ABSENT)) {
            adaptive();
        } else {
            budget();
        }
    }

    /** A call that must be made leaves Claude no room to think first. */
    private boolean forcesTool() {
        ToolChoice choice = scope.request().toolChoice();
        return choice != null
                && choice.mode() == ToolChoice.Mode.REQUIRED
                && !scope.request().tools().isEmpty();
    }

    /** As a client of this dialect has put it. */
    private void asSaid() {
        if (Boolean.FALSE.equals(reasoning.enabled())) {
            thinking("disabled", Usage.ABSENT, null);
        } else if (reasoning.tokens() > 0) {
            thinking("enabled", reasoning.tokens(), reasoning.summary());
        } else if (Boolean.TRUE.equals(reasoning.enabled())) {
            thinking("adaptive", Usage.ABSENT, reasoning.summary());
        }
        if (reasoning.level() != null) {
            effort(reasoning.level());
        }
    }

    private void adaptive() {
        String display = reasoning.shown() == null ? null : reasoning.shown() ? "summarized" : "omitted";
        thinking("adaptive", Usage.ABSENT, display);
        String word = reasoning.effort();
        if (word != null) {
            effort(
                    switch (word) {
                        case "none", "minimal" -> "low";
                        case "xhigh" -> model.isClaude(407) ? word : "high";
                        default -> word;
                    });
        }
    }

    /** Thoughts count as output: they must leave room for an answer within what may be said. */
    private void budget() {
        long budget = reasoning.budget() == Usage.ABSENT ? USUAL_BUDGET : Math.max(reasoning.budget(), LEAST_BUDGET);
        long most = sampling.maxOutput();
        if (most != Usage.ABSENT && most <= LEAST_BUDGET) {
            unsaid();
        } else {
            boolean fits = most == Usage.ABSENT || budget < most;
            thinking("enabled", fits ? budget : Math.max(LEAST_BUDGET, most / 2), null);
        }
    }

    private void thinking(String type, long budget, @Nullable String display) {
        JsonWriter json = new JsonWriter().beginObject().field("type", type);
        if (budget != Usage.ABSENT) {
            json.field("budget_tokens", budget);
        }
        if (display != null) {
            json.field("display", display);
        }
        fields.put(ModelFields.THINKING, json.endObject().toString());
    }

    private void effort(String word) {
        fields.put(
                ModelFields.OUTPUT,
                new JsonWriter().beginObject().field("effort", word).endObject().toString());
    }

    /** The most effort is refused beside any limit. */
    private void nova() {
        JsonWriter json = new JsonWriter().beginObject();
        boolean forbidden = scope.own() ? Boolean.FALSE.equals(reasoning.enabled()) : reasoning.isForbidden();
        json.field("type", forbidden ? "disabled" : "enabled");
        String word = scope.own() ? reasoning.level() : plainWord();
        boolean limited =
                sampling.maxOutput() != Usage.ABSENT || sampling.temperature() != null || sampling.topP() != null;
        if (word != null && (scope.own() || !forbidden)) {
            boolean less = !scope.own() && limited && word.equals("high");
            json.field("maxReasoningEffort", less ? "medium" : word);
        }
        fields.put(ModelFields.NOVA_CONFIG, json.endObject().toString());
    }

    private void word(String name) {
        String word = scope.own() ? reasoning.level() : plainWord();
        if (word != null) {
            fields.put(name, JsonWriter.quote(word));
        }
    }

    /** One of the three that all know. */
    private String plainWord() {
        String word = reasoning.effort();
        if (word == null) {
            return reasoning.isForbidden() ? "low" : "medium";
        }
        return switch (word) {
            case "none", "minimal", "low" -> "low";
            case "high", "xhigh", "max" -> "high";
            default -> "medium";
        };
    }
}
