package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Counts;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import static ai.gateway.exchange.Usage.ABSENT;

/** {@code usageMetadata}: the prompt has the cached tokens in it; what tools gave and what was thought stand beside. */
final class GeminiUsage {

    private GeminiUsage() {}

    static Usage of(Json usage) {
        long prompt = Counts.of(usage.get("promptTokenCount"));
        long read = Counts.sum(prompt, Counts.of(usage.get("toolUsePromptTokenCount")));
        long cached = Counts.within(Counts.of(usage.get("cachedContentTokenCount")), prompt);
        long thoughts = Counts.of(usage.get("thoughtsTokenCount"));
        long written = Counts.sum(Counts.of(usage.get("candidatesTokenCount")), thoughts);
        return new Usage(Counts.without(read, cached), cached, ABSENT, written, thoughts)
                .withAudio(audio(usage.get("promptTokensDetails")), audio(usage.get("candidatesTokensDetails")));
    }

    private static long audio(Json details) {
        for (Json detail : details.items()) {
            if (detail.get("modality").is("AUDIO")) {
                return Counts.of(detail.get("tokenCount"));
            }
        }
        return ABSENT;
    }

    /** The counts of another dialect's provider. */
    static void write(JsonWriter json, Usage usage) {
        long output = Math.max(usage.output(), 0);
        long thoughts = Math.min(Math.max(usage.reasoning(), 0), output);
        json.beginObject().field("promptTokenCount", usage.prompt());
        json.field("candidatesTokenCount", output - thoughts);
        if (usage.reasoning() != ABSENT) {
            json.field("thoughtsTokenCount", thoughts);
        }
        if (usage.cacheRead() > 0) {
            json.field("cachedContentTokenCount", usage.cacheRead());
        }
        json.field("totalTokenCount", usage.total());
        details(json, "promptTokensDetails", usage.prompt(), usage.audioInput());
        details(json, "candidatesTokensDetails", output - thoughts, usage.audioOutput());
        json.endObject();
    }

    private static void details(JsonWriter json, String name, long all, long audio) {
        if (audio <= 0) {
            return;
        }
        json.name(name).beginArray();
        json.beginObject().field("modality", "AUDIO").field("tokenCount", audio).endObject();
        if (all > audio) {
            json.beginObject()
                    .field("modality", "TEXT")
                    .field("tokenCount", all - audio)
                    .endObject();
        }
        json.endArray();
    }
}
