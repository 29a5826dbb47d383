package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Fields;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Reads answers: the events of a stream, and whole messages, which are all of their blocks at once. */
final class MessageAnswerReader implements AnswerReader {

    private static final Set<String> KNOWN =
            Set.of("id", "type", "role", "content", "model", "stop_reason", "stop_sequence", "usage");
    private static final Set<String> EARLY = new LinkedHashSet<>(KNOWN);

    static {
        EARLY.addAll(MessageEnd.LATE);
    }

    private final Consumer<AnswerEvent> sink;
    private final MessageBlocks blocks;
    private boolean begun;
    private boolean finished;
    private boolean over;

    MessageAnswerReader(Consumer<AnswerEvent> sink) {
        this.sink = sink;
        this.blocks = new MessageBlocks(sink);
    }

    @Override
    public void frame(String name, Json event) {
        String type = event.get("type").text(name);
        if (over || failed(failure(type, event))) {
            return;
        }
        switch (type) {
            case "message_start" -> begin(event.get("message"));
            case "content_block_start" -> blocks.start(index(event), event.get("content_block"));
            case "content_block_delta" -> blocks.delta(index(event), event.get("delta"));
            case "content_block_stop" -> blocks.stop(index(event));
            case "message_delta" -> {
                usage(event.get("usage"));
                if (event.get("delta").get("stop_reason").isString()) {
                    finish(MessageEnd.streamed(event.get("delta"), event, blocks.hasCalled()));
                }
            }
            case "message_stop" -> end();
            default -> {
                // a ping, or what later versions say besides
            }
        }
    }

    /** A message that is not streamed. */
    void whole(Json message) {
        if (over || failed(Errors.in(message) == null ? null : told(message, Errors.in(message)))) {
            return;
        }
        begin(message);
        long index = 0;
        for (Json block : message.get("content").items()) {
            blocks.start(index, block);
            blocks.stop(index++);
        }
        if (message.get("stop_reason").isString()) {
            finish(MessageEnd.whole(message, blocks.hasCalled()));
        }
    }

    @Override
    public void end() {
        if (!over) {
            over = true;
            blocks.end();
            sink.accept(new AnswerEvent.Ended());
        }
    }

    private static @Nullable Failure failure(String type, Json event) {
        return switch (type) {
            case "error" -> {
                String message = Errors.in(event);
                yield told(event, message == null ? Errors.orUnnamed(event.get("message")) : message);
            }
            case "message_start" -> inside(event.get("message"));
            case "content_block_start", "content_block_delta", "content_block_stop" -> null;
            case "message_delta", "message_stop" -> null;
            default -> inside(event);
        };
    }

    private static @Nullable Failure inside(Json answer) {
        String message = Errors.in(answer);
        return message == null ? null : told(answer, message);
    }

    private static Failure told(Json answer, @Nullable String message) {
        return Failure.told(String.valueOf(message), new Failure.Origin(0, Errors.type(answer), Errors.code(answer)));
    }

    private boolean failed(@Nullable Failure failure) {
        if (failure == null) {
            return false;
        }
        over = true;
        sink.accept(new AnswerEvent.Failed(failure));
        return true;
    }

    private void begin(Json message) {
        if (!begun) {
            begun = true;
            Extras extras = Fields.rest(message, EARLY);
            sink.accept(new AnswerEvent.Began(
                    message.get("id").text(), message.get("model").text(), Usage.ABSENT, extras));
            usage(message.get("usage"));
        }
    }

    private void usage(Json usage) {
        if (usage.isObject()) {
            sink.accept(new AnswerEvent.Used(AnthropicAnswer.usage(usage), MessageUsage.extras(usage)));
        }
    }

    private void finish(AnswerEvent.Finished event) {
        if (!finished) {
            finished = true;
            blocks.end();
            sink.accept(event);
        }
    }

    private static long index(Json event) {
        return event.get("index").number(-1);
    }
}
