package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Seen;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonKeys;
import ai.gateway.wire.JsonMembers;

import java.util.function.Consumer;

/** Reads answers of the API. A chunk of a stream is an answer too, and a stream without SSE is an array of them. */
final class GeminiAnswer {

    private static final JsonKeys KEYS = JsonKeys.of(
            "modelVersion",
            "usageMetadata",
            "candidates",
            "predictions",
            "interaction",
            "object",
            "promptFeedback",
            "error");

    private static final JsonKeys KEYS_OF_PART = JsonKeys.of("text", "functionCall", "inlineData");

    private GeminiAnswer() {}

    static void facts(Json answer, AnswerFacts facts) {
        if (answer.isArray()) {
            answer.items().forEach(item -> one(item, facts));
        } else {
            one(answer, facts);
        }
    }

    static void texts(Json answer, TextVisitor visitor) {
        for (Json item : answer.items()) {
            candidates(item, visitor);
        }
        candidates(answer, visitor);
    }

    private static void candidates(Json answer, TextVisitor visitor) {
        int position = 0;
        for (Json candidate : answer.get("candidates").items()) {
            int run = (int) Math.max(0, Math.min(candidate.get("index").number(position), Integer.MAX_VALUE));
            position++;
            GeminiParts.content(Role.ASSISTANT, run, candidate.get("content"), visitor);
        }
    }

    static void showCounts(Json answer, Consumer<Json> visitor) {
        for (Json item : answer.items()) {
            showCounts(item, visitor);
        }
        Counts.show(answer.get("usageMetadata"), visitor);
        Counts.show(answer.get("usage"), visitor);
        Counts.show(answer.get("interaction").get("usage"), visitor);
        for (Json prediction : answer.get("predictions").items()) {
            Counts.show(prediction.get("embeddings").get("statistics").get("token_count"), visitor);
        }
    }

    private static void one(Json answer, AnswerFacts facts) {
        Json usage = Json.MISSING;
        Json candidates = Json.MISSING;
        Json predictions = Json.MISSING;
        Json interaction = Json.MISSING;
        Json feedback = Json.MISSING;
        boolean bare = false;
        boolean failed = false;
        for (JsonMembers member = answer.members(KEYS); member.next(); ) {
            switch (member.name()) {
                case "modelVersion" -> model(member, facts);
                case "usageMetadata" -> usage = member.value();
                case "candidates" -> candidates = member.value();
                case "predictions" -> predictions = member.value();
                case "interaction" -> interaction = member.value();
                case "object" -> bare = member.is("interaction");
                case "promptFeedback" -> feedback = member.value();
                default -> failed = true;
            }
        }
        if (usage.isObject()) {
            facts.use(GeminiUsage.of(usage));
        }
        candidates(candidates, answer, facts);
        for (Json prediction : predictions.items()) {
            facts.made(prediction.get("bytesBase64Encoded").isString() ? 1 : 0);
        }
        if (interaction.isObject() || bare) {
            interaction(interaction.isObject() ? interaction : answer, facts);
        }
        if (feedback.get("blockReason").exists()) {
            facts.finish(FinishReason.CONTENT_FILTER);
            facts.end();
        }
        String error = failed ? Errors.in(answer) : null;
        if (error != null) {
            facts.fail(error);
        }
    }

    private static void candidates(Json candidates, Json answer, AnswerFacts facts) {
        boolean grounded = false;
        for (Json candidate : candidates.items()) {
            candidate(candidate, facts);
            grounded |= candidate.get("groundingMetadata").isObject();
        }
        if (grounded) {
            facts.use(GeminiUsage.searches(answer));
        }
    }

    private static void model(JsonMembers member, AnswerFacts facts) {
        if (facts.model() == null) {
            facts.model(member.value().text());
        }
    }

    private static void candidate(Json candidate, AnswerFacts facts) {
        for (Json part : candidate.get("content").get("parts").items()) {
            part(part, facts);
        }
        Json reason = candidate.get("finishReason");
        if (reason.isString() || reason.isNumber()) {
            facts.finish(FinishWords.read(reason));
            facts.end();
        }
    }

    private static void part(Json part, AnswerFacts facts) {
        for (JsonMembers member = part.members(KEYS_OF_PART); member.next(); ) {
            Json value = member.value();
            switch (member.name()) {
                case "text" -> Seen.text(value, facts);
                case "functionCall" -> {
                    facts.call();
                    Seen.call(value.get("name"), facts);
                    Seen.object(value.get("args"), facts);
                }
                default -> facts.made(value.get("mimeType").text().startsWith("image/") ? 1 : 0);
            }
        }
    }

    /** The Interactions API counts and finishes in words of its own. */
    private static void interaction(Json interaction, AnswerFacts facts) {
        if (!interaction.get("object").is("interaction")) {
            return;
        }
        facts.model(interaction.get("model").text());
        switch (interaction.get("status").text()) {
            case "completed" -> facts.finish(FinishReason.STOP);
            case "requires_action" -> facts.finish(FinishReason.TOOL_CALLS);
            case "incomplete" -> facts.finish(FinishReason.LENGTH);
            case "failed" -> facts.finish(FinishReason.ERROR);
            default -> {
                // Still under way.
            }
        }
        Json usage = interaction.get("usage");
        long prompt = Counts.of(usage.get("total_input_tokens"));
        long read = Counts.sum(prompt, Counts.of(usage.get("total_tool_use_tokens")));
        long cached = Counts.within(Counts.of(usage.get("total_cached_tokens")), prompt);
        long thoughts = Counts.of(usage.get("total_thought_tokens"));
        long written = Counts.sum(Counts.of(usage.get("total_output_tokens")), thoughts);
        Service service = Service.of(interaction.get("service_tier").text());
        facts.use(new Usage(Counts.without(read, cached), cached, Usage.ABSENT, written, thoughts)
                .with(Besides.of(Bill.of(service)).withImages(images(usage), Usage.ABSENT)));
    }

    private static long images(Json usage) {
        for (Json detail : usage.get("input_tokens_by_modality").items()) {
            if (detail.get("modality").is("image")) {
                return Counts.of(detail.get("tokens"));
            }
        }
        return Usage.ABSENT;
    }
}
