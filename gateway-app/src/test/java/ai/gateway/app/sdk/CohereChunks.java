package ai.gateway.app.sdk;

import com.cohere.api.core.ObjectMappers;
import com.cohere.api.resources.v2.types.V2ChatStreamResponse;
import com.cohere.api.types.AssistantMessageResponse;
import com.cohere.api.types.AssistantMessageResponseContentItem;
import com.cohere.api.types.ChatFinishReason;
import com.cohere.api.types.ToolCallV2;
import com.cohere.api.types.ToolCallV2Function;
import com.cohere.api.types.Usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the events of a chat together, for which cohere-java has nothing of its own. An end that tells of an error is raised:
 * the API has no other event for it, and the SDK hands it on as it is.
 */
final class CohereChunks {

    /** What the end of a stream says went wrong. */
    static final class EndedInError extends RuntimeException {
        EndedInError(String message) {
            super(message);
        }
    }

    private final SortedMap<Integer, StringBuilder> texts = new TreeMap<>();
    private final SortedMap<Integer, StringBuilder> thoughts = new TreeMap<>();
    private final SortedMap<Integer, ToolCallV2> calls = new TreeMap<>();
    private final SortedMap<Integer, StringBuilder> arguments = new TreeMap<>();
    private final Map<Integer, Map<String, Object>> more = new HashMap<>();
    private final StringBuilder plan = new StringBuilder();
    private Optional<ChatFinishReason> finish = Optional.empty();
    private Optional<Usage> usage = Optional.empty();

    void accept(V2ChatStreamResponse event) {
        event.getContentDelta().ifPresent(delta -> {
            int index = delta.getIndex().orElseThrow();
            delta.getDelta()
                    .flatMap(each -> each.getMessage())
                    .flatMap(each -> each.getContent())
                    .ifPresent(content -> {
                        content.getText().ifPresent(text -> at(texts, index).append(text));
                        content.getThinking()
                                .ifPresent(text -> at(thoughts, index).append(text));
                        more(index).putAll(content.getAdditionalProperties());
                    });
        });
        event.getToolPlanDelta()
                .flatMap(delta -> delta.getDelta())
                .flatMap(delta -> delta.getMessage())
                .flatMap(message -> message.getToolPlan())
                .ifPresent(plan::append);
        event.getToolCallStart()
                .ifPresent(start -> calls.put(
                        start.getIndex().orElseThrow(),
                        start.getDelta()
                                .flatMap(delta -> delta.getMessage())
                                .flatMap(message -> message.getToolCalls())
                                .orElseThrow()));
        event.getToolCallDelta()
                .ifPresent(piece -> piece.getDelta()
                        .flatMap(delta -> delta.getMessage())
                        .flatMap(message -> message.getToolCalls())
                        .flatMap(call -> call.getFunction())
                        .flatMap(function -> function.getArguments())
                        .ifPresent(text ->
                                at(arguments, piece.getIndex().orElseThrow()).append(text)));
        event.getMessageEnd().flatMap(end -> end.getDelta()).ifPresent(end -> {
            if (end.getError().isPresent()) {
                throw new EndedInError(end.getError().orElseThrow());
            }
            finish = end.getFinishReason();
            usage = end.getUsage();
        });
    }

    AssistantMessageResponse message() {
        List<AssistantMessageResponseContentItem> content = new ArrayList<>();
        thoughts.forEach((index, text) -> content.add(item("thinking", text, index)));
        texts.forEach((index, text) -> content.add(item("text", text, index)));
        List<ToolCallV2> called = new ArrayList<>();
        for (Map.Entry<Integer, ToolCallV2> call : calls.entrySet()) {
            called.add(ToolCallV2.builder()
                    .id(call.getValue().getId())
                    .function(ToolCallV2Function.builder()
                            .name(call.getValue().getFunction().flatMap(ToolCallV2Function::getName))
                            .arguments(at(arguments, call.getKey()).toString())
                            .build())
                    .build());
        }
        AssistantMessageResponse.Builder message = AssistantMessageResponse.builder();
        if (!content.isEmpty()) {
            message.content(content);
        }
        if (!called.isEmpty()) {
            message.toolCalls(called).toolPlan(plan.toString());
        }
        return message.build();
    }

    String finish() {
        return finish.map(ChatFinishReason::toString).orElse("");
    }

    Optional<Usage> usage() {
        return usage;
    }

    /** The SDK's builders take no members that it does not know; its JSON does. */
    private AssistantMessageResponseContentItem item(String type, StringBuilder text, int index) {
        Map<String, Object> item = new HashMap<>(more(index));
        item.put("type", type);
        item.put(type, text.toString());
        return ObjectMappers.JSON_MAPPER.convertValue(item, AssistantMessageResponseContentItem.class);
    }

    /** What the SDK does not know is of use to nobody but the gateway, in the next turn. */
    private Map<String, Object> more(int index) {
        return more.computeIfAbsent(index, number -> new HashMap<>());
    }

    private static StringBuilder at(SortedMap<Integer, StringBuilder> blocks, int index) {
        return blocks.computeIfAbsent(index, number -> new StringBuilder());
    }
}
