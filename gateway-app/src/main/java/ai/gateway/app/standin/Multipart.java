package ai.gateway.app.standin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@code multipart/form-data} body, taken apart in memory. Bytes are looked at as Latin-1, where every byte is one character. */
record Multipart(List<Part> parts) {
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Part(String name, String filename, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static Multipart read(HttpCall call) {
        String boundary = attribute(call.text("content-type"), "boundary=");
        if (boundary.isEmpty()) {
            throw new Refusal(400, "content-type: expected multipart/form-data with a boundary");
        }
        String body = "\r\n" + new String(call.body(), StandardCharsets.ISO_8859_1);
        String line = "\r\n--" + boundary;
        List<Part> parts = new ArrayList<>();
        int at = body.indexOf(line);
        int next = at < 0 ? -1 : body.indexOf(line, at + line.length());
        while (next > 0) {
            int start = body.indexOf("\r\n\r\n", at);
            if (start > 0 && start < next) {
                parts.add(part(body.substring(at + line.length(), start), body.substring(start + 4, next)));
            }
            at = next;
            next = body.indexOf(line, at + line.length());
        }
        return new Multipart(parts);
    }

    Part part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(400, name + ": missing"));
    }

    String text(String name, String otherwise) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .map(Part::text)
                .orElse(otherwise);
    }

    private static Part part(String head, String content) {
        String utf8 = new String(head.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Part(
                attribute(utf8, " name="), attribute(utf8, "filename="), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String attribute(String header, String name) {
        int at = header.indexOf(name);
        if (at < 0) {
            return "";
        }
        String value = header.substring(at + name.length());
        if (value.startsWith("\"")) {
            int quote = value.indexOf('"', 1);
            return quote < 0 ? "" : value.substring(1, quote);
        }
        int end = 0;
        while (end < value.length() && ";\r\n ".indexOf(value.charAt(end)) < 0) {
            end++;
        }
        return value.substring(0, end);
    }
}
