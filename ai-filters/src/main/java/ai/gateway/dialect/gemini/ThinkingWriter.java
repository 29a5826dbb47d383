package ai.gateway.dialect.gemini;

import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * How much a model shall think: in tokens, or since the third generation in levels. A client of this dialect has said it
 * in its words; what others have said is brought within what the model takes.
 */
final class ThinkingWriter {

    private static final long MOST = 24_576;
    private static final long LEAST_OF_PRO = 128;
    private static final long LEAST_OF_LITE = 512;

    private final Reasoning reasoning;
    private final ModelName model;

    ThinkingWriter(Reasoning reasoning, ModelName model) {
        this.reasoning = reasoning;
        this.model = model;
    }

    void own(JsonWriter json) {
        if (reasoning.tokens() != Usage.ABSENT) {
            json.field("thinkingBudget", reasoning.tokens());
        } else if (Boolean.TRUE.equals(reasoning.enabled())) {
            json.field("thinkingBudget", -1);
        }
        if (reasoning.level() != null) {
            json.field("thinkingLevel", reasoning.level().toUpperCase(Locale.ROOT));
        }
        if (reasoning.shown() != null) {
            json.field("includeThoughts", reasoning.shown());
        }
    }

    /** Whoever asks for thoughts gets to see them: they are paid for anyway. */
    void foreign(JsonWriter json) {
        if (reasoning.isAsked() && model.isThirdGeneration()) {
            String level = level();
            if (level != null) {
                json.field("thinkingLevel", level);
            }
        } else if (reasoning.isAsked()) {
            json.field("thinkingBudget", budget());
        }
        boolean shown =
                reasoning.shown() == null ? reasoning.summary() != null || reasoning.isAsked() : reasoning.shown();
        if (shown && !reasoning.isForbidden()) {
            json.field("includeThoughts", true);
        }
    }

    private @Nullable String level() {
        String least = model.isPro() ? "LOW" : "MINIMAL";
        String effort = reasoning.isForbidden() ? "none" : reasoning.effort();
        if (effort == null) {
            return null; // as much as it likes is what it does by itself
        }
        return switch (effort) {
            case "none", "minimal" -> least;
            case "low" -> "LOW";
            case "medium" -> model.knowsMediumLevel() ? "MEDIUM" : "HIGH";
            default -> "HIGH";
        };
    }

    private long budget() {
        long budget = reasoning.isForbidden() ? 0 : reasoning.budget();
        if (budget == Usage.ABSENT) {
            return -1;
        }
        if (model.isPro()) {
            return Math.max(LEAST_OF_PRO, Math.min(budget, MOST));
        }
        long least = model.isLite() && budget > 0 ? LEAST_OF_LITE : 0;
        return Math.max(least, Math.min(budget, MOST));
    }
}
