package ai.gateway.tokens;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

/** Writes functions as OpenAI shows them to its models: as types of TypeScript, with descriptions as comments. */
final class FunctionText {

    private static final String[] PARAMETERS = {"parameters", "input_schema", "inputSchema", "parametersJsonSchema"};

    private FunctionText() {}

    /** @param tool as any dialect has it */
    static void write(Json tool, StringBuilder out) {
        Json function = PromptReader.first(tool, "function", "toolSpec", "custom");
        Json one = function.isObject() ? function : tool;
        comment(one.get("description"), out);
        out.append("type ").append(one.get("name").text()).append(" = (");
        Json parameters = PromptReader.first(one, PARAMETERS);
        Json schema = parameters.get("json").isObject() ? parameters.get("json") : parameters;
        if (schema.get("properties").size() > 0) {
            out.append("_: ");
            object(schema, out);
        }
        out.append(") => any;\n\n");
    }

    private static void comment(Json description, StringBuilder out) {
        if (description.isString()) {
            out.append("// ").append(description.text()).append('\n');
        }
    }

    private static void object(Json schema, StringBuilder out) {
        out.append("{\n");
        schema.get("properties").members((name, property) -> {
            comment(property.get("description"), out);
            out.append(name).append(isRequired(schema, name) ? ": " : "?: ");
            type(property, out);
            Json usual = property.get("default");
            if (usual.exists()) {
                out.append(", // default: ").append(usual);
            } else {
                out.append(',');
            }
            out.append('\n');
        });
        out.append('}');
    }

    private static void type(Json schema, StringBuilder out) {
        Json type = schema.get("type");
        Json choices = schema.get("enum").isArray() ? schema.get("enum") : schema.get("anyOf");
        if (choices.size() > 0) {
            choices(choices, out);
        } else if (type.isArray()) {
            String separator = "";
            for (Json one : type.items()) {
                out.append(separator).append(name(one));
                separator = " | ";
            }
        } else if (type.is("array")) {
            type(schema.get("items"), out);
            out.append("[]");
        } else if (type.is("object") && schema.get("properties").size() > 0) {
            object(schema, out);
        } else {
            out.append(name(type));
        }
    }

    private static void choices(Json choices, StringBuilder out) {
        String separator = "";
        for (Json choice : choices.items()) {
            out.append(separator);
            if (choice.isObject()) {
                type(choice, out);
            } else {
                out.append(choice.isString() ? JsonWriter.quote(choice.text()) : choice.toString());
            }
            separator = " | ";
        }
    }

    private static String name(Json type) {
        if (type.is("integer")) {
            return "number";
        }
        return type.isString() ? type.text() : "any";
    }

    private static boolean isRequired(Json schema, String name) {
        for (Json required : schema.get("required").items()) {
            if (required.is(name)) {
                return true;
            }
        }
        return false;
    }
}
