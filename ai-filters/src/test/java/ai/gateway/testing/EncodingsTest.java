package ai.gateway.testing;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EncodingsTest {

    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    @Test
    void gzip_deflate_decodedByTheJdk() throws Exception {
        assertThat(new GZIPInputStream(new ByteArrayInputStream(Encodings.gzip(HELLO))).readAllBytes())
                .isEqualTo(HELLO);
        assertThat(new InflaterInputStream(new ByteArrayInputStream(Encodings.deflate(HELLO))).readAllBytes())
                .isEqualTo(HELLO);
    }

    @Test
    void gzipBomb_decoded_thousandfold() throws Exception {
        byte[] bomb = Encodings.gzipBomb(8);

        long plain = new GZIPInputStream(new ByteArrayInputStream(bomb)).skip(Long.MAX_VALUE);

        assertThat(plain).isEqualTo(8 << 20);
        assertThat(plain / bomb.length).isGreaterThan(900);
    }

    /** No decoder is on the class path: the reference decoders of both formats read these very bytes. */
    @Test
    void brotli_zstd_storedBlocks() {
        assertThat(hex(Encodings.brotli(HELLO))).isEqualTo("400010" + hex(HELLO) + "03");
        assertThat(hex(Encodings.zstd(HELLO))).isEqualTo("28b52ffd0038" + "280000" + hex(HELLO) + "010000");
    }

    @Test
    void zstdBomb_megabytes_fewBytes() {
        assertThat(Encodings.zstdBomb(64)).hasSize(6 + 64 * 16 * 4 + 3);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
