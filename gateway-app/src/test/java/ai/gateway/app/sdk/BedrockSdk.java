package ai.gateway.app.sdk;

import ai.gateway.app.sdk.Question.Wish;
import ai.gateway.app.sdk.Said.Called;
import ai.gateway.app.sdk.Said.Tokens;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ImageFormat;
import software.amazon.awssdk.services.bedrockruntime.model.ImageSource;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.OutputConfig;
import software.amazon.awssdk.services.bedrockruntime.model.OutputFormatStructure;
import software.amazon.awssdk.services.bedrockruntime.model.OutputFormatType;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseType;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The AWS SDK. Only its asynchronous client has ConverseStream; as it comes, it speaks HTTP/2 and nothing else, to an address
 * without TLS from the first byte.
 */
final class BedrockSdk implements Sdk {

    private final String title;
    private final Function<ConverseRequest, ConverseResponse> whole;
    private final BedrockRuntimeAsyncClient async;
    private final List<SdkAutoCloseable> closed;

    private BedrockSdk(
            String title,
            Function<ConverseRequest, ConverseResponse> whole,
            BedrockRuntimeAsyncClient async,
            SdkAutoCloseable... closed) {
        this.title = title;
        this.whole = whole;
        this.async = async;
        this.closed = List.of(closed);
    }

    /** The clients as they come: the blocking one for whole answers. */
    static BedrockSdk asItComes(int port) {
        BedrockRuntimeClient client =
                configured(BedrockRuntimeClient.builder(), port).build();
        BedrockRuntimeAsyncClient async =
                configured(BedrockRuntimeAsyncClient.builder(), port).build();
        return new BedrockSdk(
                "AWS SDK, Converse (blocking) and ConverseStream", client::converse, async, client, async);
    }

    /** The asynchronous client for both, told to speak HTTP/1.1. */
    static BedrockSdk overHttp1(int port) {
        SdkAsyncHttpClient http =
                NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).build();
        BedrockRuntimeAsyncClient async = configured(BedrockRuntimeAsyncClient.builder(), port)
                .httpClient(http)
                .build();
        Function<ConverseRequest, ConverseResponse> whole = request -> joined(async.converse(request));
        return new BedrockSdk("AWS SDK, asynchronous, over HTTP/1.1", whole, async, async, http);
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, int port) {
        return builder.endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("client", "secret")))
                .overrideConfiguration(all -> all.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    @Override
    public String dialect() {
        return "bedrock";
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Said ask(Question question) {
        return said(whole.apply(request(question)));
    }

    @Override
    public Said stream(Question question) {
        ConverseChunks chunks = new ConverseChunks();
        joined(async.converseStream(streamed(question), chunks.handler()));
        return said(chunks.response());
    }

    @Override
    public void hangUp(Question question) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> call = async.converseStream(
                streamed(question),
                ConverseStreamResponseHandler.builder()
                        .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                                .onContentBlockDelta(delta -> begun.countDown())
                                .build())
                        .build());
        try {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        call.cancel(/* mayInterruptIfRunning= */ true);
    }

    @Override
    public Class<? extends Throwable> exception(int status) {
        return switch (status) {
            case 400 -> ValidationException.class;
            case 404 -> ResourceNotFoundException.class;
            case 429 -> ThrottlingException.class;
            case 500 -> InternalServerException.class;
            case 503 -> ServiceUnavailableException.class;
            default -> BedrockRuntimeException.class;
        };
    }

    @Override
    public int status(Throwable raised) {
        return ((AwsServiceException) raised).statusCode();
    }

    @Override
    public void close() {
        closed.forEach(SdkAutoCloseable::close);
    }

    private static <T> T joined(CompletableFuture<T> call) {
        try {
            return call.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException raised ? raised : failed;
        }
    }

    private static ConverseStreamRequest streamed(Question question) {
        ConverseRequest whole = request(question);
        return ConverseStreamRequest.builder()
                .modelId(whole.modelId())
                .system(whole.system())
                .messages(whole.messages())
                .inferenceConfig(whole.inferenceConfig())
                .toolConfig(whole.toolConfig())
                .outputConfig(whole.outputConfig())
                .additionalModelRequestFields(whole.additionalModelRequestFields())
                .build();
    }

    private static ConverseRequest request(Question question) {
        ConverseRequest.Builder request = ConverseRequest.builder()
                .modelId(question.model())
                .system(SystemContentBlock.fromText(Question.SYSTEM))
                .messages(messages(question))
                .inferenceConfig(InferenceConfiguration.builder()
                        .maxTokens(Question.MOST_TOKENS)
                        .build());
        if (question.wants(Wish.TOOLS)) {
            request.toolConfig(ToolConfiguration.builder()
                    .tools(Tool.fromToolSpec(spec -> spec.name(Question.TOOL)
                            .description(Question.ABOUT_TOOL)
                            .inputSchema(ToolInputSchema.fromJson(Values.document(Question.SCHEMA)))))
                    .build());
        }
        if (question.wants(Wish.SCHEMA)) {
            request.outputConfig(OutputConfig.builder()
                    .textFormat(format -> format.type(OutputFormatType.JSON_SCHEMA)
                            .structure(OutputFormatStructure.fromJsonSchema(
                                    schema -> schema.name("place").schema(Values.json(Question.SCHEMA)))))
                    .build());
        }
        if (question.wants(Wish.THOUGHTS)) {
            request.additionalModelRequestFields(
                    Values.document(Map.of("thinking", Map.of("type", "enabled", "budget_tokens", 2048))));
        }
        return request.build();
    }

    private static List<Message> messages(Question question) {
        List<ContentBlock> user = new ArrayList<>();
        user.add(ContentBlock.fromText(Question.PROMPT));
        if (question.wants(Wish.IMAGE)) {
            user.add(ContentBlock.fromImage(image -> image.format(ImageFormat.PNG)
                    .source(ImageSource.fromBytes(SdkBytes.fromByteArray(Question.image())))));
        }
        List<Message> messages = new ArrayList<>();
        messages.add(message(user));
        Said before = question.before();
        if (before != null) {
            messages.add((Message) before.turn());
            messages.add(message(next(question, before)));
        }
        return messages;
    }

    private static Message message(List<ContentBlock> content) {
        return Message.builder().role(ConversationRole.USER).content(content).build();
    }

    private static List<ContentBlock> next(Question question, Said before) {
        List<ContentBlock> content = new ArrayList<>();
        for (int i = 0; i < question.results().size(); i++) {
            String id = before.calls().get(i).id();
            String told = question.results().get(i);
            content.add(ContentBlock.fromToolResult(
                    result -> result.toolUseId(id).content(ToolResultContentBlock.fromText(told))));
        }
        if (content.isEmpty()) {
            content.add(ContentBlock.fromText(Question.NEXT));
        }
        return content;
    }

    private static Said said(ConverseResponse response) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        List<Called> calls = new ArrayList<>();
        Message message = response.output().message();
        for (ContentBlock block : message.content()) {
            if (block.text() != null) {
                text.append(block.text());
            }
            if (block.citationsContent() != null) {
                block.citationsContent().content().forEach(cited -> text.append(cited.text()));
            }
            if (block.reasoningContent() != null && block.reasoningContent().reasoningText() != null) {
                thoughts.append(block.reasoningContent().reasoningText().text());
            }
            ToolUseBlock call = block.toolUse();
            if (call != null && call.type() != ToolUseType.SERVER_TOOL_USE) {
                calls.add(new Called(call.toolUseId(), call.name(), Values.json(Values.plain(call.input()))));
            }
        }
        TokenUsage usage = response.usage();
        Tokens tokens = usage == null ? new Tokens(-1, -1) : new Tokens(usage.inputTokens(), usage.outputTokens());
        return new Said(text.toString(), thoughts.toString(), calls, response.stopReasonAsString(), tokens, message);
    }
}
