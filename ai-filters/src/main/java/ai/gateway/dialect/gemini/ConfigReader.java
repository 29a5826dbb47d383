package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code generationConfig}. */
final class ConfigReader {

    private static final Set<String> KNOWN = EitherCase.both(
            "temperature",
            "topP",
            "topK",
            "maxOutputTokens",
            "stopSequences",
            "candidateCount",
            "seed",
            "presencePenalty",
            "frequencyPenalty",
            "responseLogprobs",
            "logprobs",
            "thinkingConfig");
    private static final Set<String> KNOWN_OF_FORMAT =
            EitherCase.both("responseMimeType", "responseSchema", "responseJsonSchema", "_responseJsonSchema");
    private static final Set<String> KNOWN_OF_THINKING =
            EitherCase.both("thinkingBudget", "includeThoughts", "thinkingLevel");

    private ConfigReader() {}

    static Sampling sampling(Json config) {
        return new Sampling(
                Fields.count(config, EitherCase.name(config, "maxOutputTokens")),
                Fields.decimal(config, "temperature"),
                Fields.decimal(config, EitherCase.name(config, "topP")),
                Fields.count(config, EitherCase.name(config, "topK")),
                Fields.decimal(config, EitherCase.name(config, "frequencyPenalty")),
                Fields.decimal(config, EitherCase.name(config, "presencePenalty")),
                Fields.integer(config, "seed"),
                Fields.strings(config, EitherCase.name(config, "stopSequences")),
                Fields.count(config, EitherCase.name(config, "candidateCount")),
                Fields.flagOrNull(config, EitherCase.name(config, "responseLogprobs")),
                Fields.count(config, "logprobs"));
    }

    /** JSON, by a schema or not. Other forms, such as one word of an enum, exist here only. */
    static @Nullable OutputFormat format(Json config) {
        String mime = Fields.stringOr(config, EitherCase.name(config, "responseMimeType"), "");
        Json openApi = Fields.object(config, EitherCase.name(config, "responseSchema"));
        Json schema = Fields.object(config, EitherCase.name(config, "responseJsonSchema"));
        Json same = Fields.object(config, EitherCase.name(config, "_responseJsonSchema"));
        if (!isJson(config, mime)) {
            return null;
        }
        if (schema.exists() || same.exists()) {
            return OutputFormat.schema("", null, (schema.exists() ? schema : same).toString(), null);
        }
        return openApi.exists()
                ? OutputFormat.schema("", null, OpenApiSchema.toJsonSchema(openApi), null)
                : OutputFormat.of(OutputFormat.Kind.JSON);
    }

    static Reasoning reasoning(Json config) {
        Json thinking = Fields.object(config, EitherCase.name(config, "thinkingConfig"));
        Long budget = Fields.integer(thinking, EitherCase.name(thinking, "thinkingBudget"));
        String level = Fields.string(thinking, EitherCase.name(thinking, "thinkingLevel"));
        Boolean enabled = null;
        if (budget != null && budget <= 0) {
            enabled = budget < 0; // less than nothing is as much as it likes
        }
        return new Reasoning(
                enabled,
                level == null || level.equals("THINKING_LEVEL_UNSPECIFIED") ? null : level.toLowerCase(Locale.ROOT),
                budget == null || budget < 0 ? Usage.ABSENT : budget,
                Fields.flagOrNull(thinking, EitherCase.name(thinking, "includeThoughts")),
                null);
    }

    static void rest(Json config, Map<String, String> into) {
        Set<String> known = new HashSet<>(KNOWN);
        if (isJson(config, EitherCase.get(config, "responseMimeType").text())) {
            known.addAll(KNOWN_OF_FORMAT);
        }
        if (EitherCase.get(config, "responseMimeType").is("text/plain")) {
            known.addAll(EitherCase.both("responseMimeType"));
        }
        if (isTextOnly(EitherCase.get(config, "responseModalities"))) {
            known.addAll(EitherCase.both("responseModalities"));
        }
        RequestReader.rest(config, known, "generationConfig", into);
        Json thinking = EitherCase.get(config, "thinkingConfig");
        RequestReader.rest(thinking, KNOWN_OF_THINKING, "generationConfig.thinkingConfig", into);
    }

    /** What everybody answers in anyway. */
    private static boolean isTextOnly(Json modalities) {
        return modalities.size() == 1
                && "TEXT".equalsIgnoreCase(modalities.at(0).text());
    }

    private static boolean isJson(Json config, String mime) {
        return mime.equals("application/json") || (hasSchema(config) && mime.isEmpty());
    }

    static boolean hasSchema(Json config) {
        return EitherCase.has(config, "responseSchema")
                || EitherCase.has(config, "responseJsonSchema")
                || EitherCase.has(config, "_responseJsonSchema");
    }
}
