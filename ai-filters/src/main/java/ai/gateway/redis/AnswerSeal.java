package ai.gateway.redis;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes answers, so that who reads Redis reads none, and who writes there can put none in the place of another: AES-256-GCM
 * under a key of the partition, bound to the name under which it is kept. A version, a nonce, what is closed.
 */
final class AnswerSeal {

    /** Raised when the same bytes would mean something else. */
    private static final byte VERSION = 1;

    private static final int NONCE = 12;
    private static final int HEAD = 1 + NONCE;
    private static final int TAG_BITS = 128;

    private final Function<String, SecretKeySpec> keys;
    private final SecureRandom random = new SecureRandom();

    /** @param keys of partitions */
    AnswerSeal(Function<String, SecretKeySpec> keys) {
        this.keys = keys;
    }

    byte[] close(String partition, String name, byte[] open) {
        byte[] head = new byte[HEAD];
        random.nextBytes(head);
        head[0] = VERSION;
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, partition, name, head);
            byte[] closed = Arrays.copyOf(head, HEAD + cipher.getOutputSize(open.length));
            cipher.doFinal(open, 0, open.length, closed, HEAD);
            return closed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /** Nothing where it was not closed for that place, by who has the secret. */
    byte @Nullable [] open(String partition, String name, byte[] closed) {
        if (closed.length < HEAD + TAG_BITS / Byte.SIZE || closed[0] != VERSION) {
            return null;
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, partition, name, closed).doFinal(closed, HEAD, closed.length - HEAD);
        } catch (AEADBadTagException notOurs) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private Cipher cipher(int mode, String partition, String name, byte[] head) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.apply(partition), new GCMParameterSpec(TAG_BITS, head, 1, NONCE));
        cipher.updateAAD(head, 0, 1);
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
