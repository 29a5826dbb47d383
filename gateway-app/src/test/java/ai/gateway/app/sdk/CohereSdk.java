package ai.gateway.app.sdk;

import ai.gateway.app.sdk.Question.Wish;
import ai.gateway.app.sdk.Said.Called;
import ai.gateway.app.sdk.Said.Tokens;
import com.cohere.api.Cohere;
import com.cohere.api.core.CohereApiException;
import com.cohere.api.errors.BadRequestError;
import com.cohere.api.errors.InternalServerError;
import com.cohere.api.errors.NotFoundError;
import com.cohere.api.errors.ServiceUnavailableError;
import com.cohere.api.errors.TooManyRequestsError;
import com.cohere.api.errors.UnauthorizedError;
import com.cohere.api.resources.v2.requests.V2ChatRequest;
import com.cohere.api.resources.v2.requests.V2ChatStreamRequest;
import com.cohere.api.resources.v2.types.V2ChatResponse;
import com.cohere.api.resources.v2.types.V2ChatStreamResponse;
import com.cohere.api.types.AssistantMessage;
import com.cohere.api.types.AssistantMessageResponse;
import com.cohere.api.types.AssistantMessageResponseContentItem;
import com.cohere.api.types.AssistantMessageV2Content;
import com.cohere.api.types.AssistantMessageV2ContentItem;
import com.cohere.api.types.ChatMessageV2;
import com.cohere.api.types.ChatTextContent;
import com.cohere.api.types.Content;
import com.cohere.api.types.ImageContent;
import com.cohere.api.types.ImageUrl;
import com.cohere.api.types.JsonResponseFormatV2;
import com.cohere.api.types.ResponseFormatV2;
import com.cohere.api.types.SystemMessageV2;
import com.cohere.api.types.SystemMessageV2Content;
import com.cohere.api.types.Thinking;
import com.cohere.api.types.ThinkingType;
import com.cohere.api.types.ToolCallV2;
import com.cohere.api.types.ToolMessageV2;
import com.cohere.api.types.ToolMessageV2Content;
import com.cohere.api.types.ToolV2;
import com.cohere.api.types.ToolV2Function;
import com.cohere.api.types.Usage;
import com.cohere.api.types.UserMessageV2;
import com.cohere.api.types.UserMessageV2Content;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** cohere-java with version 2 of Chat. */
final class CohereSdk implements Sdk {

    private final Cohere client;

    CohereSdk(int port) {
        client = Cohere.builder()
                .token("client-key")
                .url("http://127.0.0.1:" + port)
                .maxRetries(0)
                .build();
    }

    @Override
    public String dialect() {
        return "cohere";
    }

    @Override
    public String title() {
        return "cohere-java, Chat v2";
    }

    @Override
    public Said ask(Question question) {
        V2ChatResponse answer = client.v2().chat(request(question));
        return said(answer.getMessage(), answer.getFinishReason().toString(), answer.getUsage());
    }

    @Override
    public Said stream(Question question) {
        CohereChunks chunks = new CohereChunks();
        for (V2ChatStreamResponse event : client.v2().chatStream(streamed(question))) {
            chunks.accept(event);
        }
        return said(chunks.message(), chunks.finish(), chunks.usage());
    }

    @Override
    public void hangUp(Question question) {
        Iterable<V2ChatStreamResponse> events = client.v2().chatStream(streamed(question));
        Iterator<V2ChatStreamResponse> each = events.iterator();
        while (!each.next().isContentDelta()) {
            continue;
        }
        try {
            ((Closeable) events).close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Class<? extends Throwable> exception(int status) {
        return switch (status) {
            case 400 -> BadRequestError.class;
            case 401 -> UnauthorizedError.class;
            case 404 -> NotFoundError.class;
            case 429 -> TooManyRequestsError.class;
            case 500 -> InternalServerError.class;
            case 503 -> ServiceUnavailableError.class;
            default -> CohereApiException.class;
        };
    }

    @Override
    public int status(Throwable raised) {
        return ((CohereApiException) raised).statusCode();
    }

    @Override
    public void close() {}

    private static V2ChatStreamRequest streamed(Question question) {
        V2ChatRequest whole = request(question);
        return V2ChatStreamRequest.builder()
                .model(whole.getModel())
                .messages(whole.getMessages())
                .tools(whole.getTools())
                .responseFormat(whole.getResponseFormat())
                .maxTokens(whole.getMaxTokens())
                .thinking(whole.getThinking())
                .build();
    }

    private static V2ChatRequest request(Question question) {
        V2ChatRequest._FinalStage request = V2ChatRequest.builder()
                .model(question.model())
                .messages(messages(question))
                .maxTokens(Question.MOST_TOKENS);
        if (question.wants(Wish.TOOLS)) {
            request.tools(List.of(ToolV2.builder()
                    .function(ToolV2Function.builder()
                            .name(Question.TOOL)
                            .description(Question.ABOUT_TOOL)
                            .parameters(Question.SCHEMA)
                            .build())
                    .build()));
        }
        if (question.wants(Wish.SCHEMA)) {
            request.responseFormat(ResponseFormatV2.jsonObject(
                    JsonResponseFormatV2.builder().jsonSchema(Question.SCHEMA).build()));
        }
        if (question.wants(Wish.THOUGHTS)) {
            request.thinking(Thinking.builder()
                    .type(ThinkingType.ENABLED)
                    .tokenBudget(2048)
                    .build());
        }
        return request.build();
    }

    private static List<ChatMessageV2> messages(Question question) {
        List<ChatMessageV2> messages = new ArrayList<>();
        messages.add(ChatMessageV2.system(SystemMessageV2.builder()
                .content(SystemMessageV2Content.of(Question.SYSTEM))
                .build()));
        messages.add(user(
                question.wants(Wish.IMAGE)
                        ? UserMessageV2Content.of(List.of(text(Question.PROMPT), image()))
                        : UserMessageV2Content.of(Question.PROMPT)));
        Said before = question.before();
        if (before != null) {
            messages.add(ChatMessageV2.assistant((AssistantMessage) before.turn()));
            for (int i = 0; i < question.results().size(); i++) {
                messages.add(ChatMessageV2.tool(ToolMessageV2.builder()
                        .toolCallId(before.calls().get(i).id())
                        .content(ToolMessageV2Content.of(question.results().get(i)))
                        .build()));
            }
            if (question.results().isEmpty()) {
                messages.add(user(UserMessageV2Content.of(Question.NEXT)));
            }
        }
        return messages;
    }

    private static ChatMessageV2 user(UserMessageV2Content content) {
        return ChatMessageV2.user(UserMessageV2.builder().content(content).build());
    }

    private static Content text(String text) {
        return Content.text(ChatTextContent.builder().text(text).build());
    }

    private static Content image() {
        return Content.imageUrl(ImageContent.builder()
                .imageUrl(ImageUrl.builder().url(Question.imageUrl()).build())
                .build());
    }

    private static Said said(AssistantMessageResponse message, String stop, Optional<Usage> usage) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        for (AssistantMessageResponseContentItem part : message.getContent().orElse(List.of())) {
            part.getText().ifPresent(told -> text.append(told.getText()));
            part.getThinking().ifPresent(told -> thoughts.append(told.getThinking()));
        }
        List<Called> calls = message.getToolCalls().orElse(List.of()).stream()
                .map(CohereSdk::called)
                .toList();
        Tokens tokens = usage.flatMap(Usage::getTokens)
                .map(each -> new Tokens(
                        each.getInputTokens().orElse(-1.0).longValue(),
                        each.getOutputTokens().orElse(-1.0).longValue()))
                .orElse(new Tokens(-1, -1));
        return new Said(text.toString(), thoughts.toString(), calls, stop, tokens, turn(message));
    }

    private static Called called(ToolCallV2 call) {
        return new Called(
                call.getId(),
                call.getFunction().flatMap(function -> function.getName()).orElse(""),
                call.getFunction().flatMap(function -> function.getArguments()).orElse(""));
    }

    /**
     * Calls are built anew. Those that the SDK has read it writes with {@code type} twice, and the gateway takes no JSON that
     * says a thing twice.
     */
    private static AssistantMessage turn(AssistantMessageResponse message) {
        return AssistantMessage.builder()
                .toolCalls(message.getToolCalls()
                        .map(calls -> calls.stream().map(CohereSdk::anew).toList()))
                .toolPlan(message.getToolPlan())
                .content(message.getContent()
                        .filter(parts -> !parts.isEmpty())
                        .map(parts -> AssistantMessageV2Content.of(
                                parts.stream().map(CohereSdk::said).toList())))
                .build();
    }

    private static ToolCallV2 anew(ToolCallV2 call) {
        ToolCallV2._FinalStage anew = ToolCallV2.builder().id(call.getId()).function(call.getFunction());
        return anew.build();
    }

    private static AssistantMessageV2ContentItem said(AssistantMessageResponseContentItem part) {
        return part.getText()
                .map(AssistantMessageV2ContentItem::text)
                .orElseGet(() -> AssistantMessageV2ContentItem.thinking(
                        part.getThinking().orElseThrow()));
    }
}
