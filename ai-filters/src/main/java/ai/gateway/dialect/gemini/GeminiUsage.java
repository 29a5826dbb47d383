package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Counts;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonKeys;
import ai.gateway.wire.JsonMembers;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import static ai.gateway.exchange.Usage.ABSENT;

/** {@code usageMetadata}: the prompt has the cached tokens in it; what tools gave and what was thought stand beside. */
final class GeminiUsage {

    private static final JsonKeys KEYS = JsonKeys.of(
            "promptTokenCount",
            "toolUsePromptTokenCount",
            "cachedContentTokenCount",
            "thoughtsTokenCount",
            "candidatesTokenCount",
            "promptTokensDetails",
            "candidatesTokensDetails",
            "serviceTier",
            "trafficType");

    private GeminiUsage() {}

    /** Stands in every chunk of a stream, and is read in one walk. */
    static Usage of(Json usage) {
        long prompt = ABSENT;
        long tools = ABSENT;
        long cached = ABSENT;
        long thoughts = ABSENT;
        long candidates = ABSENT;
        Json read = Json.MISSING;
        Json written = Json.MISSING;
        Service service = null;
        for (JsonMembers member = usage.members(KEYS); member.next(); ) {
            Json value = member.value();
            switch (member.name()) {
                case "promptTokenCount" -> prompt = Counts.of(value);
                case "toolUsePromptTokenCount" -> tools = Counts.of(value);
                case "cachedContentTokenCount" -> cached = Counts.of(value);
                case "thoughtsTokenCount" -> thoughts = Counts.of(value);
                case "candidatesTokenCount" -> candidates = Counts.of(value);
                case "promptTokensDetails" -> read = value;
                case "candidatesTokensDetails" -> written = value;
                // Vertex says how the traffic is booked.
                default -> service = service == null ? Service.of(value.text()) : service;
            }
        }
        long fromCache = Counts.within(cached, prompt);
        long fresh = Counts.without(Counts.sum(prompt, tools), fromCache);
        Usage counts = new Usage(fresh, fromCache, ABSENT, Counts.sum(candidates, thoughts), thoughts);
        return besides(counts, read, written, service);
    }

    /** Most of it is text, of which there is nothing more to say. */
    private static Usage besides(Usage counts, Json read, Json written, @Nullable Service service) {
        long audioRead = of("AUDIO", read);
        long audioWritten = of("AUDIO", written);
        Usage usage =
                audioRead == ABSENT && audioWritten == ABSENT ? counts : counts.withAudio(audioRead, audioWritten);
        return usage.with(
                Besides.NONE.withImages(of("IMAGE", read), of("IMAGE", written)).with(Bill.of(service)));
    }

    private static long of(String modality, Json details) {
        for (Json detail : details.items()) {
            if (detail.get("modality").is(modality)) {
                return Counts.of(detail.get("tokenCount"));
            }
        }
        return ABSENT;
    }

    /** What was asked of the web, in all candidates; a query may be empty, and then it was none. */
    static Usage searches(Json answer) {
        long queries = 0;
        for (Json candidate : answer.get("candidates").items()) {
            for (Json query :
                    candidate.get("groundingMetadata").get("webSearchQueries").items()) {
                queries += query.text().isEmpty() ? 0 : 1;
            }
        }
        return queries == 0 ? Usage.NONE : Usage.NONE.with(Besides.of(Units.ofSearches(queries)));
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
        Besides told = usage.besides();
        details(json, "promptTokensDetails", usage.prompt(), usage.audioInput(), told.imageInput());
        details(json, "candidatesTokensDetails", output - thoughts, usage.audioOutput(), told.imageOutput());
        json.endObject();
    }

    private static void details(JsonWriter json, String name, long all, long audio, long images) {
        if (audio <= 0 && images <= 0) {
            return;
        }
        json.name(name).beginArray();
        detail(json, "AUDIO", audio);
        detail(json, "IMAGE", images);
        detail(json, "TEXT", all - Math.max(audio, 0) - Math.max(images, 0));
        json.endArray();
    }

    private static void detail(JsonWriter json, String modality, long tokens) {
        if (tokens > 0) {
            json.beginObject().field("modality", modality).field("tokenCount", tokens);
            json.endObject();
        }
    }
}
