package ai.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an upstream does with one request, from the first byte of its answer to the end of the connection. Immutable: every verb
 * returns a longer script. A script that ends without {@link #fin}, {@link #reset} or {@link #hang} leaves the connection open
 * for the next request.
 */
public final class Script {

    private static final int FLOOD_BLOCK = 16 * 1024;

    private final List<Step> steps;
    private final boolean early;

    private Script(List<Step> steps, boolean early) {
        this.steps = List.copyOf(steps);
        this.early = early;
    }

    /** Nothing; the start of scripts that do not begin with a head. */
    public static Script silence() {
        return new Script(List.of(), false);
    }

    /** A status line and header lines, {@code "name: value"}. The framing header follows from the verb that comes next. */
    public static Script head(int status, String... headers) {
        return silence().and(new Step.Head(status, List.of(headers)));
    }

    /** A whole JSON answer. */
    public static Script json(int status, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of("content-type: application/json"));
        all.addAll(List.of(headers));
        return head(status, all.toArray(String[]::new)).body(json);
    }

    /** A whole event stream, one chunk an event, one event a {@code data}. */
    public static Script sse(String... data) {
        Script script = head(200, "content-type: text/event-stream");
        for (String each : data) {
            script = script.chunk("data: " + each + "\n\n");
        }
        return script.end();
    }

    public Script body(String text) {
        return body(utf8(text));
    }

    /** The bytes as they are; the head gets their length unless it names a length (a wrong one, say) itself. */
    public Script body(byte[] bytes) {
        return framedBy("content-length: " + bytes.length).bytes(bytes);
    }

    public Script chunk(String text) {
        return chunk(utf8(text));
    }

    /** One chunk of the chunked transfer coding. */
    public Script chunk(byte[] bytes) {
        return framedBy("transfer-encoding: chunked").bytes(framed(bytes));
    }

    /** The bytes in chunks of {@code size} with a pause between them. */
    public Script chunks(byte[] bytes, int size, Duration gap) {
        Script script = this;
        for (byte[] slice : slices(bytes, size)) {
            script = script.chunk(slice).pause(gap);
        }
        return script;
    }

    /** The last, empty chunk. */
    public Script end() {
        return framedBy("transfer-encoding: chunked").bytes("0\r\n\r\n");
    }

    public Script bytes(String text) {
        return bytes(utf8(text));
    }

    /** Raw bytes on the wire, without any framing. */
    public Script bytes(byte[] bytes) {
        return and(new Step.Bytes(bytes.clone()));
    }

    /** Raw bytes in slices of {@code size} with a pause between them. */
    public Script drip(byte[] bytes, int size, Duration gap) {
        Script script = this;
        for (byte[] slice : slices(bytes, size)) {
            script = script.bytes(slice).pause(gap);
        }
        return script;
    }

    /** The same text as one chunk each, so many times; never more than one block of it is in memory. */
    public Script flood(String text, long times) {
        return framedBy("transfer-encoding: chunked").floodBytes(framed(utf8(text)), times);
    }

    public Script floodBytes(byte[] unit, long times) {
        int batch = Math.max(1, FLOOD_BLOCK / unit.length);
        ByteArrayOutputStream block = new ByteArrayOutputStream(batch * unit.length);
        for (int i = 0; i < batch; i++) {
            block.writeBytes(unit);
        }
        return and(new Step.Flood(block.toByteArray(), times / batch)).and(new Step.Flood(unit, times % batch));
    }

    public Script pause(Duration duration) {
        return duration.isZero() ? this : and(new Step.Pause(duration.toNanos()));
    }

    public Script pause(long millis) {
        return pause(Duration.ofMillis(millis));
    }

    /** Stops here with the connection open, until {@link FaultUpstream#release()} lets it go on. */
    public Script hang() {
        return and(new Step.Hang());
    }

    /** Ends the connection by RST. */
    public Script reset() {
        return and(new Step.Reset());
    }

    /** Ends the connection by FIN. */
    public Script fin() {
        return and(new Step.Fin());
    }

    /** This script and then the other. */
    public Script and(Script then) {
        List<Step> longer = new ArrayList<>(steps);
        longer.addAll(then.steps);
        return new Script(longer, early);
    }

    /** Begins when the request's head is there, before its body. */
    public Script early() {
        return new Script(steps, true);
    }

    /** The same bytes, but never more than {@code size} in one write, with a pause between the writes. */
    public Script sliced(int size, Duration gap) {
        Script script = new Script(List.of(), early);
        for (Step step : steps) {
            script = step instanceof Step.Bytes raw
                    ? script.drip(raw.bytes(), size, gap)
                    : step instanceof Step.Head head ? script.drip(head.bytes(), size, gap) : script.and(step);
        }
        return script;
    }

    List<Step> steps() {
        return steps;
    }

    boolean isEarly() {
        return early;
    }

    static List<byte[]> slices(byte[] bytes, int size) {
        List<byte[]> slices = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += size) {
            slices.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
        }
        return slices;
    }

    private Script framedBy(String header) {
        List<Step> framed = new ArrayList<>(steps);
        for (int i = framed.size() - 1; i >= 0; i--) {
            if (framed.get(i) instanceof Step.Head head) {
                if (head.isFramed()) {
                    return this;
                }
                List<String> headers = new ArrayList<>(head.headers());
                headers.add(header);
                framed.set(i, new Step.Head(head.status(), headers));
                return new Script(framed, early);
            }
        }
        return this;
    }

    private Script and(Step step) {
        return and(new Script(List.of(step), early));
    }

    private static byte[] framed(byte[] bytes) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(bytes.length + 16);
        chunk.writeBytes(utf8(Integer.toHexString(bytes.length) + "\r\n"));
        chunk.writeBytes(bytes);
        chunk.writeBytes(utf8("\r\n"));
        return chunk.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
