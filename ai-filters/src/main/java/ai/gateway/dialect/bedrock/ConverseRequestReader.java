package ai.gateway.dialect.bedrock;

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
import ai.gateway.wire.JsonException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads what a client of Converse asks. Objects whose members have places of their own in the exchange leave the rest of
 * their members among the extras, under their own name.
 */
final class ConverseRequestReader {

    static final String INFERENCE = "inferenceConfig";
    static final String TOOLS = "toolConfig";
    static final String METADATA = "requestMetadata";
    static final String TIER = "serviceTier";
    static final String OUTPUT = "outputConfig";

    private static final Set<String> KNOWN =
            Set.of("messages", "system", INFERENCE, TOOLS, METADATA, TIER, OUTPUT, ModelFields.NAME);
    private static final Set<String> KNOWN_OF_INFERENCE = Set.of("maxTokens", "temperature", "topP", "stopSequences");
    private static final Set<String> KNOWN_OF_TOOLS = Set.of("tools", "toolChoice");
    private static final Set<String> KNOWN_OF_MESSAGE = Set.of("role", "content");

    private ConverseRequestReader() {}

    static ChatRequest read(Call call, Json body) {
        Fields.object(body);
        Json tools = Fields.object(body, TOOLS);
        ModelFields fields = ModelFields.read(Fields.object(body, ModelFields.NAME), BedrockModel.of(call.model()));
        OutputFormat format = format(Fields.object(body, OUTPUT));
        return new ChatRequest(
                BedrockDialect.ID,
                call.model(),
                Boolean.TRUE.equals(call.stream()) ? Streaming.PIECES_AND_USAGE : Streaming.WHOLE,
                messages(call, body),
                ConverseTools.read(tools),
                ConverseTools.readChoice(tools),
                null,
                sampling(Fields.object(body, INFERENCE), fields.topK()),
                format,
                null,
                fields.reasoning(),
                account(body),
                extras(body, fields, format));
    }

    /** A stored prompt brings its messages along. */
    private static List<Message> messages(Call call, Json body) {
        List<Message> messages = new ArrayList<>();
        List<Content> instructions = ConverseBlockReader.read(Fields.array(body, "system"));
        if (!instructions.isEmpty()) {
            messages.add(new Message(Message.Role.SYSTEM, null, instructions, Extras.NONE));
        }
        boolean stored = call.model() != null && call.model().contains(":prompt/");
        Json said = stored ? Fields.array(body, "messages") : Fields.requiredArray(body, "messages");
        for (Json message : said.items()) {
            messages.add(message(Fields.object(message)));
        }
        return messages;
    }

    private static Message message(Json message) {
        String role = Fields.requiredString(message, "role");
        if (!role.equals("user") && !role.equals("assistant")) {
            throw Fields.wrong(message.get("role"), "user or assistant");
        }
        return new Message(
                role.equals("user") ? Message.Role.USER : Message.Role.ASSISTANT,
                null,
                ConverseBlockReader.read(Fields.requiredArray(message, "content")),
                Fields.rest(message, KNOWN_OF_MESSAGE));
    }

    private static Sampling sampling(Json inference, long topK) {
        return new Sampling(
                Fields.count(inference, "maxTokens"),
                Fields.decimal(inference, "temperature"),
                Fields.decimal(inference, "topP"),
                topK,
                null,
                null,
                null,
                Fields.strings(inference, "stopSequences"),
                Usage.ABSENT,
                null,
                Usage.ABSENT);
    }

    /** The schema is a text here, which must be JSON all the same. */
    private static @Nullable OutputFormat format(Json output) {
        Json definition = Fields.object(Fields.object(Fields.object(output, "textFormat"), "structure"), "jsonSchema");
        if (!definition.exists()) {
            return null;
        }
        String schema = Fields.requiredString(definition, "schema");
        try {
            Json.parse(schema.getBytes(UTF_8));
        } catch (JsonException notJson) {
            throw Fields.wrong(definition.get("schema"), "a JSON schema as text");
        }
        return OutputFormat.schema(
                Fields.stringOr(definition, "name", ""), Fields.string(definition, "description"), schema, null);
    }

    private static ChatRequest.Account account(Json body) {
        Map<String, String> metadata = new LinkedHashMap<>();
        Fields.object(body, METADATA).members((name, value) -> {
            if (!value.isString()) {
                throw Fields.wrong(value, "a string");
            }
            metadata.put(name, value.text());
        });
        String tier = Fields.string(Fields.object(body, TIER), "type");
        return new ChatRequest.Account(null, metadata, tier, null, null);
    }

    private static Extras extras(Json body, ModelFields fields, @Nullable OutputFormat format) {
        Map<String, String> extras =
                new LinkedHashMap<>(Fields.rest(body, KNOWN).fields());
        rest(body, INFERENCE, KNOWN_OF_INFERENCE, extras);
        rest(body, TOOLS, KNOWN_OF_TOOLS, extras);
        if (fields.rest() != null) {
            extras.put(ModelFields.NAME, fields.rest());
        }
        if (format == null && body.get(OUTPUT).size() > 0) {
            extras.put(OUTPUT, body.get(OUTPUT).toString());
        }
        return extras.isEmpty() ? Extras.NONE : new Extras(extras);
    }

    private static void rest(Json body, String name, Set<String> known, Map<String, String> extras) {
        Extras rest = Fields.rest(body.get(name), known);
        if (!rest.isEmpty()) {
            extras.put(name, ModelFields.object(rest.fields()));
        }
    }
}
