package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.Usage;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Fits what a client of another dialect wants thought to what the API takes: a budget is at least 1024 and leaves room for
 * an answer, newer models take an effort instead, nobody thinks when a call is forced, and one who thinks with a budget
 * must have signed the thoughts of a turn that is still calling tools.
 */
final class ThinkingPlan {

    private static final String NAME = "reasoning_effort";
    private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");

    private static final long LEAST = 1024;
    /** What is left for the answer where the client has set no cap. */
    private static final long ANSWER = 4096;
    /** The lowest cap on the output of all models that think with a budget. */
    private static final long TOGETHER = 32_000;

    private final ChatRequest request;
    private final Traits traits;
    private final Dropped dropped;

    ThinkingPlan(ChatRequest request, Traits traits, Dropped dropped) {
        this.request = request;
        this.traits = traits;
        this.dropped = dropped;
    }

    MessageThinking make() {
        Reasoning reasoning = request.reasoning();
        long cap = request.sampling().maxOutput();
        long maxTokens = cap > 0 ? cap : traits.maxOutput();
        if (request.dialect().equals(AnthropicDialect.ID)) {
            return MessageThinking.said(reasoning, cap == Usage.ABSENT ? maxTokens : cap);
        }
        MessageThinking plain = MessageThinking.unsaid(maxTokens);
        if (!reasoning.isAsked()) {
            return plain;
        }
        if (reasoning.isForbidden()) {
            return traits.has("thinking=disabled") ? plain.disabled() : plain;
        }
        return isAdaptive() ? adaptive(plain, reasoning) : budgeted(plain, reasoning, cap);
    }

    private boolean isAdaptive() {
        boolean budgets = traits.has("thinking=enabled");
        return traits.has("thinking=adaptive")
                && (!budgets || ModelAge.of(request.model()).isAdaptive());
    }

    private MessageThinking adaptive(MessageThinking plain, Reasoning reasoning) {
        MessageThinking thinking = plain.adaptive(effort(reasoning), display(reasoning));
        if (isForced()) {
            return noted(thinking.withoutThoughts());
        }
        return thinking;
    }

    private @Nullable String effort(Reasoning reasoning) {
        String word = reasoning.effort();
        if (word == null) {
            return null;
        }
        String known = word.equals("minimal") ? "low" : word;
        boolean tooMuch = known.equals("xhigh") && !ModelAge.of(request.model()).knowsXhigh();
        String effort = tooMuch ? "high" : known;
        if (EFFORTS.contains(effort) && traits.has("output_config.effort")) {
            return effort;
        }
        dropped.add(NAME);
        return null;
    }

    private MessageThinking budgeted(MessageThinking plain, Reasoning reasoning, long cap) {
        long asked = reasoning.budget();
        long wanted = Math.max(asked == Usage.ABSENT ? usual() : asked, LEAST);
        boolean tooTight = cap > 0 && cap <= LEAST;
        if (tooTight || isForced() || isUnsigned() || !traits.has("thinking=enabled")) {
            return noted(plain);
        }
        if (cap > 0) {
            return plain.enabled(wanted < cap ? wanted : Math.max(LEAST, cap / 2), cap, display(reasoning));
        }
        long budget = Math.min(wanted, TOGETHER - ANSWER);
        return plain.enabled(budget, Math.max(plain.maxTokens(), budget + ANSWER), display(reasoning));
    }

    private static long usual() {
        return new Reasoning(null, "medium", Usage.ABSENT, null, null).budget();
    }

    private static @Nullable String display(Reasoning reasoning) {
        return reasoning.shown() == null ? null : reasoning.shown() ? "summarized" : "omitted";
    }

    private MessageThinking noted(MessageThinking thinking) {
        dropped.add(NAME);
        return thinking;
    }

    private boolean isForced() {
        ToolChoice choice = request.toolChoice();
        return choice != null
                && choice.mode() == ToolChoice.Mode.REQUIRED
                && !request.tools().isEmpty();
    }

    /** Whether the last turn has called tools without thoughts that the API can verify. */
    private boolean isUnsigned() {
        List<Message> messages = request.messages();
        int last = messages.size() - 1;
        while (last >= 0 && messages.get(last).role() != Message.Role.ASSISTANT) {
            last--;
        }
        boolean calls = false;
        for (int i = last; i >= 0 && messages.get(i).role() == Message.Role.ASSISTANT; i--) {
            List<Content> content = messages.get(i).content();
            calls |= content.stream().anyMatch(Content.ToolCall.class::isInstance);
            if (content.stream().anyMatch(ThinkingPlan::isSigned)) {
                return false;
            }
        }
        return calls;
    }

    private static boolean isSigned(Content content) {
        return content instanceof Content.Thinking thinking
                && thinking.seal() != null
                && thinking.seal().dialect().equals(AnthropicDialect.ID);
    }
}
