package ai.gateway.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** An identity provider with a key of its own, which signs tokens as the sample's head does by hand. */
final class TenantTokens {

    /** Where Spring Security is told whose tokens are good. */
    static final String WHOSE = "spring.security.oauth2.resourceserver.jwt.public-key-location";

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    TenantTokens() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String publicKeyIn(Path folder) {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        try {
            return Files.writeString(folder.resolve("tenants.pem"), pem).toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header in which a caller shows its token. */
    String[] of(String name, String tenant, String models) {
        String claims = "{\"sub\":\"" + name + "\",\"tenant\":\"" + tenant + "\",\"models\":[\"" + models
                + "\"],\"exp\":4102444800}";
        String said = encoded("{\"alg\":\"RS256\"}") + "." + encoded(claims);
        return new String[] {"authorization", "Bearer " + said + "." + signature(said)};
    }

    private static String encoded(String json) {
        return URL.encodeToString(json.getBytes(UTF_8));
    }

    private String signature(String said) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(said.getBytes(US_ASCII));
            return URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
