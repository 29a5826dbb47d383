package ai.gateway.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** The upstream faults of the reliability table as scripts, named by their ids. */
public final class Faults {

    private static final String EVENT_STREAM = "content-type: text/event-stream";
    private static final String JSON = "content-type: application/json";

    private Faults() {}

    /** U2 */
    public static Script closeBeforeHeaders() {
        return Script.silence().fin();
    }

    /** U2 */
    public static Script resetBeforeHeaders() {
        return Script.silence().reset();
    }

    /** U3: half of a JSON body of known length, then RST. */
    public static Script resetInBody(String json) {
        return Script.head(200, JSON, "content-length: " + utf8(json).length)
                .bytes(half(utf8(json)))
                .reset();
    }

    /** U3: half of a chunked JSON body, then RST. */
    public static Script resetInChunkedBody(String json) {
        return Script.head(200, JSON).chunk(half(utf8(json))).reset();
    }

    /** U3: these events, then RST. */
    public static Script resetInStream(String... data) {
        return events(data).reset();
    }

    /** U3, the FIN case: half of a JSON body of known length, then FIN. */
    public static Script closeInBody(String json) {
        return Script.head(200, JSON, "content-length: " + utf8(json).length)
                .bytes(half(utf8(json)))
                .fin();
    }

    /** U3, the FIN case: these events, then FIN without the last chunk. */
    public static Script closeInStream(String... data) {
        return events(data).fin();
    }

    /** U3, the framing case: these events, then a chunk size that is none. */
    public static Script badChunkSize(String... data) {
        return events(data).bytes("zz\r\nx\r\n");
    }

    /** U4: never answers. */
    public static Script hang() {
        return Script.silence().hang();
    }

    /** U4: answers too late. */
    public static Script late(Duration after, String json) {
        return Script.silence().pause(after).and(Script.json(200, json));
    }

    /** U4: these events, then silence. */
    public static Script stallInStream(String... data) {
        return events(data).hang();
    }

    /** U4, U5: a stream one event at a time. */
    public static Script slowStream(Duration gap, String... data) {
        Script script = Script.head(200, EVENT_STREAM);
        for (String each : data) {
            script = script.chunk(event(each)).pause(gap);
        }
        return script.end();
    }

    /** U4: a JSON body byte by byte. */
    public static Script slowBody(Duration gap, String json) {
        byte[] bytes = utf8(json);
        return Script.head(200, JSON, "content-length: " + bytes.length).drip(bytes, 1, gap);
    }

    /** U6 */
    public static Script garbageJson() {
        return Script.json(200, "{\"choices\":[{\"message\":");
    }

    /** U6 */
    public static Script htmlPage() {
        return Script.head(200, "content-type: text/html").body("<html><body>502 Bad Gateway</body></html>");
    }

    /** U6 */
    public static Script empty() {
        return Script.json(200, "");
    }

    /** U7: the stream in two pieces that meet at {@code offset}. */
    public static Script splitStream(byte[] stream, int offset) {
        Script script = Script.head(200, EVENT_STREAM);
        if (offset > 0) {
            script = script.chunk(Arrays.copyOf(stream, offset)).pause(1);
        }
        return offset < stream.length
                ? script.chunk(Arrays.copyOfRange(stream, offset, stream.length))
                        .end()
                : script.end();
    }

    /** U10 */
    public static Script overloaded(int status, String retryAfter) {
        return Script.json(status, "{\"error\":{\"message\":\"overloaded\"}}", "retry-after: " + retryAfter);
    }

    /** U11: a JSON string of so many bytes. */
    public static Script hugeBody(long bytes) {
        return Script.head(200, JSON)
                .chunk("{\"x\":\"")
                .flood("x".repeat(64 * 1024), bytes / (64 * 1024))
                .chunk("\"}")
                .end();
    }

    /** U11: one event in one line of so many bytes. */
    public static Script oneLongLine(long bytes) {
        return Script.head(200, EVENT_STREAM)
                .chunk("data: ")
                .flood("x".repeat(16 * 1024), bytes / (16 * 1024))
                .chunk("\n\n")
                .end();
    }

    /** U11: so many tiny events; {@link Long#MAX_VALUE} never ends. */
    public static Script tinyEvents(long events) {
        return Script.head(200, EVENT_STREAM).flood("data: {}\n\n", events).end();
    }

    /** U12: a body in the coding that the header names. */
    public static Script encoded(String coding, byte[] body) {
        return Script.head(200, JSON, "content-encoding: " + coding).body(body);
    }

    /** U12: whole by its length, but cut in the middle of the compressed data. */
    public static Script truncatedGzip(String json) {
        return encoded("gzip", half(Encodings.gzip(utf8(json))));
    }

    /** U12: says it is compressed, and is not. */
    public static Script lyingEncoding(String coding, String json) {
        return encoded(coding, utf8(json));
    }

    /** U14 */
    public static Script redirect(String location) {
        return Script.head(302, "location: " + location).body("");
    }

    /** U14 */
    public static Script switchingProtocols() {
        return Script.head(101, "connection: upgrade", "upgrade: websocket");
    }

    /** U14: an answer that has no body by its status, 204 or 304. */
    public static Script bodiless(int status) {
        return Script.head(status);
    }

    /** U15: so many interim answers before the real one. */
    public static Script interimFlood(long times, String json) {
        return Script.silence()
                .floodBytes(utf8("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"), times)
                .and(Script.json(200, json));
    }

    /** U15 */
    public static Script hugeHeader(int bytes) {
        return Script.json(200, "{}", "x-huge: " + "h".repeat(bytes));
    }

    /** U15: any bytes in the place of a header line. */
    public static Script junkHeader(String line) {
        return Script.json(200, "{}", line);
    }

    private static Script events(String... data) {
        Script script = Script.head(200, EVENT_STREAM);
        for (String each : data) {
            script = script.chunk(event(each));
        }
        return script;
    }

    private static String event(String data) {
        return "data: " + data + "\n\n";
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
