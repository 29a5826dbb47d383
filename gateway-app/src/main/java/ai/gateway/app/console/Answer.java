package ai.gateway.app.console;

import ai.gateway.wire.JsonWriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the console answers. */
record Answer(int status, String type, byte[] body) {

    static Answer ok(JsonWriter json) {
        return new Answer(200, "application/json", json.toBytes());
    }

    /** In the shape of the admin API's, which the page knows how to show. */
    static Answer problem(int status, String code, String detail) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("type", "urn:ai-gateway:problem:" + code)
                .field("title", code.replace('_', ' '))
                .field("status", status)
                .field("code", code)
                .field("detail", detail)
                .endObject();
        return new Answer(status, "application/problem+json", json.toString().getBytes(UTF_8));
    }

    static Answer notFound(String detail) {
        return problem(404, "not_found", detail);
    }
}
