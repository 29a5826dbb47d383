package ai.gateway.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class Utf8Test {

    /** The examples of the WHATWG and Unicode 3.9 tables; F stands for U+FFFD. */
    @ParameterizedTest
    @CsvSource({
        "41C3A942, -1, AéB", "C0AF, 0, FF", "E0809F, 0, FFF", "EDA080, 0, FFF", "F4919293FF41, 0, FFFFFA",
        "E18041, 0, FA", "F0908041, 0, FA", "61C3B1E180C2, 3, añFF", "F09F98, 0, F", "F8888080, 0, FFFF",
        "6162636465666768C2, 8, abcdefghF", "80, 0, F"
    })
    void malformed_isFoundAndMendedByMaximalSubparts(String hex, int invalid, String repaired) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(Utf8.firstInvalid(bytes, 0, bytes.length)).isEqualTo(invalid);
        assertThat(new String(Utf8.repair(bytes, 0, bytes.length), UTF_8)).isEqualTo(repaired.replace('F', '\uFFFD'));
    }

    @Test
    void everyCodePoint_isValid() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(codePoint).getBytes(UTF_8);
                assertThat(Utf8.firstInvalid(bytes, 0, bytes.length)).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomBytes_sameVerdictAndTextAsTheJdk(long seed) {
        Random random = new Random(seed);
        int[] leads = {0x41, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0x80, 0x9F, 0xA0, 0xBF, 0xFF};
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) leads[random.nextInt(leads.length)];
            }
            String what = "random " + seed + ": " + HexFormat.of().formatHex(bytes);
            boolean valid = Utf8.firstInvalid(bytes, 0, bytes.length) < 0;

            assertThat(valid).as(what).isEqualTo(jdkTakes(bytes));
            byte[] repaired = Utf8.repair(bytes, 0, bytes.length);
            assertThat(jdkTakes(repaired)).as(what).isTrue();
            // The JDK takes a surrogate for one error, the standard for three.
            if (what.indexOf("ed") < 0) {
                assertThat(new String(repaired, UTF_8)).as(what).isEqualTo(new String(bytes, UTF_8));
            }
        }
    }

    private static boolean jdkTakes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
