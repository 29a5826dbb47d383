package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.ToolChoice.Mode;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the tools of a request, and which of them must be called. */
final class ToolReader {

    static final String PARAMETERS = "parameters";

    private static final String CALLING = "functionCallingConfig";
    private static final String NAMES = "allowedFunctionNames";
    private static final Set<String> DECLARATIONS = EitherCase.both("functionDeclarations");
    private static final Set<String> KNOWN = EitherCase.both("name", "description", "parametersJsonSchema");

    private ToolReader() {}

    static List<Tool> read(Json body) {
        List<Tool> tools = new ArrayList<>();
        for (Json tool : Fields.array(body, "tools").items()) {
            Fields.object(tool);
            String name = EitherCase.name(tool, "functionDeclarations");
            for (Json function : Fields.array(tool, name).items()) {
                tools.add(function(Fields.object(function)));
            }
            Fields.rest(tool, DECLARATIONS).fields().forEach((type, value) -> tools.add(foreign(type, value)));
        }
        return tools;
    }

    /** The parameters as they came go home as they came; others see them as JSON schema. */
    private static Tool function(Json function) {
        Json openApi = Fields.object(function, PARAMETERS);
        Json schema = Fields.object(function, EitherCase.name(function, "parametersJsonSchema"));
        String json = openApi.exists() ? OpenApiSchema.toJsonSchema(openApi) : null;
        return new Tool(
                Tool.Kind.FUNCTION,
                Fields.requiredString(function, "name"),
                Fields.string(function, "description"),
                schema.exists() ? schema.toString() : json,
                null,
                Notes.of(null, Fields.rest(function, KNOWN)));
    }

    private static Tool foreign(String type, String value) {
        String json =
                new JsonWriter().beginObject().name(type).raw(value).endObject().toString();
        return new Tool(Tool.Kind.FOREIGN, type, null, json, null, Notes.NONE);
    }

    static @Nullable ToolChoice choice(Json config) {
        Json calling = Fields.object(config, EitherCase.name(config, CALLING));
        List<String> names = Fields.strings(calling, EitherCase.name(calling, NAMES));
        String word = Fields.string(calling, "mode");
        if (word == null) {
            return null;
        }
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "MODE_UNSPECIFIED" -> null;
            case "AUTO", "VALIDATED" -> new ToolChoice(Mode.AUTO, names);
            case "ANY" -> new ToolChoice(Mode.REQUIRED, names);
            case "NONE" -> ToolChoice.of(Mode.NONE);
            default -> throw Fields.wrong(calling.get("mode"), "AUTO, ANY, NONE or VALIDATED");
        };
    }

    static void rest(Json config, Map<String, String> into) {
        RequestReader.rest(config, EitherCase.both(CALLING), "toolConfig", into);
        Json calling = EitherCase.get(config, CALLING);
        Json mode = calling.get("mode");
        // Without names it is no choice among them, and has no word in the exchange.
        boolean auto = mode.is("VALIDATED") && !EitherCase.has(calling, NAMES);
        RequestReader.rest(
                calling, auto ? EitherCase.both(NAMES) : EitherCase.both("mode", NAMES), "toolConfig." + CALLING, into);
    }
}
