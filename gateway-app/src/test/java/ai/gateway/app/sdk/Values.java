package ai.gateway.app.sdk;

import com.anthropic.core.JsonValue;
import software.amazon.awssdk.core.document.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** JSON in the types that each SDK has for it. */
final class Values {

    static final JsonMapper MAPPER = new JsonMapper();

    private Values() {}

    static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }

    static String json(Object plain) {
        return MAPPER.writeValueAsString(plain);
    }

    static String json(JsonValue value) {
        return json(value.convert(Object.class));
    }

    static String resource(String name) {
        try (InputStream in = Values.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document document(Object plain) {
        if (plain instanceof Map<?, ?> map) {
            Map<String, Document> members = new LinkedHashMap<>();
            map.forEach((name, value) -> members.put((String) name, document(value)));
            return Document.fromMap(members);
        }
        if (plain instanceof List<?> list) {
            return Document.fromList(list.stream().map(Values::document).toList());
        }
        return plain instanceof Boolean bool
                ? Document.fromBoolean(bool)
                : plain instanceof Number number
                        ? Document.fromNumber(number.toString())
                        : Document.fromString((String) plain);
    }

    /** Not {@code unwrap()}, which makes strings of numbers. */
    static Object plain(Document document) {
        if (document.isMap()) {
            Map<String, Object> members = new LinkedHashMap<>();
            document.asMap().forEach((name, value) -> members.put(name, plain(value)));
            return members;
        }
        if (document.isList()) {
            return document.asList().stream().map(Values::plain).toList();
        }
        return document.isNumber() ? document.asNumber().bigDecimalValue() : document.unwrap();
    }
}
