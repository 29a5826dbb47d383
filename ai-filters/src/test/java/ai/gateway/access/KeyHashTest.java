package ai.gateway.access;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyHashTest {

    /** Test case 2 of RFC 4231. */
    @Test
    void of_knownAnswer_isHmacSha256() {
        Digest digest = new KeyHash("Jefe".getBytes(UTF_8)).of("what do ya want for nothing?");
        assertThat(digest.hex()).isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(Digest.ofHex(digest.hex())).isEqualTo(digest).hasSameHashCodeAs(digest);
    }

    @Test
    void of_anotherSecretOrKey_isAnother() {
        KeyHash hash = new KeyHash(new byte[] {1, 2, 3});
        assertThat(hash.of("a")).isNotEqualTo(hash.of("b")).isNotEqualTo(new KeyHash(new byte[] {1, 2}).of("a"));
        assertThat(hash).isEqualTo(new KeyHash(new byte[] {1, 2, 3})).isNotEqualTo(new KeyHash(new byte[] {1, 2}));
    }

    @Test
    void of_manyThreads_doNotDisturbEachOther() {
        KeyHash hash = new KeyHash(new byte[32]);
        Digest expected = hash.of("key");
        assertThat(IntStream.range(0, 2000).parallel().mapToObj(i -> {
                    hash.of("other " + i);
                    return hash.of("key");
                }))
                .containsOnly(expected);
    }

    @Test
    void equals_oneBitDiffers_anywhere_isNo() {
        String hex = "00".repeat(32);
        for (int i = 0; i < hex.length(); i++) {
            String other = hex.substring(0, i) + "1" + hex.substring(i + 1);
            assertThat(Digest.ofHex(other)).isNotEqualTo(Digest.ofHex(hex));
        }
    }

    @Test
    void ofHex_wrongLength_isTold() {
        assertThatThrownBy(() -> Digest.ofHex("abc")).hasMessage("digest: 3 characters (expected: 64)");
    }
}
