package ai.gateway.admin;

import ai.gateway.access.KeyForm;
import ai.gateway.access.KeyHash;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Keys of providers, as they are kept. */
class SealTest {

    private static final Map<String, String> KEYS = Map.of("openai", "callers-own", "groq", "another");

    private final KeyHash hash = new KeyHash("a-secret-for-digests".getBytes(UTF_8));
    private final Seal seal = new Seal(hash);

    @Test
    void open_whatWasClosed_isTheSame_andClosedItSaysNothing() {
        Map<String, String> closed = seal.close(KEYS);
        assertThat(closed.toString()).doesNotContain("callers-own", "another");
        assertThat(seal.close(KEYS)).isNotEqualTo(closed);
        assertThat(new Seal(hash).open(closed)).isEqualTo(KEYS);
    }

    @Test
    void open_forAnotherProviderOrUnderAnotherSecret_fails() {
        Map<String, String> closed = seal.close(KEYS);
        String ofOpenai = String.valueOf(closed.get("openai"));
        assertThatThrownBy(() -> seal.open(Map.of("groq", ofOpenai))).hasMessageContaining("provider-keys.groq");
        Seal other = new Seal(new KeyHash("another-secret-for-digests".getBytes(UTF_8)));
        assertThatThrownBy(() -> other.open(closed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keptKey_whoeverHasLostTheSecret_canStillShowIt() {
        KeptKey kept = new KeptKey(
                KeyForm.of("alice").withProviderKeys(seal.close(KEYS)), hash.of("sk-alice-0123456789"), null);
        KeptKey again = KeptKey.read(kept.body());
        assertThat(again).isEqualTo(kept);
        assertThat(again.shown()).contains("\"provider_keys\":[\"groq\",\"openai\"]");
    }
}
