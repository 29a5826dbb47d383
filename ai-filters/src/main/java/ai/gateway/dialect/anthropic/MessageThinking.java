package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * How a request says whether and how much to think.
 *
 * @param maxTokens for thoughts and answer together
 * @param type enabled, adaptive or disabled; null to say nothing
 * @param budget of thoughts that are enabled
 * @param effort null to say nothing
 * @param display how the thoughts are told; null to say nothing
 */
record MessageThinking(
        long maxTokens,
        @Nullable String type,
        long budget,
        @Nullable String effort,
        @Nullable String display) {

    private static final String ENABLED = "enabled";
    private static final String ADAPTIVE = "adaptive";
    private static final String DISABLED = "disabled";
    private static final String BUDGET = "budget_tokens";

    static Reasoning read(Json body) {
        Json thinking = Fields.object(body, "thinking");
        String type = Fields.string(thinking, "type");
        String display = Fields.string(thinking, "display");
        Boolean enabled = type == null
                ? null
                : switch (type) {
                    case ENABLED, ADAPTIVE -> Boolean.TRUE;
                    case DISABLED -> Boolean.FALSE;
                    default -> null;
                };
        return new Reasoning(
                enabled,
                Fields.string(Fields.object(body, "output_config"), "effort"),
                Fields.count(thinking, BUDGET),
                display == null ? null : Boolean.valueOf(!display.equals("omitted")),
                display);
    }

    /** The members of {@code thinking} that the exchange has a place for. */
    static Set<String> known(Json thinking) {
        Json type = thinking.get("type");
        boolean said = type.is(DISABLED)
                || type.is(ADAPTIVE)
                || (type.is(ENABLED) && thinking.get(BUDGET).isNumber());
        return said ? Set.of("type", BUDGET, "display") : Set.of(BUDGET, "display");
    }

    /** As a client of this dialect has said it. */
    static MessageThinking said(Reasoning reasoning, long maxTokens) {
        boolean budget = reasoning.tokens() != Usage.ABSENT;
        String type =
                reasoning.enabled() == null ? null : !reasoning.enabled() ? DISABLED : budget ? ENABLED : ADAPTIVE;
        return new MessageThinking(maxTokens, type, reasoning.tokens(), reasoning.level(), reasoning.summary());
    }

    static MessageThinking unsaid(long maxTokens) {
        return new MessageThinking(maxTokens, null, Usage.ABSENT, null, null);
    }

    MessageThinking disabled() {
        return new MessageThinking(maxTokens, DISABLED, Usage.ABSENT, null, null);
    }

    MessageThinking adaptive(@Nullable String word, @Nullable String shown) {
        return new MessageThinking(maxTokens, ADAPTIVE, Usage.ABSENT, word, shown);
    }

    MessageThinking enabled(long tokens, long together, @Nullable String shown) {
        return new MessageThinking(together, ENABLED, tokens, null, shown);
    }

    /** The effort alone: it is more than thinking. */
    MessageThinking withoutThoughts() {
        return new MessageThinking(maxTokens, null, Usage.ABSENT, effort, null);
    }

    boolean isOn() {
        return ENABLED.equals(type) || ADAPTIVE.equals(type);
    }

    /** The members of {@code thinking}, where there is anything to say. */
    void write(JsonWriter json, boolean typed) {
        if (type != null && typed) {
            json.field("type", type);
        }
        if (budget != Usage.ABSENT) {
            json.field(BUDGET, budget);
        }
        if (display != null) {
            json.field("display", display);
        }
    }
}
