package ai.gateway.dialect.responses;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.Json;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the items of a streamed response, each by its place in the output: some servers give an item another id in every
 * event.
 */
final class OutputReader {

    /** A place beyond it is nonsense. */
    private static final int MOST = 1 << 16;

    private final Consumer<AnswerEvent> sink;
    private final TreeMap<Integer, OutputItem> items = new TreeMap<>();
    private int blocks;
    private boolean called;
    private boolean refused;

    OutputReader(Consumer<AnswerEvent> sink) {
        this.sink = sink;
    }

    /** One event; of an unknown type there is nothing to read. */
    void read(String type, Json event) {
        OutputItem known = items.get(place(event));
        if (known != null && known.isDone()) {
            return;
        }
        switch (type) {
            case "response.output_item.added" -> open(event, event.get("item"));
            case "response.output_item.done" -> open(event, event.get("item")).complete(event.get("item"));
            case "response.content_part.added", "response.reasoning_part.added" -> part(event);
            case "response.reasoning_summary_part.added" ->
                implied(event, "reasoning").summary(event, "");
            case "response.output_text.delta" -> text(event, "delta");
            case "response.output_text.done" -> text(event, "text");
            case "response.output_text.annotation.added" ->
                implied(event, "message").cite(event, event.get("annotation"));
            case "response.refusal.delta" -> implied(event, "message").refuse(event, "delta");
            case "response.refusal.done" -> implied(event, "message").refuse(event, "refusal");
            case "response.reasoning_summary_text.delta" ->
                implied(event, "reasoning").summary(event, "delta");
            case "response.reasoning_summary_text.done" ->
                implied(event, "reasoning").summary(event, "text");
            case "response.reasoning_text.delta" -> implied(event, "reasoning").thought(event, "delta");
            case "response.reasoning_text.done" -> implied(event, "reasoning").thought(event, "text");
            case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
                arguments(event, "delta");
            case "response.function_call_arguments.done" -> arguments(event, "arguments");
            case "response.custom_tool_call_input.done" -> arguments(event, "input");
            default -> {
                // Progress of a tool of the provider's own, a sign of life, or news that we know nothing of.
            }
        }
    }

    private void part(Json event) {
        Json part = event.get("part");
        switch (part.get("type").text()) {
            case "output_text" -> text(event, "");
            case "refusal" -> implied(event, "message").refuse(event, "");
            case "reasoning_text" -> implied(event, "reasoning").thought(event, "");
            default -> {
                // It is read when it is whole.
            }
        }
    }

    private void text(Json event, String member) {
        implied(event, "message").say(event, member);
    }

    private void arguments(Json event, String member) {
        OutputItem item = items.get(place(event));
        if (item != null) {
            item.arguments(event, member);
        }
    }

    /** The whole output, of which some may have been told. */
    void all(Json output) {
        int place = 0;
        for (Json item : output.items()) {
            open(place++, item).complete(item);
        }
    }

    void end() {
        items.values().forEach(OutputItem::end);
    }

    /** A plain end means more, by what was said. */
    FinishReason reason(FinishReason told) {
        if (refused) {
            return FinishReason.REFUSAL;
        }
        return called && told == FinishReason.STOP ? FinishReason.TOOL_CALLS : told;
    }

    private OutputItem open(Json event, Json item) {
        return open(place(event), item);
    }

    private OutputItem open(int place, Json item) {
        OutputItem open = items.get(place);
        if (open == null) {
            open = new OutputItem(item.get("type").text(), item, this);
            items.put(place, open);
            open.begin(item);
        }
        return open;
    }

    /** An item that no event has begun, but the pieces of which have come. */
    private OutputItem implied(Json event, String type) {
        int place = place(event);
        OutputItem open = items.get(place);
        if (open == null) {
            open = new OutputItem(type, Json.MISSING, this);
            items.put(place, open);
        }
        return open;
    }

    private int place(Json event) {
        Json place = event.get("output_index");
        if (place.isNumber()) {
            return (int) Math.max(0, Math.min(place.number(0), MOST));
        }
        String id = event.get("item_id").text(event.get("item").get("id").text());
        for (Map.Entry<Integer, OutputItem> item : items.entrySet()) {
            if (!id.isEmpty() && item.getValue().is(id)) {
                return item.getKey();
            }
        }
        boolean begins = event.get("item").isObject();
        return items.isEmpty() ? 0 : begins ? items.lastKey() + 1 : items.lastKey();
    }

    /** Begins a block; what it is called by. */
    int begin(Content head) {
        called |= head instanceof Content.ToolCall;
        refused |= head instanceof Content.Refusal;
        sink.accept(new AnswerEvent.BlockBegan(0, blocks, head.head()));
        return blocks++;
    }

    void whole(Content content) {
        Answer.unfold(0, blocks++, content, sink);
    }

    void tell(AnswerEvent event) {
        sink.accept(event);
    }
}
