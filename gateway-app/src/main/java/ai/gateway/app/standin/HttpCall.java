package ai.gateway.app.standin;

import ai.gateway.dialect.Head;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** One HTTP request with its whole body; the path is as it came, without the query. */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record HttpCall(String method, String uri, HttpHeaders headers, byte[] body) implements Head {

    /** The header that directives may stand in: that of a provider which is to be slow, or to fail, whoever asks. */
    static final String WISHES = "x-stand-in";

    boolean is(String wanted) {
        return method.equals(wanted);
    }

    @Override
    public String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** A header, empty where it is not there. */
    String text(String name) {
        return headers.get(name, "");
    }

    String parameter(String name) {
        if (uri.indexOf('?') < 0) {
            return "";
        }
        List<String> values = new QueryStringDecoder(uri).parameters().getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Every place where some provider's SDK puts its key; of an AWS signature, the key's public half. */
    Stream<String> credentials() {
        String authorization = text("authorization");
        int scheme = authorization.indexOf(' ');
        String bearer =
                scheme < 0 ? authorization : authorization.substring(scheme + 1).strip();
        if (authorization.startsWith("AWS4-HMAC-SHA256")) {
            int credential = authorization.indexOf("Credential=") + "Credential=".length();
            int end = authorization.indexOf('/', credential);
            bearer = end < 0 ? "" : authorization.substring(credential, end);
        }
        return Stream.of(bearer, text("x-api-key"), text("x-goog-api-key"), text("api-key"), parameter("key"));
    }

    static String decode(String pathPart) {
        return QueryStringDecoder.decodeComponent(pathPart.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
