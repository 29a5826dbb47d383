package ai.gateway.app.sdk;

import ai.gateway.app.sdk.Question.Wish;
import ai.gateway.app.sdk.Said.Called;
import ai.gateway.app.sdk.Said.Tokens;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputText;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextConfig;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** openai-java with Responses. */
final class OpenAiResponsesSdk implements Sdk {

    private final OpenAIClient client;

    OpenAiResponsesSdk(int port, Trust trust) {
        client = OpenAiChatSdk.client(port, trust);
    }

    @Override
    public String dialect() {
        return "responses";
    }

    @Override
    public String title() {
        return "openai-java, Responses";
    }

    @Override
    public Said ask(Question question) {
        return said(client.responses().create(params(question)));
    }

    @Override
    public Said stream(Question question) {
        ResponseAccumulator whole = ResponseAccumulator.create();
        StringBuilder text = new StringBuilder();
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params(question))) {
            events.stream().forEach(event -> {
                whole.accumulate(event);
                event.outputTextDelta().ifPresent(delta -> text.append(delta.delta()));
                event.refusalDelta().ifPresent(delta -> text.append(delta.delta()));
            });
        }
        Said said = said(whole.response());
        assertThat(said.text()).isEqualTo(text.toString());
        return said;
    }

    @Override
    public void hangUp(Question question) {
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params(question))) {
            events.stream()
                    .filter(ResponseStreamEvent::isOutputTextDelta)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public Class<? extends Throwable> exception(int status) {
        return OpenAiChatSdk.exceptionOf(status);
    }

    @Override
    public int status(Throwable raised) {
        return ((OpenAIServiceException) raised).statusCode();
    }

    @Override
    public void close() {
        client.close();
    }

    private static ResponseCreateParams params(Question question) {
        List<ResponseInputItem> input = new ArrayList<>();
        input.add(user(question));
        addTurn(input, question);
        ResponseCreateParams.Builder params = ResponseCreateParams.builder()
                .model(question.model())
                .instructions(Question.SYSTEM)
                .maxOutputTokens(Question.MOST_TOKENS)
                .store(false)
                .inputOfResponse(input);
        if (question.wants(Wish.TOOLS)) {
            params.addTool(tool());
        }
        if (question.wants(Wish.SCHEMA)) {
            params.text(ResponseTextConfig.builder().format(format()).build());
        }
        if (question.wants(Wish.THOUGHTS)) {
            params.addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT)
                    .reasoning(Reasoning.builder()
                            .effort(ReasoningEffort.LOW)
                            .summary(Reasoning.Summary.AUTO)
                            .build());
        }
        return params.build();
    }

    private static ResponseInputItem user(Question question) {
        EasyInputMessage.Builder message = EasyInputMessage.builder().role(EasyInputMessage.Role.USER);
        if (!question.wants(Wish.IMAGE)) {
            return ResponseInputItem.ofEasyInputMessage(
                    message.content(Question.PROMPT).build());
        }
        return ResponseInputItem.ofEasyInputMessage(message.contentOfResponseInputMessageContentList(List.of(
                        ResponseInputContent.ofInputText(ResponseInputText.builder()
                                .text(Question.PROMPT)
                                .build()),
                        ResponseInputContent.ofInputImage(ResponseInputImage.builder()
                                .detail(ResponseInputImage.Detail.AUTO)
                                .imageUrl(Question.imageUrl())
                                .build())))
                .build());
    }

    private static void addTurn(List<ResponseInputItem> input, Question question) {
        Said before = question.before();
        if (before == null) {
            return;
        }
        for (Object item : (List<?>) before.turn()) {
            input.add((ResponseInputItem) item);
        }
        for (int i = 0; i < question.results().size(); i++) {
            input.add(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                    .callId(before.calls().get(i).id())
                    .output(question.results().get(i))
                    .build()));
        }
        if (question.results().isEmpty()) {
            input.add(ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                    .role(EasyInputMessage.Role.USER)
                    .content(Question.NEXT)
                    .build()));
        }
    }

    private static FunctionTool tool() {
        FunctionTool.Parameters.Builder parameters = FunctionTool.Parameters.builder();
        Question.SCHEMA.forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        return FunctionTool.builder()
                .name(Question.TOOL)
                .description(Question.ABOUT_TOOL)
                .strict(true)
                .parameters(parameters.build())
                .build();
    }

    private static ResponseFormatTextJsonSchemaConfig format() {
        ResponseFormatTextJsonSchemaConfig.Schema.Builder schema = ResponseFormatTextJsonSchemaConfig.Schema.builder();
        Question.SCHEMA.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        return ResponseFormatTextJsonSchemaConfig.builder()
                .name("place")
                .schema(schema.build())
                .build();
    }

    private static Said said(Response response) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        List<Called> calls = new ArrayList<>();
        List<ResponseInputItem> turn = new ArrayList<>();
        for (ResponseOutputItem item : response.output()) {
            item.message().ifPresent(message -> {
                message.content().forEach(part -> {
                    part.outputText().ifPresent(told -> text.append(told.text()));
                    part.refusal().ifPresent(told -> text.append(told.refusal()));
                });
                turn.add(ResponseInputItem.ofResponseOutputMessage(message));
            });
            item.reasoning().ifPresent(thought -> {
                thought.summary().forEach(part -> thoughts.append(part.text()));
                turn.add(ResponseInputItem.ofReasoning(thought));
            });
            item.functionCall().ifPresent(call -> {
                calls.add(new Called(call.callId(), call.name(), call.arguments()));
                turn.add(ResponseInputItem.ofFunctionCall(call));
            });
        }
        Tokens tokens = response.usage()
                .map(usage -> new Tokens(usage.inputTokens(), usage.outputTokens()))
                .orElse(new Tokens(-1, -1));
        return new Said(text.toString(), thoughts.toString(), calls, stop(response), tokens, turn);
    }

    private static String stop(Response response) {
        return response.incompleteDetails()
                .flatMap(Response.IncompleteDetails::reason)
                .map(Response.IncompleteDetails.Reason::asString)
                .orElse(response.status().map(ResponseStatus::asString).orElse(""));
    }
}
