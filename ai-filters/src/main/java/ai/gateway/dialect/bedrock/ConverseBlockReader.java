package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.CacheMark;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the blocks of a request. Each is an object with one member that says what it is. A few have no likeness in the
 * exchange but a text that every model can read (guarded text, JSON, a search result): they become that text, and keep
 * what they were under their own name, by which a provider of this dialect gets them as they came.
 */
final class ConverseBlockReader {

    static final String JSON = "json";
    static final String GUARDED = "guardContent";
    static final String SEARCH_RESULT = "searchResult";

    private static final Set<String> KNOWN_OF_CALL = Set.of("toolUseId", "name", "input");
    private static final Set<String> KNOWN_OF_RESULT = Set.of("toolUseId", "content");
    private static final Set<String> KNOWN_OF_FAILURE = Set.of("toolUseId", "content", "status");

    private ConverseBlockReader() {}

    /** The blocks of an array; none when it is absent. */
    static List<Content> read(Json array) {
        List<Content> blocks = new ArrayList<>();
        for (Json block : array.items()) {
            String kind = kind(Fields.object(block));
            if (!kind.equals("cachePoint") || !mark(block.get(kind), blocks)) {
                blocks.add(block(kind, block));
            }
        }
        return Seals.attached(blocks);
    }

    private static Content block(String kind, Json block) {
        return switch (kind) {
            case "text" -> text(Fields.requiredString(block, kind), Notes.of(null, Fields.rest(block, Set.of(kind))));
            case "image" -> ConverseMediaReader.read(Modality.IMAGE, Fields.requiredObject(block, kind));
            case "video" -> ConverseMediaReader.read(Modality.VIDEO, Fields.requiredObject(block, kind));
            case "audio" -> ConverseMediaReader.read(Modality.AUDIO, Fields.requiredObject(block, kind));
            case "document" -> ConverseMediaReader.read(Modality.FILE, Fields.requiredObject(block, kind));
            case "toolUse" -> toolUse(block, Fields.requiredObject(block, kind));
            case "toolResult" -> toolResult(block, Fields.requiredObject(block, kind));
            case "reasoningContent" -> reasoning(block, Fields.requiredObject(block, kind));
            case GUARDED -> guarded(block, Fields.requiredObject(block, kind));
            case "citationsContent" -> cited(Fields.requiredObject(block, kind));
            case SEARCH_RESULT -> searchResult(Fields.requiredObject(block, kind));
            case JSON -> text(block.get(kind).toString(), as(kind, block.get(kind)));
            default -> foreign(kind, block);
        };
    }

    private static String kind(Json block) {
        String[] kind = {""};
        block.members((name, value) -> {
            if (kind[0].isEmpty() && !value.isNull()) {
                kind[0] = name;
            }
        });
        return kind[0];
    }

    private static Content.Text text(String text, Notes notes) {
        return new Content.Text(text, List.of(), null, notes);
    }

    private static Content foreign(String kind, Json block) {
        return new Content.Foreign(BedrockDialect.ID, kind, block.toString(), Notes.NONE);
    }

    private static Notes as(String kind, Json value) {
        return Notes.of(null, new Extras(Map.of(kind, value.toString())));
    }

    /** The tools that Nova runs by itself look like the client's but for a type. */
    private static Content toolUse(Json block, Json call) {
        if (call.get("type").is("server_tool_use")) {
            return foreign("toolUse", block);
        }
        Json input = call.get("input");
        return new Content.ToolCall(
                Fields.requiredId(call, "toolUseId"),
                Fields.requiredString(call, "name"),
                input.exists() ? input.toString() : "{}",
                /* custom= */ false,
                null,
                Notes.of(null, Fields.rest(call, KNOWN_OF_CALL)));
    }

    private static Content toolResult(Json block, Json result) {
        if (result.get("type").isString()) {
            return foreign("toolResult", block);
        }
        boolean failed = "error".equals(Fields.string(result, "status"));
        return new Content.ToolResult(
                Fields.requiredId(result, "toolUseId"),
                "",
                read(Fields.array(result, "content")),
                failed,
                Notes.of(null, Fields.rest(result, failed ? KNOWN_OF_FAILURE : KNOWN_OF_RESULT)));
    }

    private static Content reasoning(Json block, Json reasoning) {
        String redacted = Fields.string(reasoning, "redactedContent");
        if (redacted != null) {
            return ConverseSeals.readRedacted(redacted);
        }
        Json text = Fields.object(reasoning, "reasoningText");
        if (!text.exists()) {
            return foreign("reasoningContent", block);
        }
        return Seals.thinking(
                Fields.stringOr(text, "text", ""),
                Fields.string(text, "signature"),
                /* hidden= */ false,
                BedrockDialect.ID);
    }

    private static Content guarded(Json block, Json guarded) {
        Json text = Fields.object(guarded, "text");
        if (text.exists()) {
            return text(Fields.requiredString(text, "text"), as(GUARDED, guarded));
        }
        Json image = Fields.object(guarded, "image");
        if (!image.exists()) {
            return foreign(GUARDED, block);
        }
        Content.Media media = ConverseMediaReader.read(Modality.IMAGE, image);
        return new Content.Media(media.kind(), media.source(), media.type(), media.name(), as(GUARDED, guarded));
    }

    private static Content cited(Json cited) {
        return new Content.Text(
                ConverseCitations.text(cited), ConverseCitations.readAll(cited.get("citations")), null, Notes.NONE);
    }

    private static Content searchResult(Json result) {
        StringBuilder text = new StringBuilder(Fields.stringOr(result, "source", ""));
        for (Json part : Fields.array(result, "content").items()) {
            text.append('\n').append(Fields.stringOr(Fields.object(part), "text", ""));
        }
        return new Content.Media(
                Modality.FILE,
                new Source(Source.Kind.PLAIN, text.toString()),
                "text/plain",
                Fields.string(result, "title"),
                as(SEARCH_RESULT, result));
    }

    /** A mark of the cache stands behind what it marks. Whether it found that, and is of the usual kind. */
    private static boolean mark(Json point, List<Content> blocks) {
        boolean usual = point.isObject()
                && point.get("type").is("default")
                && (point.size() == 1 || (point.size() == 2 && point.get("ttl").isString()));
        int last = blocks.size() - 1;
        while (last >= 0 && blocks.get(last) instanceof Content.Thinking) {
            last--; // may be the carrier of another block's seal, which goes
        }
        if (!usual || last < 0 || blocks.get(last).notes().cache() != null) {
            return false;
        }
        blocks.set(last, ConverseMark.on(blocks.get(last), cacheMark(point)));
        return true;
    }

    static CacheMark cacheMark(Json point) {
        return new CacheMark(Fields.string(point, "ttl"));
    }
}
