package ai.gateway.testing;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A service account of Google's, with a key of its own, as its file says it. */
public final class ServiceAccount {

    private final KeyPair key;

    private ServiceAccount(KeyPair key) {
        this.key = key;
    }

    public static ServiceAccount create() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            return new ServiceAccount(keys.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the file that its owner downloads. */
    public Path file(Path dir, String tokenUri) throws IOException {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        byte[] json = new JsonWriter()
                .beginObject()
                .field("type", "service_account")
                .field("project_id", "p")
                .field("private_key_id", "1")
                .field("private_key", pem)
                .field("client_email", "robot@p.iam.gserviceaccount.com")
                .field("client_id", "7")
                .field("token_uri", tokenUri)
                .endObject()
                .toBytes();
        return Files.write(dir.resolve("service-account.json"), json);
    }

    /** What the assertion in a form claims, if this account has signed it. */
    public Json claims(String form) {
        String assertion = Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith("assertion="))
                .map(field -> URLDecoder.decode(field.substring(10), UTF_8))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no assertion in " + form));
        String[] parts = assertion.split("\\.");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                throw new IllegalArgumentException("an assertion that another has signed");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return Json.parse(Base64.getUrlDecoder().decode(parts[1]));
    }
}
