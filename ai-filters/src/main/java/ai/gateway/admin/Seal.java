package ai.gateway.admin;

import ai.gateway.access.KeyHash;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Keeps secrets that have to be shown again, such as keys of providers, from those who read the database: AES-GCM under a key
 * that is made of {@code keys-secret}.
 */
final class Seal {

    private static final String PURPOSE = "ai.gateway: keys of providers in the store";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    Seal(KeyHash hash) {
        this.key = new SecretKeySpec(HexFormat.of().parseHex(hash.of(PURPOSE).hex()), "AES");
    }

    Map<String, String> close(Map<String, String> open) {
        Map<String, String> closed = new TreeMap<>();
        open.forEach((name, secret) -> closed.put(name, close(name, secret)));
        return closed;
    }

    /** @throws IllegalArgumentException where it was closed under another secret */
    Map<String, String> open(Map<String, String> closed) {
        Map<String, String> open = new TreeMap<>();
        closed.forEach((name, each) -> open.put(name, open(name, each)));
        return open;
    }

    private String close(String name, String secret) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(secret.getBytes(UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE + closed.length);
            System.arraycopy(closed, 0, all, NONCE, closed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private String open(String name, String closed) {
        try {
            byte[] all = Base64.getDecoder().decode(closed);
            byte[] nonce = Arrays.copyOf(all, NONCE);
            return new String(cipher(Cipher.DECRYPT_MODE, nonce, name).doFinal(all, NONCE, all.length - NONCE), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "provider-keys." + name + ": sealed under another keys-secret (expected: to be set anew)", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(UTF_8));
        return cipher;
    }
}
