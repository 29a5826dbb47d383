package ai.gateway.app.standin;

import ai.gateway.app.standin.Answer.Manner;
import ai.gateway.app.standin.Answer.Told;
import ai.gateway.app.standin.Answer.Whole;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import static ai.gateway.app.standin.Json.obj;

/** Knows every path, and gives each call its answer or its refusal. */
final class Router {
    private static final int MOST_MILLIS = 600_000;
    private static final int MOST_EVENTS = 1_000_000;

    private final StandInSettings settings;
    private final Script script;
    private final Files files = new Files();
    private final Map<String, Dialect> chats = Map.of(
            "/v1/chat/completions", new OpenAiChat(),
            "/v1/completions", new OpenAiCompletions(),
            "/v1/responses", new OpenAiResponses(),
            "/v1/messages", new AnthropicMessages(),
            "/v2/chat", new CohereChat(),
            "/api/chat", OllamaChat.chat(),
            "/api/generate", OllamaChat.generate());
    private final Dialect geminiSse = GeminiContent.sse();
    private final Dialect geminiArray = GeminiContent.array();
    private final Dialect bedrock = new BedrockConverse();
    private final Map<String, Function<Prompt, Answer>> others;

    Router(StandInSettings settings, Script script) {
        this.settings = settings;
        this.script = script;
        this.others = others();
    }

    private Map<String, Function<Prompt, Answer>> others() {
        byte[] wav = Media.wav();
        return Map.of(
                "/v1/embeddings", prompt -> Answer.json(Embeddings.openAi(prompt)),
                "/v2/embed", prompt -> Answer.json(Embeddings.cohere(prompt, script.nextId())),
                "/api/embed", prompt -> Answer.json(Embeddings.ollama(prompt)),
                "/v1/rerank", prompt -> Answer.json(Embeddings.rerank(prompt, script.nextId(), "1")),
                "/v2/rerank", prompt -> Answer.json(Embeddings.rerank(prompt, script.nextId(), "2")),
                "/v1/moderations", prompt -> Answer.json(Media.moderation(prompt, script.nextId())),
                "/v1/images/generations", prompt -> Answer.json(Media.image(prompt, script.seconds())),
                "/v1/audio/speech", prompt -> Answer.bytes("audio/wav", wav),
                "/v1/messages/count_tokens", prompt -> Answer.json(obj("input_tokens", prompt.tokens())));
    }

    Answer answer(HttpCall call) {
        try {
            String key = settings.requiredKey();
            if (key != null && call.credentials().noneMatch(key::equals)) {
                throw new Refusal(401, "The stand-in was told to insist on a key, and this is not it.");
            }
            return served(call);
        } catch (Refusal refusal) {
            return refused(call, refusal, manner(Directives.NONE));
        } catch (IllegalArgumentException malformed) {
            return refused(call, new Refusal(400, String.valueOf(malformed.getMessage())), manner(Directives.NONE));
        }
    }

    Whole refused(HttpCall call, Refusal refusal, Manner manner) {
        Family family =
                Family.ofPath(call.path(), !call.header("anthropic-version").isEmpty());
        Map<String, String> headers = new HashMap<>(family.errorHeaders(refusal.status()));
        String id = script.nextId();
        headers.put(family.idHeader(), id);
        if (List.of(429, 503, 529).contains(refusal.status())) {
            headers.put("retry-after", "1");
        }
        return new Whole(refusal.status(), "application/json", headers, Json.bytes(family.error(refusal, id)), manner);
    }

    private Answer served(HttpCall call) {
        String path = call.path();
        if (call.is("POST")) {
            Dialect dialect = chats.get(path);
            if (dialect != null) {
                return chat(call, dialect, "", dialect.family() == Family.OLLAMA);
            }
            Function<Prompt, Answer> other = others.get(path);
            if (other != null) {
                return other(call, "", other);
            }
            if (path.startsWith("/model/")) {
                return bedrock(call, path.substring("/model/".length()));
            }
            if (path.equals("/v1/audio/transcriptions") || path.equals("/v1/audio/translations")) {
                return Media.transcription(call);
            }
        }
        if (isBelow(path, "/v1/files") || isBelow(path, "/v1/batches")) {
            return files.answer(call, script.nextId(), script.seconds());
        }
        if (path.equals("/api/tags") && call.is("GET")) {
            return Answer.json(Models.ollama());
        }
        if (isBelow(path, "/v1/models") || isBelow(path, "/v1beta/models")) {
            String name = HttpCall.decode(path.substring(path.indexOf("/models") + "/models".length()));
            return models(call, name.isEmpty() ? "" : name.substring(1));
        }
        throw notServed(call);
    }

    private static boolean isBelow(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    private static Refusal notServed(HttpCall call) {
        return new Refusal(404, "The stand-in does not serve " + call.method() + " " + call.path() + ".");
    }

    private Answer bedrock(HttpCall call, String rest) {
        int slash = rest.lastIndexOf('/');
        String model = slash < 0 ? "" : HttpCall.decode(rest.substring(0, slash));
        return switch (rest.substring(slash + 1)) {
            case "converse" -> chat(call, bedrock, model, false);
            case "converse-stream" -> chat(call, bedrock, model, true);
            default -> throw notServed(call);
        };
    }

    private Answer models(HttpCall call, String name) {
        int colon = name.lastIndexOf(':');
        if (call.is("POST") && colon > 0) {
            return gemini(call, name.substring(0, colon), name.substring(colon + 1));
        }
        if (!call.is("GET")) {
            throw notServed(call);
        }
        if (call.path().startsWith("/v1beta/") || !call.header("x-goog-api-key").isEmpty()) {
            return Answer.json(name.isEmpty() ? Models.gemini() : Models.gemini(name));
        }
        if (!call.header("anthropic-version").isEmpty()) {
            return Answer.json(name.isEmpty() ? Models.anthropic() : Models.anthropic(name));
        }
        return Answer.json(name.isEmpty() ? Models.openAi() : Models.openAi(name));
    }

    private Answer gemini(HttpCall call, String model, String action) {
        return switch (action) {
            case "generateContent" -> chat(call, geminiSse, model, false);
            case "streamGenerateContent" ->
                chat(call, call.parameter("alt").equals("sse") ? geminiSse : geminiArray, model, true);
            case "embedContent" -> other(call, model, prompt -> Answer.json(Embeddings.gemini(prompt)));
            case "batchEmbedContents" -> other(call, model, prompt -> Answer.json(Embeddings.geminiBatch(prompt)));
            case "countTokens" -> other(call, model, Router::geminiCount);
            default -> throw notServed(call);
        };
    }

    private static Answer geminiCount(Prompt prompt) {
        JsonNode whole = prompt.body().get("generateContentRequest");
        int tokens = whole == null
                ? prompt.tokens()
                : PromptReader.read(whole, "", false).tokens();
        Object details = List.of(obj("modality", "TEXT", "tokenCount", tokens));
        return Answer.json(obj("totalTokens", tokens, "promptTokensDetails", details));
    }

    /** What is not a chat: whole answers only, but errors and delays on request as everywhere. */
    private Answer other(HttpCall call, String model, Function<Prompt, Answer> operation) {
        Prompt prompt = PromptReader.read(Json.parse(call.body()), model, false);
        Directives wishes = Directives.in(prompt.text());
        if (wishes.has("error")) {
            return refused(call, wanted(wishes), manner(wishes));
        }
        Whole whole = (Whole) operation.apply(prompt);
        return new Whole(whole.status(), whole.type(), whole.headers(), whole.body(), manner(wishes));
    }

    private Answer chat(HttpCall call, Dialect dialect, String model, boolean streamByDefault) {
        Prompt prompt = PromptReader.read(Json.parse(call.body()), model, streamByDefault);
        Directives wishes = prompt.toolResult() == null ? Directives.in(prompt.text()) : Directives.NONE;
        Manner manner = manner(wishes);
        if (wishes.has("error")) {
            return refused(call, wanted(wishes), manner);
        }
        Reply reply = script.reply(prompt, wishes);
        Map<String, String> headers = Map.of(dialect.family().idHeader(), reply.id());
        if (!prompt.stream()) {
            return new Whole(200, "application/json", headers, Json.bytes(dialect.whole(reply)), manner);
        }
        Telling telling = new Telling(dialect, reply, settings.eventTokens());
        int errorAfter = wishes.has("errorafter") ? wishes.number("errorafter", 1, MOST_EVENTS) : -1;
        return new Told(
                dialect.streamType(),
                headers,
                errorAfter < 0 ? telling.frames() : telling.framesUpToAnError(errorAfter),
                manner);
    }

    private Manner manner(Directives wishes) {
        int slow = wishes.number("slow", -1, MOST_MILLIS);
        int pace = wishes.number("pace", -1, MOST_MILLIS);
        int breakAfter = wishes.has("break") ? wishes.number("break", 1, MOST_EVENTS) : -1;
        return new Manner(
                slow < 0 ? settings.firstDelay() : Duration.ofMillis(slow),
                pace < 0 ? settings.pace() : Duration.ofMillis(pace),
                breakAfter);
    }

    private static Refusal wanted(Directives wishes) {
        String argument = wishes.text("error");
        int status = wishes.number("error", 500, 599);
        int space = argument.indexOf(' ');
        String message = space < 0 ? "" : argument.substring(space).strip();
        return new Refusal(
                Math.max(400, status), message.isEmpty() ? "The stand-in failed, as it was asked to." : message);
    }
}
