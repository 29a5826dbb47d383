package ai.gateway.app.sdk;

import ai.gateway.app.sdk.Question.Wish;
import ai.gateway.app.sdk.Said.Called;
import ai.gateway.app.sdk.Said.Tokens;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.OverloadedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** anthropic-java with Messages. */
final class AnthropicSdk implements Sdk {

    private final AnthropicClient client;

    AnthropicSdk(int port, Trust trust) {
        client = AnthropicOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .apiKey("sk-client")
                .maxRetries(0)
                .responseValidation(trust == Trust.NONE)
                .build();
    }

    @Override
    public String dialect() {
        return "anthropic";
    }

    @Override
    public String title() {
        return "anthropic-java, Messages";
    }

    @Override
    public Said ask(Question question) {
        return said(client.messages().create(params(question)));
    }

    @Override
    public Said stream(Question question) {
        MessageAccumulator whole = MessageAccumulator.create();
        StringBuilder text = new StringBuilder();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params(question))) {
            events.stream().forEach(event -> {
                whole.accumulate(event);
                event.contentBlockDelta()
                        .ifPresent(delta -> delta.delta().text().ifPresent(piece -> text.append(piece.text())));
            });
        }
        Said said = said(whole.message());
        assertThat(said.text()).isEqualTo(text.toString());
        return said;
    }

    @Override
    public void hangUp(Question question) {
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params(question))) {
            events.stream()
                    .filter(RawMessageStreamEvent::isContentBlockDelta)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public Class<? extends Throwable> exception(int status) {
        return switch (status) {
            case 400 -> BadRequestException.class;
            case 401 -> UnauthorizedException.class;
            case 404 -> NotFoundException.class;
            case 429 -> RateLimitException.class;
            case 529 -> OverloadedException.class;
            default -> InternalServerException.class;
        };
    }

    @Override
    public int status(Throwable raised) {
        return ((AnthropicServiceException) raised).statusCode();
    }

    @Override
    public void close() {
        client.close();
    }

    private static MessageCreateParams params(Question question) {
        List<ContentBlockParam> user = new ArrayList<>();
        user.add(ContentBlockParam.ofText(Question.PROMPT));
        if (question.wants(Wish.IMAGE)) {
            user.add(ContentBlockParam.ofImage(Base64ImageSource.builder()
                    .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                    .data(Question.PNG)
                    .build()));
        }
        MessageCreateParams.Builder params = MessageCreateParams.builder()
                .model(question.model())
                .maxTokens(Question.MOST_TOKENS)
                .system(Question.SYSTEM)
                .addUserMessageOfContentBlockParams(user);
        if (question.wants(Wish.TOOLS)) {
            params.addTool(tool());
        }
        if (question.wants(Wish.SCHEMA)) {
            params.outputConfig(OutputConfig.builder().format(format()).build());
        }
        if (question.wants(Wish.THOUGHTS)) {
            params.enabledThinking(2048);
        }
        addTurn(params, question);
        return params.build();
    }

    private static void addTurn(MessageCreateParams.Builder params, Question question) {
        Said before = question.before();
        if (before == null) {
            return;
        }
        params.addMessage((MessageParam) before.turn());
        List<ContentBlockParam> user = new ArrayList<>();
        for (int i = 0; i < question.results().size(); i++) {
            user.add(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                    .toolUseId(before.calls().get(i).id())
                    .content(question.results().get(i))
                    .build()));
        }
        if (user.isEmpty()) {
            user.add(ContentBlockParam.ofText(Question.NEXT));
        }
        params.addUserMessageOfContentBlockParams(user);
    }

    private static Tool tool() {
        Tool.InputSchema.Builder schema = Tool.InputSchema.builder();
        Question.SCHEMA.forEach((name, value) -> {
            if (!name.equals("type")) { // which the SDK says by itself
                schema.putAdditionalProperty(name, JsonValue.from(value));
            }
        });
        return Tool.builder()
                .name(Question.TOOL)
                .description(Question.ABOUT_TOOL)
                .inputSchema(schema.build())
                .build();
    }

    private static JsonOutputFormat format() {
        JsonOutputFormat.Schema.Builder schema = JsonOutputFormat.Schema.builder();
        Question.SCHEMA.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        return JsonOutputFormat.builder().schema(schema.build()).build();
    }

    private static Said said(Message message) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        List<Called> calls = new ArrayList<>();
        for (ContentBlock block : message.content()) {
            block.text().ifPresent(told -> text.append(told.text()));
            block.thinking().ifPresent(thought -> thoughts.append(thought.thinking()));
            block.toolUse()
                    .ifPresent(call -> calls.add(new Called(call.id(), call.name(), Values.json(call._input()))));
        }
        return new Said(
                text.toString(),
                thoughts.toString(),
                calls,
                message.stopReason().map(StopReason::asString).orElse(""),
                new Tokens(message.usage().inputTokens(), message.usage().outputTokens()),
                message.toParam());
    }
}
