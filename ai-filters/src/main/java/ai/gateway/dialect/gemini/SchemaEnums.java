package ai.gateway.dialect.gemini;

import ai.gateway.wire.Json;

import java.util.ArrayList;
import java.util.List;

/** The values that a schema allows. Gemini knows enums of strings only: of numbers the description tells. */
final class SchemaEnums {

    private SchemaEnums() {}

    static void read(Json schema, SchemaTree clean) {
        List<Json> values = new ArrayList<>();
        if (schema.get("const").exists()) {
            values.add(schema.get("const"));
        }
        schema.get("enum").items().forEach(values::add);
        if (values.removeIf(Json::isNull)) {
            clean.makeNullable();
        }
        if (values.isEmpty()) {
            return;
        }
        boolean strings = values.stream().allMatch(Json::isString);
        if (strings) {
            List<Object> texts = new ArrayList<>(values);
            texts.removeIf(value -> ((Json) value).text().isEmpty());
            clean.put("enum", texts);
            clean.putIfAbsent("type", "STRING");
            return;
        }
        clean.putIfAbsent("type", type(values));
        String told = "One of "
                + String.join(", ", values.stream().map(Json::toString).toList());
        clean.describe(told);
    }

    private static String type(List<Json> values) {
        if (values.stream().allMatch(value -> value.number(Long.MIN_VALUE) != Long.MIN_VALUE)) {
            return "INTEGER";
        }
        if (values.stream().allMatch(Json::isNumber)) {
            return "NUMBER";
        }
        boolean flags = values.stream().allMatch(value -> value.flag(false) || !value.flag(true));
        return flags ? "BOOLEAN" : "STRING";
    }
}
