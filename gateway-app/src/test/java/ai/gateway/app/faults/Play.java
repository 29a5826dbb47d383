package ai.gateway.app.faults;

import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp.Ending;
import ai.gateway.testing.Script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One answer of a Gemini provider, made up by its seed: how long it is, how the network cuts it, how much comes at once,
 * and whether it breaks off.
 *
 * @param whole the bytes that it has, or would have
 */
record Play(int seed, boolean stream, boolean breaks, byte[] whole, Script script) {

    static Play of(int seed) {
        Random random = new Random(seed);
        boolean stream = random.nextInt(3) > 0;
        boolean breaks = random.nextInt(4) == 0;
        byte[] whole = (stream
                        ? events(random)
                        : json(text(random, 1 << (4 + random.nextInt(13))), ",\"finishReason\":\"STOP\""))
                .getBytes(StandardCharsets.UTF_8);
        byte[] told = breaks ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole;
        Script script = Script.head(
                200,
                "content-type: " + (stream ? "text/event-stream" : "application/json"),
                "transfer-encoding: chunked");
        return new Play(seed, stream, breaks, whole, cut(random, script, told, breaks));
    }

    private static String events(Random random) {
        StringBuilder events = new StringBuilder();
        int longest = 1 << random.nextInt(12);
        for (int i = random.nextInt(300); i >= 0; i--) {
            String finish = i == 0 ? ",\"finishReason\":\"STOP\"" : "";
            events.append("data: ").append(json(text(random, longest), finish)).append("\n\n");
        }
        return events.toString();
    }

    private static String json(String text, String finish) {
        return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"" + text + "\"}]},\"index\":0"
                + finish + "}],\"usageMetadata\":{\"promptTokenCount\":7,\"candidatesTokenCount\":3}}";
    }

    private static String text(Random random, int longest) {
        return random.ints(random.nextInt(longest + 1), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** In chunks of any size, of which any number come in one piece, the end among them. */
    private static Script cut(Random random, Script head, byte[] told, boolean breaks) {
        Script script = head;
        int largest = Math.max(1 << (4 + random.nextInt(10)), told.length / 100);
        int atOnce = 1 << (8 + random.nextInt(10));
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int from = 0; from < told.length; ) {
            int to = Math.min(told.length, from + 1 + random.nextInt(largest));
            batch.writeBytes((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            batch.write(told, from, to - from);
            batch.writeBytes(new byte[] {'\r', '\n'});
            from = to;
            if (batch.size() > atOnce) {
                script = script.bytes(batch.toByteArray());
                script = random.nextInt(8) == 0 ? script.pause(1) : script;
                batch.reset();
            }
        }
        batch.writeBytes((breaks ? "" : "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        script = script.bytes(batch.toByteArray());
        if (!breaks) {
            return script;
        }
        return switch (random.nextInt(3)) {
            case 0 -> script.reset();
            case 1 -> script.fin();
            default -> script.bytes("zz\r\nx\r\n");
        };
    }

    String path() {
        return "/v1beta/models/gemini/p" + seed + "x:" + (stream ? "streamGenerateContent?alt=sse" : "generateContent");
    }

    /** What an upstream calls it. */
    String glob() {
        return "*/p" + seed + "x:*";
    }

    /** What a client that reads to the end must have got. */
    void assertTold(Answer answer) {
        if (!breaks) {
            assertThat(answer.status()).as("%s: %s", this, answer.text()).isEqualTo(200);
            assertThat(answer.ending()).as("%s", this).isEqualTo(Ending.CLEAN_END);
            assertThat(answer.body()).as("%s", this).isEqualTo(whole);
        } else if (answer.status() == 502) {
            assertThat(answer.ending()).as("%s", this).isEqualTo(Ending.CLEAN_END);
        } else {
            assertThat(answer.status()).as("%s: %s", this, answer.text()).isEqualTo(200);
            assertThat(answer.ending()).as("%s", this).isIn(Ending.CLOSED, Ending.RESET);
            String text = answer.text();
            int error = stream ? text.lastIndexOf("data: {\"error\"") : text.length();
            assertThat(error).as("%s: %s", this, text).isNotNegative();
            assertBeginning(text.substring(0, error));
            assertThat(!stream || error == 0 || text.startsWith("\n\n", error - 2))
                    .as("%s: whole frames before the error", this)
                    .isTrue();
        }
    }

    /** What a client that left early may have got. */
    void assertBeginning(String got) {
        assertThat(new String(whole, StandardCharsets.UTF_8)).as("%s", this).startsWith(got);
    }

    @Override
    public String toString() {
        return "seed " + seed + (stream ? ", a stream" : ", a whole answer") + " of " + whole.length + " bytes"
                + (breaks ? " that breaks off" : "");
    }
}
