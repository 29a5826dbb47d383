package ai.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes digests of keys: HMAC-SHA-256 under a secret of the gateway's. Who has the digests but not the secret cannot try
 * keys against them, and who tries keys at the gateway learns nothing from how long it looks: one digest has nothing to do
 * with that of a key that begins the same.
 */
public final class KeyHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;
    private final ThreadLocal<Mac> macs;

    public KeyHash(byte[] secret) {
        this.secret = secret.clone();
        this.macs = ThreadLocal.withInitial(this::mac);
    }

    public Digest of(String key) {
        return Digest.of(macs.get().doFinal(key.getBytes(StandardCharsets.UTF_8)));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash that && Arrays.equals(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return 0; // says nothing of the secret
    }
}
