package ai.gateway.testing;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A request as it reached the upstream; header lines in their order and spelling, {@code "Name: value"}. */
public record SeenRequest(String method, String uri, List<String> headers, byte[] body, int connection) {

    /** The method of what could not be read as a request; the upstream closes the connection that it came on. */
    public static final String MALFORMED = "MALFORMED";

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of the header. */
    public @Nullable String header(String name) {
        return headers(name).stream().findFirst().orElse(null);
    }

    public List<String> headers(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).trim())
                .toList();
    }

    String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
