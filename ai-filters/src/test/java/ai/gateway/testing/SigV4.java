package ai.gateway.testing;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Checks version 4 of AWS's signature as the receiving side does: from the request as it came, by the published rules
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html), without anything of the SDK.
 */
public final class SigV4 {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private final String keyId;
    private final String secret;
    private final String scope;

    /** @param scope region and service, {@code eu-west-1/bedrock} */
    public SigV4(String keyId, String secret, String scope) {
        this.keyId = keyId;
        this.secret = secret;
        this.scope = scope;
    }

    /** What is wrong with it; null where it is well signed. */
    public @Nullable String fault(SeenRequest request) {
        String shown = request.header("authorization");
        if (shown == null || !shown.startsWith(ALGORITHM + " ")) {
            return "authorization: " + shown;
        }
        String date = String.valueOf(request.header("x-amz-date"));
        String credential = field(shown, "Credential");
        String expected = keyId + "/" + date.substring(0, 8) + "/" + scope + "/aws4_request";
        if (!credential.equals(expected)) {
            return "credential: " + credential + " (expected: " + expected + ")";
        }
        List<String> signed = List.of(field(shown, "SignedHeaders").split(";"));
        if (!signed.contains("host") || !signed.contains("x-amz-date")) {
            return "signed headers: " + signed;
        }
        String hash = hex(sha256(request.body()));
        String told = request.header("x-amz-content-sha256");
        if (told != null && !told.equals(hash)) {
            return "body: " + hash + ", told " + told;
        }
        String canonical = canonical(request, signed, hash);
        String toSign = String.join(
                "\n", ALGORITHM, date, expected.substring(keyId.length() + 1), hex(sha256(canonical.getBytes(UTF_8))));
        String signature = hex(hmac(key(date.substring(0, 8)), toSign));
        return signature.equals(field(shown, "Signature")) ? null : "signature of\n" + canonical;
    }

    private static String canonical(SeenRequest request, List<String> signed, String hash) {
        String uri = request.uri();
        int mark = uri.indexOf('?');
        StringBuilder headers = new StringBuilder();
        for (String name : signed) {
            headers.append(name)
                    .append(':')
                    .append(String.join(",", request.headers(name)))
                    .append('\n');
        }
        return String.join(
                "\n",
                request.method(),
                path(mark < 0 ? uri : uri.substring(0, mark)),
                mark < 0 ? "" : query(uri.substring(mark + 1)),
                headers,
                String.join(";", signed),
                hash);
    }

    /** Each segment of the path as it was sent, encoded once more: all services but S3 want it twice. */
    private static String path(String sent) {
        List<String> segments = new ArrayList<>();
        for (String segment : sent.split("/", -1)) {
            segments.add(encode(segment));
        }
        return String.join("/", segments);
    }

    private static String query(String sent) {
        List<String> pairs = new ArrayList<>();
        for (String pair : sent.split("&")) {
            int equal = pair.indexOf('=');
            String name = equal < 0 ? pair : pair.substring(0, equal);
            String value = equal < 0 ? "" : pair.substring(equal + 1);
            pairs.add(encode(URLDecoder.decode(name, UTF_8)) + "=" + encode(URLDecoder.decode(value, UTF_8)));
        }
        pairs.sort(null);
        return String.join("&", pairs);
    }

    private static String encode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            out.append(plain || "-._~".indexOf(c) >= 0 ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }

    private byte[] key(String day) {
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (String part : (day + "/" + scope + "/aws4_request").split("/")) {
            key = hmac(key, part);
        }
        return key;
    }

    private static String field(String authorization, String name) {
        String list = authorization.substring(ALGORITHM.length() + 1);
        return Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(part -> part.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
