package ai.gateway.app.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStart;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlockStart;
import tools.jackson.core.JacksonException;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the events of ConverseStream together, for which the AWS SDK has nothing of its own. */
final class ConverseChunks {

    /** A block under way. */
    private static final class Block {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thought = new StringBuilder();
        private final StringBuilder input = new StringBuilder();
        private @Nullable String signature;
        private @Nullable SdkBytes hidden;
        private @Nullable ToolUseBlockStart call;

        ContentBlock whole() {
            if (call != null) {
                Object arguments = arguments(input.toString());
                return ContentBlock.fromToolUse(use -> use.toolUseId(call.toolUseId())
                        .name(call.name())
                        .type(call.type())
                        .input(Values.document(arguments)));
            }
            if (hidden != null) {
                return ContentBlock.fromReasoningContent(ReasoningContentBlock.fromRedactedContent(hidden));
            }
            if (!thought.isEmpty() || signature != null) {
                return ContentBlock.fromReasoningContent(ReasoningContentBlock.fromReasoningText(
                        told -> told.text(thought.toString()).signature(signature)));
            }
            return ContentBlock.fromText(text.toString());
        }
    }

    /** A model that was cut in the middle of them leaves no JSON. */
    private static Object arguments(String told) {
        try {
            return told.isEmpty() ? Map.of() : Values.MAPPER.readValue(told, Object.class);
        } catch (JacksonException cut) {
            return told;
        }
    }

    private final SortedMap<Integer, Block> blocks = new TreeMap<>();
    private String stop = "";
    private @Nullable TokenUsage usage;

    ConverseStreamResponseHandler handler() {
        return ConverseStreamResponseHandler.builder()
                .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockStart(event -> begin(event.contentBlockIndex(), event.start()))
                        .onContentBlockDelta(this::add)
                        .onMessageStop(event -> stop = event.stopReasonAsString())
                        .onMetadata(event -> usage = event.usage())
                        .build())
                .build();
    }

    /** To be asked when the stream is over. */
    ConverseResponse response() {
        List<ContentBlock> content = blocks.values().stream().map(Block::whole).toList();
        return ConverseResponse.builder()
                .output(output -> output.message(Message.builder()
                        .role(ConversationRole.ASSISTANT)
                        .content(content)
                        .build()))
                .stopReason(stop)
                .usage(usage)
                .build();
    }

    private void begin(int index, ContentBlockStart start) {
        block(index).call = start.toolUse();
    }

    private void add(ContentBlockDeltaEvent event) {
        Block block = block(event.contentBlockIndex());
        ContentBlockDelta delta = event.delta();
        if (delta.text() != null) {
            block.text.append(delta.text());
        }
        if (delta.toolUse() != null) {
            block.input.append(delta.toolUse().input());
        }
        ReasoningContentBlockDelta thought = delta.reasoningContent();
        if (thought != null && thought.text() != null) {
            block.thought.append(thought.text());
        }
        if (thought != null && thought.signature() != null) {
            block.signature = thought.signature();
        }
        if (thought != null && thought.redactedContent() != null) {
            block.hidden = thought.redactedContent();
        }
    }

    private Block block(int index) {
        return blocks.computeIfAbsent(index, number -> new Block());
    }
}
