package ai.gateway.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SseReaderTest {

    static List<Arguments> streams() {
        return List.of(
                Arguments.of("data: a\n\ndata:b\n\n", List.of("|a", "|b", "WHOLE")),
                Arguments.of("data: a\r\n\r\ndata: b\r\n\r\n", List.of("|a", "|b", "WHOLE")),
                Arguments.of("data: a\r\rdata: b\r\r", List.of("|a", "|b", "WHOLE")),
                Arguments.of("data: a\r\n\ndata: b\n\r\ndata: c\r\r\n", List.of("|a", "|b", "|c", "WHOLE")),
                Arguments.of("\uFEFFdata: a\n\n", List.of("|a", "WHOLE")),
                Arguments.of("\uFEFF: c\ndata: a\n\n", List.of("|a", "WHOLE")),
                Arguments.of("data: \uFEFFa\n\n", List.of("|\uFEFFa", "WHOLE")),
                Arguments.of(": c\n\ndata: a\n: between\ndata: b\n\n:\n", List.of("|a\nb", "WHOLE")),
                Arguments.of("event: x\ndata: a\n\ndata: b\n\n", List.of("x|a", "|b", "WHOLE")),
                Arguments.of("data: a\nevent:x\nid: 1\nretry: 5\nother: y\n\n", List.of("x|a", "WHOLE")),
                Arguments.of("event: x\n\ndata: b\n\n", List.of("|b", "WHOLE")),
                Arguments.of("data: 1\ndata:  2\ndata\ndata:\n\n", List.of("|1\n 2\n\n", "WHOLE")),
                Arguments.of("data\n\n", List.of("|", "WHOLE")),
                Arguments.of("database: x\n\ndat: y\n\n data: z\n\n", List.of("WHOLE")),
                Arguments.of("data: a\n\n\n\n\ndata: b\n\n", List.of("|a", "|b", "WHOLE")),
                Arguments.of("data: a\n\ndata: b\n", List.of("|a", "|b", "UNTERMINATED")),
                Arguments.of("data: a\n\ndata: b", List.of("|a", "|b", "UNTERMINATED")),
                Arguments.of("data: a\r\n\r\ndata: b\r", List.of("|a", "|b", "UNTERMINATED")),
                Arguments.of("data: a\n\nevent: b\n", List.of("|a", "CUT")),
                Arguments.of("data: a\n\nda", List.of("|a", "CUT")),
                Arguments.of("data: a\n\n: half a comment", List.of("|a", "WHOLE")),
                Arguments.of("data: é€😀\n\n", List.of("|é€😀", "WHOLE")),
                Arguments.of("", List.of("WHOLE")));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void feed_howeverCut_readsAsTheStandardSays(String stream, List<String> expected) {
        byte[] bytes = stream.getBytes(UTF_8);

        assertThat(Frames.everyWay(stream, () -> new SseReader(1000), bytes)).isEqualTo(expected);
    }

    @Test
    void feed_eventWholeInTheChunk_isNotCopied() {
        byte[] chunk = "event: x\ndata: abc\n\ndata: d\n\n".getBytes(UTF_8);
        StringBuilder seen = new StringBuilder();
        new SseReader(100).feed(chunk, 0, chunk.length, (name, bytes, from, to) -> {
            assertThat(bytes).isSameAs(chunk);
            seen.append(name).append(from).append('-').append(to).append(' ');
        });

        assertThat(seen).hasToString("x15-18 26-27 ");
    }

    @Test
    void feed_eventAboveTheCap_isRefusedHoweverCut() {
        byte[] fits = "data: 34567890\n\n".getBytes(UTF_8);
        byte[] tooLong = "event: x\ndata: 9\n\ndata: 3456789012\n\n".getBytes(UTF_8);
        byte[] sum = "event: x\ndata: 123456\n\n".getBytes(UTF_8);

        assertThat(Frames.everyWay("fits", () -> new SseReader(14), fits)).containsExactly("|34567890", "WHOLE");
        assertThat(Frames.everyWay("one line", () -> new SseReader(15), tooLong))
                .hasSize(2)
                .contains("TOO_LARGE");
        assertThat(Frames.everyWay("sum", () -> new SseReader(15), sum)).containsExactly("TOO_LARGE");
    }

    @Test
    void feed_commentLongerThanTheCap_isReadPast() {
        byte[] bytes = (": " + "x".repeat(5000) + "\ndata: a\n\n:" + "y".repeat(3000) + "\n\n").getBytes(UTF_8);

        assertThat(Frames.everyWay("comments", () -> new SseReader(20), bytes)).containsExactly("|a", "WHOLE");
    }

    @Test
    void feed_millionsOfTinyEventsAndComments_allocatesNothingPerEvent() {
        byte[] chunk = "event: e\ndata: x\n\n: ping\n\n".repeat(1000).getBytes(UTF_8);
        SseReader reader = new SseReader(1000);
        long[] count = {0};
        FrameSink sink = (name, bytes, from, to) -> count[0]++;
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        reader.feed(chunk, 0, chunk.length, sink);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            reader.feed(chunk, 0, chunk.length, sink);
        }

        assertThat(count[0]).isEqualTo(10_001_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8 << 20);
    }

    @Test
    void event_readBack_isTheSame() {
        byte[] event = SseWriter.event("x", "a\nb\r\nc\rd");

        assertThat(new String(event, UTF_8)).isEqualTo("event: x\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
        assertThat(new String(SseWriter.event("", "{}"), UTF_8)).isEqualTo("data: {}\n\n");
        assertThat(new String(SseWriter.event("", ""), UTF_8)).isEqualTo("data: \n\n");
        assertThat(new String(SseWriter.comment("keep\nalive"), UTF_8)).isEqualTo(": keep\n: alive\n\n");
        assertThat(Frames.whole(new SseReader(100), event)).containsExactly("x|a\nb\nc\nd", "WHOLE");
        assertThatIllegalArgumentException().isThrownBy(() -> SseWriter.event("a\nb", "x"));
    }
}
