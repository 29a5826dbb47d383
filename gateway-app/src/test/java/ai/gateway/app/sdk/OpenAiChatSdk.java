package ai.gateway.app.sdk;

import ai.gateway.app.sdk.Question.Wish;
import ai.gateway.app.sdk.Said.Called;
import ai.gateway.app.sdk.Said.Tokens;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** openai-java with Chat Completions. Thoughts are no part of that API; they come and go in the members that others have added. */
final class OpenAiChatSdk implements Sdk {

    private static final String THOUGHTS = "reasoning_content";
    private static final String DETAILS = "reasoning_details";

    private final OpenAIClient client;

    OpenAiChatSdk(int port, Trust trust) {
        client = client(port, trust);
    }

    static OpenAIClient client(int port, Trust trust) {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + port + "/v1")
                .apiKey("sk-client")
                .maxRetries(0)
                .responseValidation(trust == Trust.NONE)
                .build();
    }

    @Override
    public String dialect() {
        return "openai";
    }

    @Override
    public String title() {
        return "openai-java, Chat Completions";
    }

    @Override
    public Said ask(Question question) {
        ChatCompletion answer =
                client.chat().completions().create(params(question).build());
        ChatCompletionMessage message = answer.choices().get(0).message();
        return said(answer, more(message));
    }

    @Override
    public Said stream(Question question) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        List<JsonValue> details = new ArrayList<>();
        Map<String, JsonValue> all = new HashMap<>();
        try (StreamResponse<ChatCompletionChunk> chunks = chunks(question)) {
            chunks.stream().forEach(chunk -> {
                whole.accumulate(chunk);
                chunk.choices().stream().filter(choice -> choice.index() == 0).forEach(choice -> {
                    choice.delta().content().ifPresent(text::append);
                    Map<String, JsonValue> more = more(choice.delta());
                    all.putAll(more);
                    thoughts.append(thoughts(more));
                    if (more.containsKey(DETAILS)) {
                        details.add(more.get(DETAILS));
                    }
                });
            });
        }
        ChatCompletion answer = whole.chatCompletion();
        assertThat(answer.choices().get(0).message().content().orElse("")).isEqualTo(text.toString());
        if (!thoughts.isEmpty()) {
            all.put(THOUGHTS, JsonValue.from(thoughts.toString()));
        }
        if (!details.isEmpty()) {
            all.put(
                    DETAILS,
                    JsonValue.from(details.stream()
                            .flatMap(each -> Stream.of(each.convert(Object[].class)))
                            .toList()));
        }
        return said(answer, all);
    }

    @Override
    public void hangUp(Question question) {
        try (StreamResponse<ChatCompletionChunk> chunks = chunks(question)) {
            chunks.stream()
                    .filter(chunk -> chunk.choices().stream()
                            .anyMatch(choice ->
                                    !choice.delta().content().orElse("").isEmpty()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public Class<? extends Throwable> exception(int status) {
        return exceptionOf(status);
    }

    static Class<? extends Throwable> exceptionOf(int status) {
        return switch (status) {
            case 400 -> BadRequestException.class;
            case 401 -> UnauthorizedException.class;
            case 404 -> NotFoundException.class;
            case 429 -> RateLimitException.class;
            default -> InternalServerException.class;
        };
    }

    @Override
    public int status(Throwable raised) {
        return ((OpenAIServiceException) raised).statusCode();
    }

    @Override
    public void close() {
        client.close();
    }

    private StreamResponse<ChatCompletionChunk> chunks(Question question) {
        return client.chat()
                .completions()
                .createStreaming(params(question)
                        .streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build());
    }

    private static ChatCompletionCreateParams.Builder params(Question question) {
        ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder()
                .model(question.model())
                .addSystemMessage(Question.SYSTEM)
                .maxCompletionTokens(Question.MOST_TOKENS);
        if (question.wants(Wish.IMAGE)) {
            params.addUserMessageOfArrayOfContentParts(List.of(
                    ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                            .text(Question.PROMPT)
                            .build()),
                    ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                            .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                    .url(Question.imageUrl())
                                    .build())
                            .build())));
        } else {
            params.addUserMessage(Question.PROMPT);
        }
        if (question.wants(Wish.TOOLS)) {
            params.addTool(tool());
        }
        if (question.wants(Wish.SCHEMA)) {
            params.responseFormat(format());
        }
        if (question.wants(Wish.THOUGHTS)) {
            params.reasoningEffort(ReasoningEffort.LOW);
        }
        addTurn(params, question);
        return params;
    }

    private static void addTurn(ChatCompletionCreateParams.Builder params, Question question) {
        Said before = question.before();
        if (before == null) {
            return;
        }
        params.addMessage((ChatCompletionAssistantMessageParam) before.turn());
        for (int i = 0; i < question.results().size(); i++) {
            params.addMessage(ChatCompletionToolMessageParam.builder()
                    .toolCallId(before.calls().get(i).id())
                    .content(question.results().get(i))
                    .build());
        }
        if (question.results().isEmpty()) {
            params.addUserMessage(Question.NEXT);
        }
    }

    private static ChatCompletionFunctionTool tool() {
        FunctionParameters.Builder parameters = FunctionParameters.builder();
        Question.SCHEMA.forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name(Question.TOOL)
                        .description(Question.ABOUT_TOOL)
                        .parameters(parameters.build())
                        .build())
                .build();
    }

    private static ResponseFormatJsonSchema format() {
        ResponseFormatJsonSchema.JsonSchema.Schema.Builder schema =
                ResponseFormatJsonSchema.JsonSchema.Schema.builder();
        Question.SCHEMA.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        return ResponseFormatJsonSchema.builder()
                .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                        .name("place")
                        .strict(true)
                        .schema(schema.build())
                        .build())
                .build();
    }

    private static Said said(ChatCompletion answer, Map<String, JsonValue> more) {
        ChatCompletion.Choice choice = answer.choices().get(0);
        ChatCompletionMessage message = choice.message();
        List<Called> calls = new ArrayList<>(older(message));
        message.toolCalls().orElse(List.of()).stream()
                .map(call -> call.asFunction())
                .map(call -> new Called(
                        call.id(), call.function().name(), call.function().arguments()))
                .forEach(calls::add);
        String refusal = message.refusal().orElse("");
        Tokens tokens = answer.usage()
                .map(usage -> new Tokens(usage.promptTokens(), usage.completionTokens()))
                .orElse(new Tokens(-1, -1));
        return new Said(
                message.content().orElse("") + refusal,
                thoughts(more),
                calls,
                choice.finishReason().asString(),
                tokens,
                message.toParam().toBuilder().putAllAdditionalProperties(more).build());
    }

    /** The one call that the API knew before it knew tools. */
    @SuppressWarnings("deprecation")
    private static List<Called> older(ChatCompletionMessage message) {
        return message.functionCall().map(call -> new Called("", call.name(), call.arguments())).stream()
                .toList();
    }

    private static String thoughts(Map<String, JsonValue> more) {
        JsonValue told = more.getOrDefault(THOUGHTS, more.get("reasoning"));
        String text = told == null ? null : told.convert(String.class);
        return text == null ? "" : text;
    }

    /** Deprecated in name only: the one way to members that the SDK does not know. */
    @SuppressWarnings("deprecation")
    private static Map<String, JsonValue> more(ChatCompletionMessage message) {
        return message._additionalProperties();
    }

    @SuppressWarnings("deprecation")
    private static Map<String, JsonValue> more(ChatCompletionChunk.Choice.Delta delta) {
        return delta._additionalProperties();
    }
}
