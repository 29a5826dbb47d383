package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Extras;
import ai.gateway.wire.Json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads what a client of generateContent asks. What has no place in the exchange is kept by its dotted path
 * ({@code generationConfig.speechConfig}), so that whoever is told that it was dropped knows what that is.
 */
final class RequestReader {

    private static final Set<String> KNOWN = EitherCase.both(
            "model", "contents", "systemInstruction", "tools", "toolConfig", "generationConfig", "serviceTier");

    private RequestReader() {}

    static ChatRequest read(Call call, Json body) {
        Fields.object(body);
        Json config = Fields.object(body, EitherCase.name(body, "generationConfig"));
        Json choice = Fields.object(body, EitherCase.name(body, "toolConfig"));
        Map<String, String> extras =
                new LinkedHashMap<>(Fields.rest(body, KNOWN).fields());
        ConfigReader.rest(config, extras);
        ToolReader.rest(choice, extras);
        return new ChatRequest(
                GeminiDialect.ID,
                Fields.model(call, body),
                Boolean.TRUE.equals(call.stream()) ? Streaming.PIECES_AND_USAGE : Streaming.WHOLE,
                new ContentReader().read(body),
                ToolReader.read(body),
                ToolReader.choice(choice),
                null,
                ConfigReader.sampling(config),
                ConfigReader.format(config),
                null,
                ConfigReader.reasoning(config),
                new ChatRequest.Account(
                        null, Map.of(), Fields.string(body, EitherCase.name(body, "serviceTier")), null, null),
                new Extras(extras));
    }

    /** Puts the members that nobody has a place for to the others, by their dotted paths. */
    static void rest(Json object, Set<String> known, String path, Map<String, String> into) {
        Fields.rest(object, known).fields().forEach((name, value) -> into.put(path + '.' + name, value));
    }
}
