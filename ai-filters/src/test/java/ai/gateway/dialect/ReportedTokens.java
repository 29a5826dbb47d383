package ai.gateway.dialect;

import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.FrameReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What a recorded answer says it used, read in another way than the dialects read it: by the names of counts alone. */
record ReportedTokens(boolean known, long total) {

    private static final JsonMapper MAPPER = new JsonMapper();

    static ReportedTokens of(Recording recording, Dialect dialect) {
        List<JsonNode> frames = frames(recording, dialect);
        return switch (dialect.id()) {
            case "openai", "responses" -> last(frames, "total_tokens");
            case "gemini" -> gemini(frames);
            case "anthropic" -> anthropic(frames);
            case "bedrock" -> recording.api().startsWith("converse") ? last(frames, "totalTokens") : invoke(frames);
            case "cohere" -> cohere(frames);
            default -> sum(frames, "prompt_eval_count", "eval_count");
        };
    }

    private static List<JsonNode> frames(Recording recording, Dialect dialect) {
        List<JsonNode> frames = new ArrayList<>();
        if (recording.kind().equals("json")) {
            frames.add(MAPPER.readTree(recording.response()));
            return frames;
        }
        FrameReader reader = Spoken.reader(recording.kind());
        reader.feed(recording.response(), 0, recording.response().length, (name, bytes, from, to) -> {
            if (!dialect.isEndMark(bytes, from, to)) {
                JsonNode frame = MAPPER.readTree(Arrays.copyOfRange(bytes, from, to));
                String wrapped = frame.path("bytes").asString("");
                frames.add(
                        wrapped.isEmpty()
                                ? frame
                                : MAPPER.readTree(Base64.getDecoder().decode(wrapped)));
            }
        });
        return frames;
    }

    /** The last of the totals. */
    private static ReportedTokens last(List<JsonNode> frames, String name) {
        long total = -1;
        for (JsonNode frame : frames) {
            for (String holder : new String[] {"/usage", "/x_groq/usage", "/response/usage", "/interaction/usage"}) {
                JsonNode count = frame.at(holder).path(name);
                total = count.isIntegralNumber() ? count.asLong() : total;
            }
        }
        return new ReportedTokens(total >= 0, Math.max(total, 0));
    }

    /** A total without a prompt is that of a stored cache; embeddings have a prompt without a total. */
    private static ReportedTokens gemini(List<JsonNode> frames) {
        ReportedTokens total = last(frames, "total_tokens");
        for (JsonNode frame : frames) {
            for (JsonNode usage : frame.findValues("usageMetadata")) {
                if (usage.has("promptTokenCount")) {
                    long prompt = usage.path("promptTokenCount").asLong();
                    total = new ReportedTokens(
                            true, usage.path("totalTokenCount").asLong(prompt));
                }
            }
        }
        return total;
    }

    /** The last value of each count, and what was spent beside the messages. */
    private static ReportedTokens anthropic(List<JsonNode> frames) {
        ReportedTokens own =
                sum(frames, "input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens");
        long beside = 0;
        for (JsonNode frame : frames) {
            for (JsonNode iteration : frame.path("usage").path("iterations")) {
                if (!iteration.path("type").asString("message").equals("message")) {
                    beside += iteration.path("input_tokens").asLong()
                            + iteration.path("output_tokens").asLong();
                }
            }
        }
        return new ReportedTokens(own.known, own.total + beside);
    }

    private static ReportedTokens invoke(List<JsonNode> frames) {
        if (frames.size() == 1 && frames.get(0).has("results")) {
            JsonNode titan = frames.get(0);
            long output = titan.path("results").path(0).path("tokenCount").asLong();
            return new ReportedTokens(true, titan.path("inputTextTokenCount").asLong() + output);
        }
        ReportedTokens claude = anthropic(frames);
        ReportedTokens nova = sum(frames, "inputTokens", "outputTokens");
        ReportedTokens counted = sum(frames, "inputTokenCount", "outputTokenCount");
        boolean known = claude.known || nova.known || counted.known;
        return new ReportedTokens(known, claude.known ? claude.total : nova.known ? nova.total : counted.total);
    }

    private static ReportedTokens cohere(List<JsonNode> frames) {
        long total = -1;
        for (JsonNode frame : frames) {
            for (String parent : new String[] {"tokens", "billed_units"}) {
                for (JsonNode units : frame.findValues(parent)) {
                    if (total < 0 && units.has("input_tokens")) {
                        total = units.path("input_tokens").asLong()
                                + units.path("output_tokens").asLong();
                    }
                }
            }
        }
        return new ReportedTokens(total >= 0, Math.max(total, 0));
    }

    /** The sum of the last value of each count, outside of the parts of a sum. */
    private static ReportedTokens sum(List<JsonNode> frames, String... names) {
        long total = 0;
        boolean known = false;
        for (String name : names) {
            long last = -1;
            for (JsonNode frame : frames) {
                for (JsonNode holder : holders(frame)) {
                    last = holder.path(name).isIntegralNumber()
                            ? holder.path(name).asLong()
                            : last;
                }
            }
            known |= last >= 0;
            total += Math.max(last, 0);
        }
        return new ReportedTokens(known, total);
    }

    private static List<JsonNode> holders(JsonNode frame) {
        return List.of(
                frame.path("eval_count").isMissingNode()
                                && frame.path("prompt_eval_count").isMissingNode()
                        ? frame.path("message").path("usage")
                        : frame,
                frame.path("usage"),
                frame.path("metadata").path("usage"),
                frame.path("amazon-bedrock-invocationMetrics"));
    }
}
