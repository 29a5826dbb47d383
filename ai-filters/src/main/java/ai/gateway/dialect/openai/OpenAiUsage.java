package ai.gateway.dialect.openai;

import ai.gateway.dialect.Billed;
import ai.gateway.dialect.Counts;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;

import java.util.function.Consumer;

import static ai.gateway.exchange.Usage.ABSENT;

/**
 * One count of the family's many. All agree that {@code total_tokens} is what was used; they differ in what the two
 * counts before it leave out: xAI's completion lacks the reasoning, Gemini's lacks its thoughts (and says nowhere how
 * many), Mistral's prompt lacks the audio. So what the total has beyond the two goes where it belongs.
 */
final class OpenAiUsage {

    private OpenAiUsage() {}

    static Usage of(Json usage) {
        Json read = either(usage, "prompt_tokens_details", "input_tokens_details");
        read = read.exists() ? read : usage.get("input_token_details"); // as transcriptions call it
        Json written = either(usage, "completion_tokens_details", "output_tokens_details");
        long prompt = Counts.of(either(usage, "prompt_tokens", "input_tokens"));
        long output = Counts.of(either(usage, "completion_tokens", "output_tokens"));
        long total = Counts.of(usage.get("total_tokens"));
        if (prompt == ABSENT && output == ABSENT) {
            return Usage.ofInput(total).with(Billed.of(usage));
        }
        long unlisted = prompt == ABSENT || output == ABSENT ? 0 : Math.max(total - prompt - output, 0);
        boolean audio = unlisted == Counts.of(read.get("audio_tokens"));
        long input = audio ? prompt + unlisted : prompt;
        // Grok on Azure reports more tokens from the cache than there were.
        long cacheRead = Counts.within(cacheRead(usage, read), input);
        long fresh = Counts.without(input, cacheRead);
        long cacheWrite = Counts.within(cacheWrite(usage, read), fresh);
        Usage texts = new Usage(
                Counts.without(fresh, cacheWrite),
                cacheRead,
                cacheWrite,
                audio ? output : Counts.sum(output, unlisted == 0 ? ABSENT : unlisted),
                Counts.of(either(written, usage, "reasoning_tokens")));
        return texts.withAudio(Counts.of(read.get("audio_tokens")), Counts.of(written.get("audio_tokens")))
                .with(Billed.of(usage)
                        .withImages(Counts.of(read.get("image_tokens")), Counts.of(written.get("image_tokens"))));
    }

    /** Groq tells it by model, too, and rerankers in Cohere's way. */
    static void showCounts(Json answer, Consumer<Json> visitor) {
        Counts.show(answer.get("usage"), visitor);
        Counts.show(answer.get("x_groq").get("usage"), visitor);
        Counts.show(answer.get("usage_breakdown"), visitor);
        Counts.show(answer.get("meta").get("billed_units"), visitor);
        Counts.show(answer.get("meta").get("tokens"), visitor);
        for (Json choice : answer.get("choices").items()) {
            Counts.show(choice.get("usage"), visitor);
            showRepeated(choice.get("message"), visitor);
            showRepeated(choice.get("delta"), visitor);
        }
    }

    /** Vercel repeats what whoever it asks has told, in their words. */
    private static void showRepeated(Json message, Consumer<Json> visitor) {
        message.get("provider_metadata").members((provider, told) -> {
            Counts.show(told.get("usage"), visitor);
            Counts.show(told.get("usageMetadata"), visitor);
        });
    }

    /** OpenAI's place, DeepSeek's, Mistral's, Together's and Moonshot's, Databricks'. */
    private static long cacheRead(Json usage, Json details) {
        return Counts.first(
                Counts.of(details.get("cached_tokens")),
                Counts.of(usage.get("prompt_cache_hit_tokens")),
                Counts.of(usage.get("num_cached_tokens")),
                Counts.of(usage.get("cached_tokens")),
                Counts.of(usage.get("cache_read_input_tokens")));
    }

    private static long cacheWrite(Json usage, Json details) {
        return Counts.first(
                Counts.of(details.get("cache_write_tokens")), Counts.of(usage.get("cache_creation_input_tokens")));
    }

    private static Json either(Json object, String name, String otherName) {
        Json member = object.get(name);
        return member.exists() ? member : object.get(otherName);
    }

    private static Json either(Json object, Json other, String name) {
        Json member = object.get(name);
        return member.exists() ? member : other.get(name);
    }
}
