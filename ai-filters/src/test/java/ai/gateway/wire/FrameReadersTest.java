package ai.gateway.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class FrameReadersTest {

    static List<Arguments> ndjson() {
        return List.of(
                Arguments.of("{\"a\":1}\n{\"b\":2}\n", List.of("|{\"a\":1}", "|{\"b\":2}", "WHOLE")),
                Arguments.of("{}\r\n\r\n \n[]", List.of("|{}", "|[]", "UNTERMINATED")),
                Arguments.of("{}\n ", List.of("|{}", "WHOLE")),
                Arguments.of("", List.of("WHOLE")),
                Arguments.of("12345678901\n", List.of("TOO_LARGE")),
                Arguments.of("1\n1234567890\n12345678901", List.of("|1", "|1234567890", "TOO_LARGE")));
    }

    @ParameterizedTest
    @MethodSource("ndjson")
    void ndjson_howeverCut_givesTheLines(String stream, List<String> expected) {
        byte[] bytes = stream.getBytes(UTF_8);

        assertThat(Frames.everyWay(stream, () -> new NdjsonReader(10), bytes)).isEqualTo(expected);
    }

    static List<Arguments> arrays() {
        return List.of(
                Arguments.of("[{\"a\":1},\n{\"b\":[2]}]\n", List.of("|{\"a\":1}", "|{\"b\":[2]}", "WHOLE")),
                Arguments.of("[{\"]}\\\"\":\"[\\\\\"}\r\n,\r\n{}]", List.of("|{\"]}\\\"\":\"[\\\\\"}", "|{}", "WHOLE")),
                Arguments.of("[1, \"a,]\" ,null,[[]] ]", List.of("|1", "|\"a,]\"", "|null", "|[[]]", "WHOLE")),
                Arguments.of(" [ ] ", List.of("WHOLE")),
                Arguments.of("[{}", List.of("|{}", "UNTERMINATED")),
                Arguments.of("[{},{\"a\"", List.of("|{}", "CUT")),
                Arguments.of("[{},", List.of("|{}", "CUT")),
                Arguments.of("", List.of("CUT")),
                Arguments.of("{}", List.of("CORRUPT")),
                Arguments.of("[{}{}]", List.of("|{}", "CORRUPT")),
                Arguments.of("[{},]", List.of("|{}", "CORRUPT")),
                Arguments.of("[] x", List.of("CORRUPT")),
                Arguments.of(
                        "[\"34567890123456789\",\"3456789012345678901\"]",
                        List.of("|\"34567890123456789\"", "TOO_LARGE")));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void jsonArray_howeverCut_givesTheElements(String stream, List<String> expected) {
        byte[] bytes = stream.getBytes(UTF_8);

        assertThat(Frames.everyWay(stream, () -> new JsonArrayReader(20), bytes))
                .isEqualTo(expected);
    }

    @Test
    void jsonArray_elementIsHandedOver_beforeTheCommaComes() {
        Frames frames = new Frames();
        JsonArrayReader reader = new JsonArrayReader(100);
        byte[] chunk = "[{\"a\":1}".getBytes(UTF_8);
        reader.feed(chunk, 0, chunk.length, frames);

        assertThat(reader.end(frames)).isEqualTo(FrameReader.End.UNTERMINATED);
        assertThat(Frames.whole(new JsonArrayReader(100), chunk)).containsExactly("|{\"a\":1}", "UNTERMINATED");
    }

    @Test
    void aws_eventsAndExceptions_roundTripHoweverCut() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(AwsEventStreamWriter.event("chunk", "{\"a\":1}".getBytes(UTF_8)));
        stream.writeBytes(AwsEventStreamWriter.message(Map.of(), new byte[0]));
        stream.writeBytes(AwsEventStreamWriter.exception("throttlingException", "{}".getBytes(UTF_8)));
        stream.writeBytes(AwsEventStreamWriter.message(
                Map.of(":message-type", "error", ":error-code", "E", ":error-message", "no \"way\""), new byte[0]));

        assertThat(Frames.everyWay("aws", () -> new AwsEventStreamReader(1000), stream.toByteArray()))
                .containsExactly(
                        "chunk|{\"a\":1}",
                        "|",
                        "!throttlingException|{}",
                        "!E|{\"message\":\"no \\\"way\\\"\"}",
                        "WHOLE");
    }

    @Test
    void aws_anyBitFlipped_isRefused() {
        byte[] message = AwsEventStreamWriter.event("chunk", "{}".getBytes(UTF_8));
        for (int bit = 0; bit < message.length * 8; bit++) {
            byte[] bad = message.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Frames.whole(new AwsEventStreamReader(1000), bad))
                    .as("bit %d", bit)
                    .containsExactly("CORRUPT");
        }
    }

    @Test
    void aws_headersOfAllTypes_readAsText() {
        String headers = "0174" + "00" + "0166" + "01" + "0162" + "02FF" + "0173" + "03FFFE" + "0169" + "040000002A"
                + "016C" + "0500000000FFFFFFFF" + "0178" + "060002CAFE" + "017A" + "0700026869"
                + "0164" + "0800000000000003E8" + "0175" + "09000102030405060708090A0B0C0D0E0F";
        AwsEventStreamReader reader = new AwsEventStreamReader(1000);
        byte[] message = message(HexFormat.of().parseHex(headers));
        StringBuilder seen = new StringBuilder();
        reader.feed(message, 0, message.length, (name, bytes, from, to) -> {
            for (String header : "t f b s i l x z d u none".split(" ")) {
                seen.append(reader.header(header)).append(' ');
            }
        });

        assertThat(seen.toString().trim())
                .isEqualTo("true false -1 -2 42 4294967295 yv4= hi 1970-01-01T00:00:01Z"
                        + " 00010203-0405-0607-0809-0a0b0c0d0e0f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "0561",
                "01610A",
                "016107",
                "01610700",
                "0161070005",
                "01610700056162",
                "016105000000",
                "0161FF"
            })
    void aws_malformedHeaders_areRefused(String hex) {
        byte[] message = message(HexFormat.of().parseHex(hex));

        assertThat(Frames.everyWay(hex, () -> new AwsEventStreamReader(1000), message))
                .containsExactly("CORRUPT");
    }

    @Test
    void aws_tooLongOrCut_isTold() {
        byte[] message = AwsEventStreamWriter.event("chunk", new byte[500]);

        assertThat(Frames.everyWay("long", () -> new AwsEventStreamReader(500), message))
                .containsExactly("TOO_LARGE");
        assertThat(Frames.whole(new AwsEventStreamReader(1000), Arrays.copyOf(message, 300)))
                .containsExactly("CUT");
    }

    /** A message with right checksums around whatever headers. */
    private static byte[] message(byte[] headers) {
        byte[] message = new byte[16 + headers.length];
        ByteBuffer out = ByteBuffer.wrap(message).putInt(message.length).putInt(headers.length);
        out.putInt(crc(message, 8)).put(headers).putInt(crc(message, message.length - 4));
        return message;
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
