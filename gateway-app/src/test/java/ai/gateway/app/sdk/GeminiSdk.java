package ai.gateway.app.sdk;

import ai.gateway.app.sdk.Question.Wish;
import ai.gateway.app.sdk.Said.Called;
import ai.gateway.app.sdk.Said.Tokens;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.ServerException;
import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** google-genai with generateContent. */
final class GeminiSdk implements Sdk {

    private final Client client;

    GeminiSdk(int port) {
        client = Client.builder()
                .apiKey("client-key")
                .httpOptions(HttpOptions.builder()
                        .baseUrl("http://127.0.0.1:" + port)
                        .retryOptions(HttpRetryOptions.builder()
                                .attempts(1)
                                .initialDelay(0.0)
                                .jitter(0.0))
                        .build())
                .build();
    }

    @Override
    public String dialect() {
        return "gemini";
    }

    @Override
    public String title() {
        return "google-genai, generateContent";
    }

    @Override
    public String relayed(String path) {
        return path.replace("/v1beta/", "/v1/");
    }

    @Override
    public Said ask(Question question) {
        Reading reading = new Reading();
        reading.accept(client.models.generateContent(question.model(), contents(question), config(question)));
        return reading.said();
    }

    @Override
    public Said stream(Question question) {
        Reading reading = new Reading();
        try (ResponseStream<GenerateContentResponse> chunks = chunks(question)) {
            chunks.forEach(reading::accept);
        }
        return reading.said();
    }

    @Override
    public void hangUp(Question question) {
        try (ResponseStream<GenerateContentResponse> chunks = chunks(question)) {
            chunks.iterator().next();
        }
    }

    @Override
    public Class<? extends Throwable> exception(int status) {
        return status < 500 ? ClientException.class : ServerException.class;
    }

    @Override
    public int status(Throwable raised) {
        return ((ApiException) raised).code();
    }

    @Override
    public void close() {
        client.close();
    }

    private ResponseStream<GenerateContentResponse> chunks(Question question) {
        return client.models.generateContentStream(question.model(), contents(question), config(question));
    }

    private static List<Content> contents(Question question) {
        List<Part> user = new ArrayList<>();
        user.add(Part.fromText(Question.PROMPT));
        if (question.wants(Wish.IMAGE)) {
            user.add(Part.fromBytes(Question.image(), "image/png"));
        }
        List<Content> contents = new ArrayList<>();
        contents.add(Content.builder().role("user").parts(user).build());
        Said before = question.before();
        if (before != null) {
            contents.add((Content) before.turn());
            contents.add(
                    Content.builder().role("user").parts(next(question, before)).build());
        }
        return contents;
    }

    private static List<Part> next(Question question, Said before) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < question.results().size(); i++) {
            Called call = before.calls().get(i);
            FunctionResponse.Builder response = FunctionResponse.builder()
                    .name(call.name())
                    .response(Map.of("output", question.results().get(i)));
            if (!call.id().isEmpty()) {
                response.id(call.id());
            }
            parts.add(Part.builder().functionResponse(response.build()).build());
        }
        if (parts.isEmpty()) {
            parts.add(Part.fromText(Question.NEXT));
        }
        return parts;
    }

    private static GenerateContentConfig config(Question question) {
        GenerateContentConfig.Builder config = GenerateContentConfig.builder()
                .systemInstruction(Content.fromParts(Part.fromText(Question.SYSTEM)))
                .maxOutputTokens(Question.MOST_TOKENS);
        if (question.wants(Wish.TOOLS)) {
            config.tools(Tool.builder()
                    .functionDeclarations(FunctionDeclaration.builder()
                            .name(Question.TOOL)
                            .description(Question.ABOUT_TOOL)
                            .parametersJsonSchema(Question.SCHEMA)
                            .build())
                    .build());
        }
        if (question.wants(Wish.SCHEMA)) {
            config.responseMimeType("application/json").responseJsonSchema(Question.SCHEMA);
        }
        if (question.wants(Wish.THOUGHTS)) {
            config.thinkingConfig(ThinkingConfig.builder().includeThoughts(true).thinkingBudget(2048));
        }
        return config.build();
    }

    /** The SDK has nothing that puts chunks together: the parts of all of them make the turn. */
    private static final class Reading {

        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thoughts = new StringBuilder();
        private final List<Called> calls = new ArrayList<>();
        private final List<Part> turn = new ArrayList<>();
        private @Nullable FinishReason finish;
        private Tokens tokens = new Tokens(-1, -1);

        void accept(GenerateContentResponse response) {
            for (Part part : parts(response)) {
                boolean thought = part.thought().orElse(false);
                part.text().ifPresent(thought ? thoughts::append : text::append);
                part.functionCall().ifPresent(this::call);
                turn.add(part);
            }
            first(response).flatMap(Candidate::finishReason).ifPresent(reason -> finish = reason);
            response.usageMetadata()
                    .ifPresent(usage -> tokens = new Tokens(
                            usage.promptTokenCount().orElse(-1),
                            usage.candidatesTokenCount().orElse(0)
                                    + usage.thoughtsTokenCount().orElse(0)));
        }

        /** The SDK's own short cut to them raises where an answer was cut for what it says. */
        private static List<Part> parts(GenerateContentResponse response) {
            return first(response)
                    .flatMap(Candidate::content)
                    .flatMap(Content::parts)
                    .orElse(List.of());
        }

        private static Optional<Candidate> first(GenerateContentResponse response) {
            return response.candidates().orElse(List.of()).stream()
                    .filter(candidate -> candidate.index().orElse(0) == 0)
                    .findFirst();
        }

        private void call(FunctionCall call) {
            calls.add(new Called(
                    call.id().orElse(""),
                    call.name().orElse(""),
                    Values.json(call.args().orElse(Map.of()))));
        }

        Said said() {
            return new Said(
                    text.toString(),
                    thoughts.toString(),
                    calls,
                    finish == null ? "" : finish.toString(),
                    tokens,
                    Content.builder().role("model").parts(turn).build());
        }
    }
}
