package ai.gateway.reach;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The header {@link #HEADER}: it shows who has sent a body, and when: {@code t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>">}. */
public final class Signature {

    public static final String HEADER = "ai-gateway-signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    public static String of(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }
}
