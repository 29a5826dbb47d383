package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a client of Messages asks; also what it only wants counted, which has no {@code max_tokens}. */
final class MessageRequestReader {

    private static final Set<String> KNOWN_OF_MESSAGE = Set.of("role", "content");

    private MessageRequestReader() {}

    static ChatRequest read(Call call, Json body) {
        Fields.object(body);
        return new ChatRequest(
                AnthropicDialect.ID,
                Fields.model(call, body),
                streaming(call, body),
                messages(body),
                MessageTools.read(body),
                MessageTools.readChoice(body),
                MessageTools.readParallel(body),
                sampling(body),
                format(body),
                null,
                MessageThinking.read(body),
                account(body),
                MessageExtras.read(body));
    }

    /** The usage always comes with the stream. */
    private static Streaming streaming(Call call, Json body) {
        boolean stream = Fields.flag(body, "stream", false);
        boolean asked = call.stream() == null ? stream : call.stream();
        return asked ? Streaming.PIECES_AND_USAGE : Streaming.WHOLE;
    }

    private static List<Message> messages(Json body) {
        List<Message> messages = new ArrayList<>();
        List<Content> system = MessageBlockReader.content(body.get("system"));
        if (!system.isEmpty()) {
            messages.add(new Message(Message.Role.SYSTEM, null, system, Extras.NONE));
        }
        for (Json message : Fields.requiredArray(body, "messages").items()) {
            messages.add(message(Fields.object(message)));
        }
        return messages;
    }

    private static Message message(Json message) {
        Message.Role role = role(message.get("role"), Fields.requiredString(message, "role"));
        Json content = message.get("content");
        if (!content.exists() || content.isNull()) {
            throw Fields.absent(message, "content", "a string or an array");
        }
        return new Message(role, null, MessageBlockReader.content(content), Fields.rest(message, KNOWN_OF_MESSAGE));
    }

    private static Message.Role role(Json at, String role) {
        return switch (role) {
            case "user" -> Message.Role.USER;
            case "assistant" -> Message.Role.ASSISTANT;
            case "system" -> Message.Role.SYSTEM;
            default -> throw Fields.wrong(at, "user, assistant or system");
        };
    }

    private static Sampling sampling(Json body) {
        return new Sampling(
                Fields.count(body, "max_tokens"),
                Fields.decimal(body, "temperature"),
                Fields.decimal(body, "top_p"),
                Fields.count(body, "top_k"),
                null,
                null,
                null,
                Fields.strings(body, "stop_sequences"),
                Usage.ABSENT,
                null,
                Usage.ABSENT);
    }

    /** It had a place of its own before it moved into the configuration of the output. */
    private static @Nullable OutputFormat format(Json body) {
        Json now = Fields.object(Fields.object(body, "output_config"), "format");
        Json format = now.exists() ? now : Fields.object(body, "output_format");
        String type = Fields.string(format, "type");
        if (type == null) {
            return null;
        }
        if (!type.equals("json_schema")) {
            throw Fields.wrong(format.get("type"), "json_schema");
        }
        return OutputFormat.schema(
                "", null, Fields.requiredObject(format, "schema").toString(), null);
    }

    private static ChatRequest.Account account(Json body) {
        String tier = Fields.string(body, "service_tier");
        return new ChatRequest.Account(
                Fields.string(Fields.object(body, "metadata"), "user_id"),
                Map.of(),
                "standard_only".equals(tier) ? MessageExtras.USUAL_TIER : tier,
                null,
                null);
    }
}
