package ai.gateway.app.cache;

import ai.gateway.testing.Answer;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one client asks a question that all others can ask too. */
enum Way {
    OPENAI(
            "/v1/chat/completions",
            "{\"model\":\"m\",\"max_tokens\":5000,%s\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}",
            "content"),
    ANTHROPIC(
            "/v1/messages",
            "{\"model\":\"m\",\"max_tokens\":5000,%s\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}",
            "text"),
    RESPONSES("/v1/responses", "{\"model\":\"m\",\"max_output_tokens\":5000,%s\"input\":\"%s\"}", "delta");

    private final String path;
    private final String body;
    private final Pattern pieces;

    Way(String path, String body, String piece) {
        this.path = path;
        this.body = body;
        this.pieces = Pattern.compile('"' + piece + "\":(\"(?:[^\"\\\\]++|\\\\.)*+\")");
    }

    String path() {
        return path;
    }

    String body(String text, boolean stream) {
        return body.formatted(stream ? "\"stream\":true," : "", text);
    }

    /** The text of an answer, whole or in pieces. */
    String said(Answer answer) {
        String type = String.valueOf(answer.header("content-type"));
        if (!type.startsWith("text/event-stream")) {
            return whole(answer);
        }
        StringBuilder said = new StringBuilder();
        for (String line : answer.text().split("\n")) {
            boolean counts = this != RESPONSES || line.contains("output_text.delta");
            Matcher matcher = pieces.matcher(line);
            if (line.startsWith("data:") && counts && matcher.find()) {
                said.append(text(matcher.group(1)));
            }
        }
        return said.toString();
    }

    private static String text(String json) {
        return Json.ours(json.getBytes(StandardCharsets.UTF_8)).text();
    }

    private String whole(Answer answer) {
        try {
            Json json = Json.parse(answer.text().getBytes(StandardCharsets.UTF_8));
            return switch (this) {
                case OPENAI ->
                    json.get("choices").at(0).get("message").get("content").text();
                case ANTHROPIC -> json.get("content").at(0).get("text").text();
                case RESPONSES ->
                    json.get("output").at(0).get("content").at(0).get("text").text();
            };
        } catch (JsonException none) {
            return answer.text();
        }
    }
}
