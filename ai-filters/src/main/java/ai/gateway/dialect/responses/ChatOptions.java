package ai.gateway.dialect.responses;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects {@code text} and {@code reasoning} of a request, which a response repeats; both ways. */
final class ChatOptions {

    /** Members of the two that the exchange has no place for are extras of the request by these names. */
    static final String TEXT = "text.";

    static final String REASONING = "reasoning.";

    private static final Set<String> KNOWN_OF_TEXT = Set.of("format", "verbosity");
    private static final Set<String> KNOWN_OF_REASONING = Set.of("effort", "summary");
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    private ChatOptions() {}

    /** What the exchange has no place for. */
    static void rest(Json body, Map<String, String> into) {
        ItemNotes.rest(body.get("text"), KNOWN_OF_TEXT).fields().forEach((name, value) -> into.put(TEXT + name, value));
        ItemNotes.rest(body.get("reasoning"), KNOWN_OF_REASONING)
                .fields()
                .forEach((name, value) -> into.put(REASONING + name, value));
    }

    static @Nullable OutputFormat readFormat(Json body) {
        Json format = Fields.object(Fields.object(body, "text"), "format");
        String type = Fields.string(format, "type");
        if (type == null) {
            return null;
        }
        return switch (type) {
            case "text" -> OutputFormat.of(OutputFormat.Kind.TEXT);
            case "json_object" -> OutputFormat.of(OutputFormat.Kind.JSON);
            case "json_schema" ->
                OutputFormat.schema(
                        Fields.stringOr(format, "name", ""),
                        Fields.string(format, "description"),
                        ItemNotes.line(Fields.requiredObject(format, "schema")),
                        Fields.flagOrNull(format, "strict"));
            default -> throw Fields.wrong(format.get("type"), "text, json_object or json_schema");
        };
    }

    static @Nullable String readVerbosity(Json body) {
        return Fields.string(Fields.object(body, "text"), "verbosity");
    }

    static Reasoning readReasoning(Json body) {
        Json reasoning = Fields.object(body, "reasoning");
        String effort = Fields.string(reasoning, "effort");
        String summary = Fields.string(reasoning, "summary");
        Boolean enabled = "none".equals(effort) ? Boolean.FALSE : null;
        return new Reasoning(enabled, effort, Usage.ABSENT, summary == null ? null : Boolean.TRUE, summary);
    }

    /** The {@code text} object; null where there is nothing to say. */
    static @Nullable String text(ChatRequest request) {
        JsonWriter json = new JsonWriter(128).beginObject();
        OutputFormat format = request.format();
        if (format != null && (isOurs(request) || format.kind() != OutputFormat.Kind.TEXT)) {
            json.name("format").beginObject();
            format(json, format);
            json.endObject();
        }
        if (request.verbosity() != null) {
            json.field("verbosity", request.verbosity());
        }
        extras(json, request, TEXT);
        return orNull(json);
    }

    private static void format(JsonWriter json, OutputFormat format) {
        switch (format.kind()) {
            case TEXT -> json.field("type", "text");
            case JSON -> json.field("type", "json_object");
            case SCHEMA -> {
                json.field("type", "json_schema");
                json.field("name", format.name().isEmpty() ? "answer" : format.name());
                if (format.description() != null) {
                    json.field("description", format.description());
                }
                json.name("schema").raw(String.valueOf(format.schema()));
                if (format.strict() != null) {
                    json.field("strict", format.strict());
                }
            }
        }
    }

    /** The {@code reasoning} object; null where there is nothing to say. */
    static @Nullable String reasoning(ChatRequest request, Traits traits) {
        JsonWriter json = new JsonWriter(64).beginObject();
        Reasoning reasoning = request.reasoning();
        String effort = reasoning.isAsked() ? effort(reasoning, traits) : null;
        if (effort != null) {
            json.field("effort", effort);
        }
        String summary = isOurs(request) ? reasoning.summary() : Boolean.TRUE.equals(reasoning.shown()) ? "auto" : null;
        if (summary != null && !reasoning.isForbidden() && traits.has("reasoning.summary")) {
            json.field("summary", summary);
        }
        extras(json, request, REASONING);
        return orNull(json);
    }

    /** The word, or the nearest weaker one that the provider knows, else the nearest stronger. */
    private static @Nullable String effort(Reasoning reasoning, Traits traits) {
        String word = reasoning.isForbidden() ? "none" : reasoning.effort();
        int wanted = word == null ? -1 : EFFORTS.indexOf(word);
        if (word == null || wanted < 0) {
            return word == null && Boolean.TRUE.equals(reasoning.enabled()) ? "medium" : word;
        }
        for (int i = wanted; i >= Math.min(wanted, 1); i--) {
            if (traits.has("reasoning.effort=" + EFFORTS.get(i))) {
                return EFFORTS.get(i);
            }
        }
        for (String stronger : EFFORTS.subList(wanted + 1, EFFORTS.size())) {
            if (traits.has("reasoning.effort=" + stronger)) {
                return stronger;
            }
        }
        return word;
    }

    private static void extras(JsonWriter json, ChatRequest request, String prefix) {
        if (isOurs(request)) {
            request.extras().fields().forEach((name, value) -> {
                if (name.startsWith(prefix)) {
                    json.name(name.substring(prefix.length())).raw(value);
                }
            });
        }
    }

    private static boolean isOurs(ChatRequest request) {
        return request.dialect().equals(ResponsesDialect.ID);
    }

    private static @Nullable String orNull(JsonWriter json) {
        String object = json.endObject().toString();
        return object.equals("{}") ? null : object;
    }
}
