package ai.gateway.tokens;

import ai.gateway.dialect.Media;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonMembers;

/**
 * Walks a request of any dialect to what the model reads. It goes by the names of members, which the dialects use so
 * consistently that one table does for all of them; what it does not know it passes over, and nothing is wrong to it.
 */
final class PromptReader {

    private static final String[] DATA = {
        "data", "bytes", "url", "uri", "fileUri", "file_uri", "file_data", "file_url", "file_id"
    };
    private static final String[] TYPE = {"media_type", "mimeType", "mime_type", "format"};
    private static final String[] SCHEMA = {
        "json_schema",
        "schema",
        "format",
        "responseSchema",
        "response_schema",
        "responseJsonSchema",
        "response_json_schema",
        "textFormat",
        "structure",
        "jsonSchema"
    };

    private static final String[] DEFINITION = {
        "name", "function", "custom", "parameters", "input_schema", "toolSpec", "parameter_definitions"
    };

    private final PromptSink sink;

    PromptReader(PromptSink sink) {
        this.sink = sink;
    }

    void body(Json body) {
        JsonMembers members = body.members(Member.BODY.keys());
        while (members.next()) {
            Json value = members.value();
            if (value.isNull()) {
                continue;
            }
            switch (Member.BODY.kind(members.name())) {
                case CONTENT -> turns(value);
                case DATA -> sink.data(value);
                case MEDIA -> media(Modality.IMAGE, value, Json.MISSING);
                case TOOLS -> tools(value);
                case FORMAT -> format(value, 3);
                case BODY -> body(value);
                case THINKING -> thinking(value);
                case UNSEEN -> sink.points();
                case NAME, ARGUMENTS, HOLDER -> throw new IllegalStateException("no member of a body");
            }
        }
    }

    private void thinking(Json value) {
        boolean off = value.is("none")
                || value.get("type").is("disabled")
                || value.get("effort").is("none");
        if (!off) {
            sink.thinks();
        }
    }

    /** A text, one turn, or an array of either. */
    private void turns(Json value) {
        if (value.isArray()) {
            for (Json item : value.items()) {
                turn(item);
            }
        } else {
            turn(value);
        }
    }

    private void turn(Json item) {
        if (item.isObject()) {
            if (item.get("role").isString() || item.get("call_id").isString()) {
                sink.message();
            }
            if (item.get("id").isString() && item.get("variables").exists()) {
                sink.points();
            }
            if (item.get("type").is("item_reference")) {
                sink.points();
            }
            object(item, Modality.FILE);
        } else {
            sink.turn(item);
        }
    }

    private void content(Json value, Modality kind) {
        if (value.isArray()) {
            for (Json item : value.items()) {
                content(item, kind);
            }
        } else if (value.isObject()) {
            object(value, kind);
        } else {
            sink.text(value);
        }
    }

    /** Of a part whose thing is in a source, the type says what the thing is. */
    private void object(Json part, Modality outer) {
        Json type = part.get("type");
        if (type.is("reasoning") || part.get("thought").flag(false)) {
            return; // what was thought in earlier turns is not read again
        }
        Modality kind = type.is("image") ? Modality.IMAGE : outer;
        if (part.get("citations").get("enabled").flag(false)) {
            sink.points(); // the model is told at length how to cite
        }
        JsonMembers members = part.members(Member.CONTENT.keys());
        while (members.next()) {
            Json value = members.value();
            if (value.isNull()) {
                continue;
            }
            String name = members.name();
            switch (Member.CONTENT.kind(name)) {
                case CONTENT -> content(value, kind);
                case NAME -> sink.name(value);
                case ARGUMENTS -> sink.arguments(value);
                case DATA -> data(value);
                case HOLDER -> held(Member.modality(name, kind), value);
                case MEDIA -> media(Member.modality(name, kind), value, part.get("detail"));
                case BODY -> body(value);
                case UNSEEN -> sink.points();
                case TOOLS, FORMAT, THINKING -> throw new IllegalStateException("no member of a part");
            }
        }
    }

    /** Texts beside the thing itself are read too. A bare string is the thing. */
    private void held(Modality kind, Json value) {
        if (value.isObject()
                && !value.get("data").isString()
                && !value.get("url").isString()) {
            object(value, kind);
        } else {
            media(kind, value, Json.MISSING);
        }
    }

    /** What is sealed is no data that is read. */
    private void data(Json value) {
        if (!value.isString()) {
            sink.data(value);
        }
    }

    private void media(Modality kind, Json value, Json detail) {
        if (value.isArray()) {
            for (Json item : value.items()) {
                media(kind, item, detail);
            }
        } else if (value.isObject()) {
            source(kind, value, detail);
        } else if (value.isString()) {
            sink.media(kind, value, detail);
        }
    }

    /** A document may also be a text, or parts. */
    private void source(Modality kind, Json source, Json detail) {
        Json type = first(source, TYPE);
        Json data = first(source, DATA);
        if (source.get("type").is("text")) {
            sink.text(data);
        } else if (data.isString()) {
            Json closer = source.get("detail");
            Modality told = type.text().indexOf('/') < 0 ? kind : Media.kind(type.text());
            sink.media(told, data, closer.exists() ? closer : detail);
        } else if (source.get("s3Location").exists()) {
            sink.media(kind, source.get("s3Location").get("uri"), detail);
        } else {
            object(source, kind);
        }
    }

    private void tools(Json value) {
        if (value.isObject()) {
            tools(value.get("tools"));
        }
        for (Json tool : value.items()) {
            Json many = first(tool, "functionDeclarations", "function_declarations");
            if (many.isArray()) {
                for (Json one : many.items()) {
                    sink.tool(one);
                }
            } else if (isDefined(tool)) {
                sink.tool(tool);
            } else if (!tool.get("cachePoint").exists()) {
                sink.points();
            }
        }
    }

    /** Whether it says what it is; a tool of the provider's own has but a type. */
    private static boolean isDefined(Json tool) {
        Json type = tool.get("type");
        if (type.isString() && !type.is("function") && !type.is("custom")) {
            return tool.get("input_schema").exists() || tool.get("tools").exists();
        }
        return tool.get("description").isString() || first(tool, DEFINITION).exists();
    }

    /** The object that has a schema, a few steps down at most. */
    private void format(Json value, int steps) {
        if (value.get("schema").exists() || value.get("properties").exists()) {
            sink.schema(value);
        } else if (steps > 0) {
            format(first(value, SCHEMA), steps - 1);
        }
    }

    static Json first(Json object, String... names) {
        for (String name : names) {
            Json value = object.get(name);
            if (value.exists() && !value.isNull()) {
                return value;
            }
        }
        return Json.MISSING;
    }
}
