package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the parts of the contents of one request. */
final class PartReader {

    private static final Set<String> KNOWN_OF_TEXT = EitherCase.both("text", "thought", "thoughtSignature");
    private static final Set<String> KNOWN_OF_CALL = EitherCase.both("functionCall", "thoughtSignature");
    private static final Set<String> KNOWN_OF_RESULT = EitherCase.both("functionResponse");
    private static final Set<String> KNOWN_OF_MEDIA = EitherCase.both("inlineData", "fileData");
    private static final String[] FOREIGN = {"executableCode", "codeExecutionResult", "toolCall", "toolResponse"};

    private final ConversationCalls calls = new ConversationCalls();

    Content read(Json part) {
        if (EitherCase.has(part, "text")) {
            return text(part);
        }
        if (EitherCase.has(part, "functionCall")) {
            return call(part, Fields.requiredObject(part, EitherCase.name(part, "functionCall")));
        }
        if (EitherCase.has(part, "functionResponse")) {
            return result(part, Fields.requiredObject(part, EitherCase.name(part, "functionResponse")));
        }
        if (EitherCase.has(part, "inlineData") || EitherCase.has(part, "fileData")) {
            return media(part, notes(part, KNOWN_OF_MEDIA));
        }
        for (String name : FOREIGN) {
            if (EitherCase.has(part, name)) {
                return foreign(name, part);
            }
        }
        return foreign("part", part);
    }

    private static Content foreign(String type, Json part) {
        return new Content.Foreign(GeminiDialect.ID, type, part.toString(), Notes.NONE);
    }

    private static Notes notes(Json part, Set<String> known) {
        return Notes.of(null, Fields.rest(part, known));
    }

    private static @Nullable String signature(Json part) {
        return Fields.string(part, EitherCase.name(part, "thoughtSignature"));
    }

    private static Content text(Json part) {
        String text = Fields.requiredString(part, "text");
        Notes notes = notes(part, KNOWN_OF_TEXT);
        return Fields.flag(part, "thought", false)
                ? Signatures.thinking(text, signature(part), notes)
                : new Content.Text(text, List.of(), Signatures.read(signature(part)), notes);
    }

    /** A call whose arguments come in pieces is of use to nobody else. */
    private Content call(Json part, Json call) {
        String name = Fields.stringOr(call, "name", "");
        if (EitherCase.has(call, "partialArgs") || EitherCase.has(call, "willContinue")) {
            return foreign("functionCall", part);
        }
        Json args = Fields.object(call, "args");
        String id = calls.called(Fields.string(call, "id"), Fields.requiredString(call, "name"));
        return new Content.ToolCall(
                id,
                name,
                args.exists() ? args.toString() : "{}",
                /* custom= */ false,
                Signatures.read(signature(part)),
                notes(part, KNOWN_OF_CALL));
    }

    private Content result(Json part, Json result) {
        String name = Fields.requiredString(result, "name");
        String id = calls.answered(Fields.string(result, "id"), name);
        Json response = Fields.object(result, "response");
        List<Content> content = new ArrayList<>();
        boolean failed = ToolResponse.read(response, content);
        for (Json medium : Fields.array(result, "parts").items()) {
            content.add(media(Fields.object(medium), notes(medium, KNOWN_OF_MEDIA)));
        }
        Extras inner = Fields.rest(result, Set.of("id", "name", "response", "parts"));
        Extras extras = ContentReader.nested(Fields.rest(part, KNOWN_OF_RESULT), "functionResponse", inner);
        return new Content.ToolResult(id, name, content, failed, Notes.of(null, extras));
    }

    private static Content media(Json part, Notes notes) {
        Json inline = Fields.object(part, EitherCase.name(part, "inlineData"));
        if (inline.exists()) {
            String data = Fields.requiredString(inline, "data");
            return medium(inline, new Source(Source.Kind.BASE64, data), notes);
        }
        Json file = Fields.object(part, EitherCase.name(part, "fileData"));
        if (!file.exists()) {
            return foreign("part", part);
        }
        String uri = Fields.requiredString(file, EitherCase.name(file, "fileUri"));
        return medium(file, new Source(FileTypes.isUploaded(uri) ? Source.Kind.UPLOADED : Source.Kind.URL, uri), notes);
    }

    private static Content medium(Json data, Source source, Notes notes) {
        String type = Fields.string(data, EitherCase.name(data, "mimeType"));
        String name = Fields.string(data, EitherCase.name(data, "displayName"));
        return new Content.Media(FileTypes.kind(type, source), source, type, name, notes);
    }
}
