package ai.gateway.app.standin;

import ai.gateway.app.standin.HttpAnswer.Manner;
import ai.gateway.app.standin.HttpAnswer.Told;
import ai.gateway.app.standin.HttpAnswer.Whole;
import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.ModelList;
import ai.gateway.dialect.anthropic.AnthropicDialect;
import ai.gateway.dialect.bedrock.BedrockDialect;
import ai.gateway.dialect.cohere.CohereDialect;
import ai.gateway.dialect.gemini.GeminiDialect;
import ai.gateway.dialect.ollama.OllamaDialect;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.dialect.responses.ResponsesDialect;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Model;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import reactor.core.publisher.Flux;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gives each call its answer or its refusal, in its dialect. */
final class Router {
    private static final int MOST_MILLIS = 600_000;
    private static final int MOST_EVENTS = 1_000_000;
    private static final long SINCE = 1_767_225_600;
    private static final List<String> MODELS = List.of("stand-in", "stand-in-embedding");
    private static final String BROKEN_OFF = "The stand-in broke off here, as it was asked to.";
    private static final Dialects DIALECTS = new Dialects(List.of(
            new BedrockDialect(),
            new GeminiDialect(),
            new AnthropicDialect(),
            new CohereDialect(),
            new OllamaDialect(),
            new ResponsesDialect(),
            new OpenAiDialect()));

    private final StandInSettings settings;
    private final Script script;
    private final Files files = new Files();

    Router(StandInSettings settings, Script script) {
        this.settings = settings;
        this.script = script;
    }

    HttpAnswer answer(HttpCall call) {
        try {
            String key = settings.requiredKey();
            if (key != null && call.credentials().noneMatch(key::equals)) {
                throw new Refusal(401, "The stand-in was told to insist on a key, and this is not it.");
            }
            return served(call);
        } catch (Refusal refusal) {
            return refused(call, refusal, manner(Directives.NONE));
        } catch (AiException | IllegalArgumentException malformed) {
            return refused(call, new Refusal(400, String.valueOf(malformed.getMessage())), manner(Directives.NONE));
        }
    }

    Whole refused(HttpCall call, Refusal refusal, Manner manner) {
        Call known = DIALECTS.recognise(call);
        Family family = known == null
                ? Family.ofPath(call.path(), call.header("anthropic-version") != null)
                : Family.of(DIALECTS.of(known));
        return refused(family, refusal, manner);
    }

    private Whole refused(Family family, Refusal refusal, Manner manner) {
        Dialect dialect = DIALECTS.get(family.dialect());
        Failure failure = family.failure(refusal);
        Map<String, String> headers = new HashMap<>(dialect.failureHeaders(failure));
        String id = "req_" + script.nextId();
        headers.put(family.idHeader(), id);
        if (List.of(429, 503, 529).contains(refusal.status())) {
            headers.put("retry-after", "1");
        }
        return new Whole(refusal.status(), "application/json", headers, dialect.failureBody(failure, id), manner);
    }

    private HttpAnswer served(HttpCall request) {
        Call call = DIALECTS.recognise(request);
        if (call == null) {
            throw notServed(request);
        }
        return switch (call.operation()) {
            case MODELS -> models(request, call);
            case FILES, BATCHES -> files(request, call);
            case TRANSCRIPTION -> Media.transcription(request);
            case MODERATION, CHAT, COMPLETION, EMBEDDINGS, RERANK, IMAGE, SPEECH, COUNT_TOKENS ->
                asked(new Asking(request, call, DIALECTS.of(call), parsed(request.body())));
            case OTHER -> throw notServed(request);
        };
    }

    private HttpAnswer files(HttpCall request, Call call) {
        if (Family.of(DIALECTS.of(call)) != Family.OPENAI) {
            throw notServed(request);
        }
        return files.answer(request, script.nextId(), script.seconds());
    }

    /** A request with a question in it. */
    private record Asking(HttpCall request, Call call, Dialect dialect, Json body) {

        Family family() {
            return Family.of(dialect);
        }

        /** Those of its text, and of its header what the text does not say. */
        Directives wishes(String text) {
            return Directives.in(text).over(Directives.in(request.text(HttpCall.WISHES)));
        }
    }

    private static Json parsed(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonException e) {
            throw new Refusal(400, "The body is not JSON: " + e.getMessage());
        }
    }

    private static Refusal notServed(HttpCall call) {
        return new Refusal(404, "The stand-in does not serve " + call.method() + " " + call.path() + ".");
    }

    private HttpAnswer asked(Asking it) {
        return switch (it.call().operation()) {
            case CHAT -> chat(it);
            case MODERATION -> moderation(it);
            case COMPLETION -> continued(it);
            default -> operation(it);
        };
    }

    /** What continues a text, or is asked of a model in its own words. */
    private HttpAnswer continued(Asking it) {
        return switch (it.family()) {
            case OPENAI, OLLAMA -> completion(it);
            case BEDROCK -> operation(it);
            default -> throw notServed(it.request());
        };
    }

    private HttpAnswer models(HttpCall request, Call call) {
        Dialect dialect = DIALECTS.of(call);
        ModelList models = dialect.models();
        String asked = models == null ? null : models.asked(call);
        if (models == null || asked == null || !request.is("GET")) {
            throw notServed(request);
        }
        return HttpAnswer.bytes(
                "application/json",
                asked.isEmpty()
                        ? models.write(MODELS.stream()
                                .map(name -> model(Family.of(dialect) == Family.OLLAMA ? name + ":latest" : name))
                                .toList())
                        : models.write(model(asked)));
    }

    /** It answers to every name, so asking for one model always finds it. */
    private static Model model(String name) {
        return new Model(name, name, "stand-in", SINCE, 1_000_000, 250_000);
    }

    /** What is not a chat: whole answers only, but errors and delays on request as everywhere. */
    private HttpAnswer operation(Asking it) {
        Operations operations = new Operations(it.dialect(), it.call(), it.body(), script.nextId(), script.seconds());
        Operations.Understood understood = it.call().apiPath().endsWith("/invoke")
                ? InvokeModel.understood(operations, it.body())
                : operations.understood();
        if (understood == null) {
            throw notServed(it.request());
        }
        Directives wishes = it.wishes(understood.text());
        return wishes.has("error")
                ? refused(it.family(), wanted(wishes), manner(wishes))
                : understood.answer().get().in(manner(wishes));
    }

    private HttpAnswer moderation(Asking it) {
        List<String> texts = Media.moderated(it.body().get("input"));
        Directives wishes = it.wishes(String.join("\n", texts));
        return wishes.has("error")
                ? refused(it.family(), wanted(wishes), manner(wishes))
                : Media.moderation(it.body().get("model").text("stand-in"), texts, script.nextId())
                        .in(manner(wishes));
    }

    private HttpAnswer chat(Asking it) {
        ChatCodec codec = it.dialect().chat();
        if (codec == null) {
            throw notServed(it.request());
        }
        ChatRequest chat = codec.readRequest(it.call(), it.body());
        boolean sse = it.request().parameter("alt").equals("sse");
        return told(it, PromptReader.read(chat, it.body()), chat.stream().isStream(), answer -> {
            Asked asked = new Asked(it.call(), chat, "stand-in", answer.id(), answer.created(), sse);
            return new Worded(() -> codec.writeAnswer(answer, asked), () -> codec.answerWriter(asked));
        });
    }

    private HttpAnswer completion(Asking it) {
        return told(it, Completions.prompt(it.body()), Completions.streams(it.family(), it.body()), answer -> {
            Supplier<Completions> wording = () -> new Completions(
                    it.family(), it.body(), answer, failure -> it.dialect().failureBody(failure, answer.id()));
            return new Worded(() -> wording.get().whole(), wording);
        });
    }

    /** An answer in the words of a dialect, whole or as a stream. */
    private record Worded(Supplier<byte[]> whole, Supplier<? extends AnswerWriter> stream) {}

    private HttpAnswer told(Asking it, Prompt prompt, boolean stream, Function<Answer, Worded> wording) {
        Directives wishes = it.wishes(prompt.toolResult() == null ? prompt.text() : "");
        Manner manner = manner(wishes);
        if (wishes.has("error")) {
            return refused(it.family(), wanted(wishes), manner);
        }
        Family family = it.family();
        Answer answer = script.reply(family, prompt, wishes);
        Worded worded = wording.apply(answer);
        Map<String, String> headers = Map.of(family.idHeader(), answer.id());
        if (!stream) {
            return new Whole(200, "application/json", headers, worded.whole().get(), manner);
        }
        Telling telling = new Telling(answer, settings.eventTokens(), worded.stream());
        Flux<byte[]> frames = wishes.has("errorafter")
                ? telling.framesUpTo(
                        wishes.number("errorafter", 1, MOST_EVENTS), family.failure(new Refusal(503, BROKEN_OFF)))
                : telling.frames();
        return new Told(telling.contentType(), headers, frames, manner);
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
