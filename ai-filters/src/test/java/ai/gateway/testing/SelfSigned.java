package ai.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A key with a certificate for 127.0.0.1 and localhost that nobody vouches for, made by the JDK's own keytool. */
public final class SelfSigned {

    public static final String PASSWORD = "changeit";

    private SelfSigned() {}

    /** Makes a PKCS #12 store with that key in the directory. */
    public static Path keystore(Path directory) {
        Path store = directory.resolve("self-signed.p12");
        try {
            Process keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost,ip:127.0.0.1",
                            "-alias",
                            "edge",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            store.toString()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes());
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
            return store;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The properties that have a server speak TLS with that key. */
    public static String[] serverProperties(Path store) {
        return new String[] {
            "server.ssl.key-store=" + store,
            "server.ssl.key-store-password=" + PASSWORD,
            "server.ssl.key-store-type=PKCS12",
            "server.ssl.key-alias=edge"
        };
    }
}
