package ai.gateway.app.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageScannerTest {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: a\r\n\r\n";

    /** Feeds bytes in pieces and plays the codec: each head is followed by the next of the given lengths. */
    private static List<String> heads(String bytes, int piece, long... lengths) {
        MessageScanner scanner = new MessageScanner();
        List<String> heads = new ArrayList<>();
        StringBuilder seen = new StringBuilder();
        for (int start = 0; start < bytes.length(); start += piece) {
            String part = bytes.substring(start, Math.min(bytes.length(), start + piece));
            ByteBuf in = Unpooled.copiedBuffer(part, StandardCharsets.ISO_8859_1);
            int at = 0;
            while (at < in.writerIndex()) {
                int next = scanner.scan(in, at);
                seen.append(part, at, next);
                at = next;
                if (scanner.atHeadEnd()) {
                    scanner.body(lengths[heads.size()]);
                    heads.add(seen.toString());
                    seen.setLength(0);
                } else if (scanner.idle()) {
                    seen.setLength(0);
                }
            }
        }
        assertThat(scanner.idle()).as("at the end, in pieces of %d", piece).isTrue();
        return heads;
    }

    @Test
    void scan_inAnyPieces_findsTheSameHeads() {
        String json = "{\r\n \"a\": 1\r\n\r\n\t}";
        String bytes =
                HEAD + json + HEAD + "\r\n" + HEAD + "b;x=\"1\"\r\n\r\n \r\n\t\r\n\r\n \r\n0\r\nT: v\r\n\r\n" + HEAD;
        for (int piece = 1; piece <= bytes.length(); piece++) {
            assertThat(heads(bytes, piece, json.length(), 0, MessageScanner.CHUNKED, 0))
                    .as("in pieces of %d", piece)
                    .hasSize(4)
                    .allMatch(head -> head.strip().equals(HEAD.strip()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
                "GET / HTTP/1.1\r\n\tA: b\r\n\r\n",
                " GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\n c\r\n\r\n"
            })
    void scan_foldedLine_isRefusedInAnyPieces(String head) {
        for (int size = 1; size <= head.length(); size++) {
            int piece = size;
            assertThatThrownBy(() -> heads(head, piece, 0))
                    .as("in pieces of %d", piece)
                    .isInstanceOf(Rejection.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "x\r\n", " 5\r\n", ";a\r\n", "123456789\r\n"})
    void scan_chunkWithoutPlainSize_isRefused(String size) {
        assertThatThrownBy(() -> heads(HEAD + size, 1, MessageScanner.CHUNKED)).isInstanceOf(Rejection.class);
    }
}
