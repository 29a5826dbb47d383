package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** How soon a provider is asked to answer, or has answered, which it may charge differently for. */
public enum Service {
    STANDARD,
    BATCH,
    FLEX,
    PRIORITY;

    /** In the words of whoever has a word for it; null for {@code auto}, which leaves it open, and for words nobody knows. */
    public static @Nullable Service of(String word) {
        return switch (word) {
            case "default", "standard", "on_demand", "ON_DEMAND" -> STANDARD;
            case "batch" -> BATCH;
            case "flex", "FLEX", "ON_DEMAND_FLEX" -> FLEX;
            case "priority", "PRIORITY", "ON_DEMAND_PRIORITY" -> PRIORITY;
            default -> null;
        };
    }

    /** As OpenAI and Converse have it. */
    public String word() {
        return this == STANDARD ? "default" : name().toLowerCase(Locale.ROOT);
    }
}
