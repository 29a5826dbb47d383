package ai.gateway.dialect;

import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.FrameReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the provider of a recorded answer says that it used, by kind, read from the raw JSON in a way of its own: not by the
 * dialects, and by the words of the provider's documentation alone. What it does not say is not there.
 */
final class ToldUsage {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final BigDecimal PICO = BigDecimal.TEN.pow(12);

    private final Map<String, Long> kinds = new TreeMap<>();

    private ToldUsage() {}

    static Map<String, Long> of(Recording recording, String dialect) {
        ToldUsage told = new ToldUsage();
        List<JsonNode> frames = frames(recording);
        switch (dialect) {
            case "openai" -> frames.forEach(told::openAi);
            case "responses" -> frames.forEach(told::responses);
            case "anthropic" -> frames.forEach(told::anthropic);
            case "gemini" -> frames.forEach(told::gemini);
            case "bedrock" -> told.bedrock(frames);
            case "cohere" -> frames.forEach(told::cohere);
            default -> frames.forEach(told::ollama);
        }
        told.sums(dialect);
        return told.kinds;
    }

    private static List<JsonNode> frames(Recording recording) {
        List<JsonNode> frames = new ArrayList<>();
        if (recording.kind().equals("json")) {
            JsonNode whole = MAPPER.readTree(recording.response());
            if (whole.isArray()) {
                whole.forEach(frames::add);
            } else {
                frames.add(whole);
            }
            return frames;
        }
        FrameReader reader = Spoken.reader(recording.kind());
        reader.feed(recording.response(), 0, recording.response().length, (name, bytes, from, to) -> {
            String text = new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8);
            if (text.startsWith("{")) {
                JsonNode frame = MAPPER.readTree(text);
                String packed = frame.path("bytes").asString("");
                frames.add(
                        packed.isEmpty()
                                ? frame
                                : MAPPER.readTree(Base64.getDecoder().decode(packed)));
            }
        });
        return frames;
    }

    private void openAi(JsonNode frame) {
        openAiUsage(frame.path("usage"));
        openAiUsage(frame.path("x_groq").path("usage"));
        frame.path("choices").forEach(choice -> openAiUsage(choice.path("usage")));
    }

    private void openAiUsage(JsonNode usage) {
        if (!usage.isObject()) {
            return;
        }
        JsonNode prompt = first(usage, "prompt_tokens_details", "input_tokens_details", "input_token_details");
        JsonNode written = first(usage, "completion_tokens_details", "output_tokens_details");
        put("prompt", first(usage, "prompt_tokens", "input_tokens"));
        put("written", first(usage, "completion_tokens", "output_tokens"));
        put("total", usage.path("total_tokens"));
        JsonNode cached = first(
                usage, "prompt_cache_hit_tokens", "num_cached_tokens", "cached_tokens", "cache_read_input_tokens");
        put("cache-read", prompt.path("cached_tokens").isNumber() ? prompt.path("cached_tokens") : cached);
        put("cache-write", first(usage, "cache_creation_input_tokens"));
        put("cache-write", prompt.path("cache_write_tokens"));
        put("reasoning", usage.path("reasoning_tokens"));
        put("reasoning", written.path("reasoning_tokens"));
        put("audio-input", prompt.path("audio_tokens"));
        put("audio-output", written.path("audio_tokens"));
        put("image-input", prompt.path("image_tokens"));
        put("image-output", written.path("image_tokens"));
        money(usage);
        put("searches", usage.path("num_search_queries"));
        put("searches", usage.path("server_tool_use").path("web_search_requests"));
        put("searches", usage.path("server_tool_use_details").path("web_search_requests"));
        put("seconds", usage.path("seconds"));
        put("seconds", usage.path("prompt_audio_seconds"));
    }

    private void money(JsonNode usage) {
        JsonNode cost = usage.path("cost");
        cost = cost.isObject() ? cost.path("total_cost") : cost;
        if (cost.isNumber()) {
            kinds.put("cost", pico(cost));
        }
        if (usage.path("cost_in_usd_ticks").isNumber()) {
            kinds.put("cost", usage.path("cost_in_usd_ticks").asLong() * 100);
        }
    }

    /** Binary fractions have left some with more digits than there are. */
    private static long pico(JsonNode dollars) {
        return dollars.decimalValue()
                .multiply(PICO)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    private void responses(JsonNode frame) {
        JsonNode response = frame.has("response") ? frame.path("response") : frame;
        JsonNode usage = response.path("usage");
        if (!usage.isObject()) {
            return;
        }
        put("prompt", usage.path("input_tokens"));
        put("written", usage.path("output_tokens"));
        put("total", usage.path("total_tokens"));
        put("cache-read", usage.path("input_tokens_details").path("cached_tokens"));
        put("cache-write", usage.path("input_tokens_details").path("cache_write_tokens"));
        put("reasoning", usage.path("output_tokens_details").path("reasoning_tokens"));
        money(usage);
        long searches = 0;
        for (JsonNode item : response.path("output")) {
            boolean opens = item.path("action").path("type").asString("search").matches("open_page|find.*");
            searches += item.path("type").asString().equals("web_search_call") && !opens ? 1 : 0;
        }
        if (searches > 0) {
            kinds.put("searches", searches);
        }
        JsonNode tools = usage.path("server_side_tool_usage_details");
        if (tools.isObject()) {
            kinds.put(
                    "searches",
                    tools.path("web_search_calls").asLong()
                            + tools.path("x_search_calls").asLong());
        }
        put("searches", response.path("tool_usage").path("web_search").path("num_requests"));
    }

    private void anthropic(JsonNode frame) {
        anthropicUsage(frame.path("message").path("usage"));
        anthropicUsage(frame.path("usage"));
    }

    private void anthropicUsage(JsonNode usage) {
        put("fresh", usage.path("input_tokens"));
        put("written", usage.path("output_tokens"));
        put("cache-read", usage.path("cache_read_input_tokens"));
        put("cache-write", usage.path("cache_creation_input_tokens"));
        put("cache-write-hour", usage.path("cache_creation").path("ephemeral_1h_input_tokens"));
        put("reasoning", usage.path("output_tokens_details").path("thinking_tokens"));
        put("searches", usage.path("server_tool_use").path("web_search_requests"));
        for (JsonNode iteration : usage.path("iterations")) {
            if (!iteration.path("type").asString("message").equals("message")) {
                kinds.merge("fresh", iteration.path("input_tokens").asLong(), Long::sum);
                kinds.merge("written", iteration.path("output_tokens").asLong(), Long::sum);
            }
        }
    }

    private void gemini(JsonNode frame) {
        JsonNode usage = frame.path("usageMetadata");
        if (usage.has("promptTokenCount")) {
            put("prompt", usage.path("promptTokenCount"));
            put("tools", usage.path("toolUsePromptTokenCount"));
            put("cache-read", usage.path("cachedContentTokenCount"));
            put("candidates", usage.path("candidatesTokenCount"));
            put("reasoning", usage.path("thoughtsTokenCount"));
            put("total", usage.path("totalTokenCount"));
            modality("audio-input", "AUDIO", usage.path("promptTokensDetails"));
            modality("image-input", "IMAGE", usage.path("promptTokensDetails"));
            modality("audio-output", "AUDIO", usage.path("candidatesTokensDetails"));
            modality("image-output", "IMAGE", usage.path("candidatesTokensDetails"));
        }
        long queries = frame.findValues("webSearchQueries").stream()
                .flatMap(JsonNode::valueStream)
                .filter(query -> !query.asString().isEmpty())
                .count();
        if (queries > 0) {
            kinds.put("searches", queries);
        }
        JsonNode other = frame.path("interaction").path("usage");
        put("prompt", other.path("total_input_tokens"));
        put("tools", other.path("total_tool_use_tokens"));
        put("cache-read", other.path("total_cached_tokens"));
        put("candidates", other.path("total_output_tokens"));
        put("reasoning", other.path("total_thought_tokens"));
        put("total", other.path("total_tokens"));
        for (JsonNode detail : other.path("input_tokens_by_modality")) {
            if (detail.path("modality").asString("").equals("image")) {
                put("image-input", detail.path("tokens"));
            }
        }
    }

    private void modality(String kind, String modality, JsonNode details) {
        for (JsonNode detail : details) {
            if (detail.path("modality").asString("").equals(modality)) {
                put(kind, detail.path("tokenCount"));
            }
        }
    }

    private void bedrock(List<JsonNode> frames) {
        for (JsonNode frame : frames) {
            JsonNode counted = frame.path("amazon-bedrock-invocationMetrics");
            if (!kinds.containsKey("fresh")) {
                put("fresh", counted.path("inputTokenCount"));
            }
            if (!kinds.containsKey("written")) {
                put("written", counted.path("outputTokenCount"));
            }
            anthropic(frame);
            converse(frame.path("usage"));
            converse(frame.path("metadata").path("usage"));
            put("fresh", frame.path("inputTextTokenCount"));
            put("fresh", frame.path("prompt_token_count"));
            put("written", frame.path("generation_token_count"));
            put("written", frame.path("results").path(0).path("tokenCount"));
        }
    }

    private void converse(JsonNode usage) {
        put("fresh", usage.path("inputTokens"));
        put("written", usage.path("outputTokens"));
        put("total", usage.path("totalTokens"));
        put("cache-read", first(usage, "cacheReadInputTokens", "cacheReadInputTokenCount"));
        put("cache-write", first(usage, "cacheWriteInputTokens", "cacheWriteInputTokenCount"));
    }

    private void cohere(JsonNode frame) {
        JsonNode delta = frame.path("delta").path("usage");
        JsonNode usage = delta.isObject() ? delta : first(frame, "usage", "meta");
        put("billed-input", usage.path("billed_units").path("input_tokens"));
        put("billed-output", usage.path("billed_units").path("output_tokens"));
        put("questions", usage.path("billed_units").path("search_units"));
        put("pictures", usage.path("billed_units").path("images"));
        JsonNode tokens = first(usage, "tokens", "billed_units");
        put("prompt", tokens.path("input_tokens"));
        put("written", tokens.path("output_tokens"));
        put("reasoning", tokens.path("reasoning_tokens"));
        put("image-input", tokens.path("image_tokens"));
        put("cache-read", usage.path("cached_tokens"));
    }

    private void ollama(JsonNode frame) {
        put("prompt", frame.path("prompt_eval_count"));
        put("written", frame.path("eval_count"));
    }

    /** Each dialect leaves something else to be added up. */
    private void sums(String dialect) {
        Long fresh = kinds.remove("fresh");
        if (fresh != null) {
            kinds.put("prompt", fresh + count("cache-read") + count("cache-write"));
        }
        Long tools = kinds.remove("tools");
        kinds.computeIfPresent("prompt", (kind, prompt) -> prompt + (tools == null ? 0 : tools));
        Long written = kinds.remove("written");
        Long candidates = kinds.remove("candidates");
        if (written != null) {
            kinds.put("output", written);
        }
        if (dialect.equals("gemini") && (candidates != null || kinds.containsKey("reasoning"))) {
            kinds.put("output", (candidates == null ? 0 : candidates) + count("reasoning"));
        }
        if (dialect.equals("openai") && kinds.containsKey("total")) {
            unlisted();
        }
        // Grok on Azure tells of more tokens from its cache than the prompt had.
        kinds.computeIfPresent("cache-read", (kind, read) -> Math.min(read, count("prompt")));
    }

    /** The total is right: Mistral's prompt leaves its sound out, xAI's and Gemini's completions their thoughts. */
    private void unlisted() {
        if (!kinds.containsKey("prompt") && !kinds.containsKey("output")) {
            kinds.put("prompt", count("total")); // of what only reads
            return;
        }
        long more = count("total") - count("prompt") - count("output");
        if (more > 0 && more == count("audio-input")) {
            kinds.merge("prompt", more, Long::sum);
        } else if (more > 0) {
            kinds.merge("output", more, Long::sum);
        }
    }

    private long count(String kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    private void put(String kind, JsonNode count) {
        if (count.isNumber() && count.asDouble() == Math.rint(count.asDouble())) {
            kinds.put(kind, (long) count.asDouble());
        }
    }

    private static JsonNode first(JsonNode object, String... names) {
        JsonNode found = object.path(names[0]);
        for (String name : names) {
            if (object.path(name).isNumber() || object.path(name).isObject()) {
                return object.path(name);
            }
        }
        return found;
    }
}
