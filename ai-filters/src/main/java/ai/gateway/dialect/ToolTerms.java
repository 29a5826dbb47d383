package ai.gateway.dialect;

import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The client's tools as a provider of another dialect takes them: under names that it allows, and custom tools as functions
 * that take a text. In the answer they are again what the client knows.
 */
public final class ToolTerms {

    private static final int KEPT = 40;

    /** By the client's name, where the provider's is another one. */
    private final Map<String, String> fitted = new HashMap<>();

    /** By the provider's name. */
    private final Map<String, String> known = new HashMap<>();

    private final Set<String> custom = new HashSet<>();
    private final ChatRequest request;

    private ToolTerms(ChatRequest request) {
        this.request = request;
    }

    /** @param takes whether the provider allows the name of a tool */
    public static ToolTerms of(ChatRequest request, Predicate<String> takes) {
        ToolTerms terms = new ToolTerms(request);
        for (Tool tool : request.tools()) {
            if (tool.kind() == Tool.Kind.CUSTOM) {
                terms.custom.add(tool.name());
            }
            if (tool.kind() != Tool.Kind.FOREIGN && !takes.test(tool.name())) {
                terms.fit(tool.name());
            }
        }
        for (Message message : request.messages()) {
            for (Content content : message.content()) {
                if (content instanceof Content.ToolCall call && !takes.test(call.name())) {
                    terms.fit(call.name());
                }
            }
        }
        return terms;
    }

    private void fit(String name) {
        String plain = CallIds.plain(name, KEPT);
        fitted.put(name, plain);
        known.put(plain, name);
    }

    /** The question under names that the provider allows. */
    public ChatRequest request() {
        if (fitted.isEmpty()) {
            return request;
        }
        List<Tool> tools = request.tools().stream().map(this::tool).toList();
        List<Message> messages = request.messages().stream().map(this::message).toList();
        ToolChoice choice = request.toolChoice();
        ToolChoice fit = choice == null
                ? null
                : new ToolChoice(
                        choice.mode(), choice.names().stream().map(this::name).toList());
        return request.withTools(tools, messages, fit);
    }

    private String name(String name) {
        return fitted.getOrDefault(name, name);
    }

    private Tool tool(Tool tool) {
        return tool.kind() == Tool.Kind.FOREIGN
                ? tool
                : new Tool(
                        tool.kind(), name(tool.name()), tool.description(), tool.json(), tool.strict(), tool.notes());
    }

    private Message message(Message message) {
        List<Content> content = message.content().stream().map(this::content).toList();
        return new Message(message.role(), message.name(), content, message.extras());
    }

    private Content content(Content content) {
        if (content instanceof Content.ToolCall call) {
            return new Content.ToolCall(
                    call.id(), name(call.name()), call.arguments(), call.custom(), call.seal(), call.notes());
        }
        if (content instanceof Content.ToolResult result) {
            return new Content.ToolResult(
                    result.callId(), name(result.name()), result.content(), result.failed(), result.notes());
        }
        return content;
    }

    /** Takes the provider's events, and gives on those that the client understands. */
    public Consumer<AnswerEvent> restoring(Consumer<AnswerEvent> sink) {
        return fitted.isEmpty() && custom.isEmpty() ? sink : new Restorer(sink);
    }

    /** Holds back what is written for a custom tool: only when it is whole can the text be taken out of it. */
    private final class Restorer implements Consumer<AnswerEvent> {

        private final Consumer<AnswerEvent> sink;
        private final Map<Long, StringBuilder> wrapped = new HashMap<>();

        Restorer(Consumer<AnswerEvent> sink) {
            this.sink = sink;
        }

        @Override
        public void accept(AnswerEvent event) {
            if (event instanceof AnswerEvent.BlockBegan began && began.head() instanceof Content.ToolCall call) {
                began(began, call);
            } else if (event instanceof AnswerEvent.Piece piece) {
                StringBuilder held = wrapped.get(key(piece.choice(), piece.block()));
                if (held == null) {
                    sink.accept(piece);
                } else {
                    held.append(piece.text());
                }
            } else {
                if (event instanceof AnswerEvent.BlockEnded ended) {
                    unwrap(ended);
                }
                sink.accept(event);
            }
        }

        private void began(AnswerEvent.BlockBegan event, Content.ToolCall call) {
            String name = known.getOrDefault(call.name(), call.name());
            boolean wraps = custom.contains(name) && !call.custom();
            if (wraps) {
                wrapped.put(key(event.choice(), event.block()), new StringBuilder());
            }
            sink.accept(new AnswerEvent.BlockBegan(
                    event.choice(),
                    event.block(),
                    new Content.ToolCall(
                            call.id(), name, call.arguments(), call.custom() || wraps, call.seal(), call.notes())));
        }

        private void unwrap(AnswerEvent.BlockEnded event) {
            StringBuilder held = wrapped.remove(key(event.choice(), event.block()));
            if (held != null) {
                sink.accept(new AnswerEvent.Piece(event.choice(), event.block(), input(held.toString())));
            }
        }
    }

    private static long key(int choice, int block) {
        return (long) choice << 32 | block;
    }

    /** What was cut off stays as it is. */
    private static String input(String arguments) {
        try {
            Json input = Json.parse(arguments.getBytes(UTF_8)).get("input");
            return input.isString() ? input.text() : arguments;
        } catch (JsonException cut) {
            return arguments;
        }
    }
}
