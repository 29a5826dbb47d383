package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/** The parts that contents are made of, in requests and in answers. */
final class GeminiParts {

    private GeminiParts() {}

    /** A content has parts; some servers take a bare string, or one part that stands alone. */
    static void content(Role role, int run, Json content, TextVisitor visitor) {
        Texts.show(role, run, content, visitor);
        Json parts = content.get("parts");
        part(role, run, parts, visitor);
        for (Json part : parts.items()) {
            part(role, run, part, visitor);
        }
    }

    static void part(Role role, int run, Json part, TextVisitor visitor) {
        Texts.show(role, run, part, visitor);
        Texts.show(part.get("thought").flag(false) ? Role.THINKING : role, run, part.get("text"), visitor);
        Texts.deep(
                Role.TOOL_ARGUMENTS,
                run,
                either(part, "functionCall", "function_call").get("args"),
                visitor);
        Json response = either(part, "functionResponse", "function_response");
        Texts.deep(Role.TOOL_RESULT, run, response.get("response"), visitor);
        Json code = either(part, "executableCode", "executable_code").get("code");
        Texts.show(Role.TOOL_ARGUMENTS, run, code, visitor);
        Json output =
                either(part, "codeExecutionResult", "code_execution_result").get("output");
        Texts.show(Role.TOOL_RESULT, run, output, visitor);
    }

    static void modalities(Json content, Set<Modality> found) {
        for (Json part : Fields.array(content, "parts").items()) {
            Fields.object(part);
            String mime = mime(either(part, "inlineData", "inline_data"));
            String linked = mime == null ? mime(either(part, "fileData", "file_data")) : mime;
            found.add(linked == null ? Modality.TEXT : modality(linked));
        }
    }

    static Json either(Json object, String name, String otherName) {
        Json member = object.get(name);
        return member.exists() ? member : object.get(otherName);
    }

    private static @Nullable String mime(Json data) {
        if (!data.exists() || data.isNull()) {
            return null;
        }
        Fields.object(data);
        String mime = Fields.string(data, "mimeType");
        mime = mime == null ? Fields.string(data, "mime_type") : mime;
        return mime == null ? "" : mime;
    }

    private static Modality modality(String mime) {
        if (mime.startsWith("image/")) {
            return Modality.IMAGE;
        }
        if (mime.startsWith("audio/")) {
            return Modality.AUDIO;
        }
        return mime.startsWith("video/") ? Modality.VIDEO : Modality.FILE;
    }
}
