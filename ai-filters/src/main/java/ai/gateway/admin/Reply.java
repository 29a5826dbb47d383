package ai.gateway.admin;

import ai.gateway.wire.JsonWriter;

import java.util.LinkedHashMap;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What an administrator is answered. */
record Reply(int status, String type, byte[] body, Map<String, String> headers) {

    static final Reply NOTHING = new Reply(204, "", new byte[0], Map.of());

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply ok(JsonWriter json) {
        return ok("application/json", json.toBytes());
    }

    static Reply ok(String type, byte[] body) {
        return new Reply(200, type, body, Map.of());
    }

    static Reply json(String json) {
        return ok("application/json", json.getBytes(UTF_8));
    }

    static Reply csv(String csv) {
        return ok("text/csv; charset=utf-8", csv.getBytes(UTF_8));
    }

    Reply created(String location) {
        return new Reply(201, type, body, headers).with("location", location);
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, body, more);
    }
}
