package ai.gateway.testing;

import ai.gateway.dialect.Head;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The recorded exchanges with providers below {@code recordings} in the directory named by the system property
 * {@code shared.dir}. Tests that ask for them are skipped where that is missing.
 */
public final class Recordings {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Recordings() {}

    /**
     * One exchange.
     *
     * @param name the case, unique within provider and api
     * @param request null for GETs, for bodies that are not JSON and where nobody kept it
     * @param response the body as it was on the wire; of AWS event streams the bytes, not their base64
     * @param kind json, sse, ndjson, eventstream, binary or text
     */
    public record Recording(
            String provider,
            String api,
            String name,
            JsonNode meta,
            byte @Nullable [] request,
            byte[] response,
            String kind,
            int status,
            String path,
            boolean stream) {

        /** Whether the collector saw that feature, such as {@code tool_call} or {@code done_marker}. */
        public boolean has(String feature) {
            return meta.path("features")
                    .valueStream()
                    .anyMatch(node -> node.asString().equals(feature));
        }

        /** The head of the request, as far as the dialects look at it. */
        public Head head() {
            return new RecordedHead(this);
        }

        /** The request's body whatever it is, multipart too; empty where there is none or nobody kept it. */
        public byte[] requestBytes() {
            String file = meta.path("request_file").asString("");
            if (request != null || file.isEmpty()) {
                return request != null ? request : new byte[0];
            }
            try {
                return Files.readAllBytes(shared().resolve("recordings")
                        .resolve(provider)
                        .resolve(api)
                        .resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return provider + "/" + api + "/" + name;
        }
    }

    private record RecordedHead(Recording recording) implements Head {

        @Override
        public String method() {
            return recording.meta().path("method").asString("POST");
        }

        @Override
        public String path() {
            return recording.path();
        }

        @Override
        public @Nullable String header(String name) {
            String value = recording.meta().path("request_headers").path(name).asString("");
            return value.isEmpty() ? null : value;
        }
    }

    /** The shared directory; skips the test when there is none. */
    public static Path shared() {
        String dir = System.getProperty("shared.dir", "");
        boolean there = !dir.isEmpty() && Files.isDirectory(Path.of(dir));
        Assumptions.assumeTrue(there, "no shared data: -Dshared.dir=" + dir + " is not a directory");
        return Path.of(dir);
    }

    /** Every recording, in the order of the paths. */
    public static List<Recording> all() {
        Path root = shared().resolve("recordings");
        Assumptions.assumeTrue(Files.isDirectory(root), "no recordings: " + root + " is not a directory");
        return Held.of(root);
    }

    /** The recordings that the test is about; skips the test when there is none. */
    public static List<Recording> where(Predicate<Recording> wanted) {
        List<Recording> found = all().stream().filter(wanted).toList();
        Assumptions.assumeFalse(found.isEmpty(), "no such recordings");
        return found;
    }

    /** Read once for all tests: they are some 10 MB. */
    private static final class Held {

        private static @Nullable List<Recording> recordings;

        private static synchronized List<Recording> of(Path root) {
            if (recordings == null) {
                recordings = load(root);
            }
            return recordings;
        }
    }

    private static List<Recording> load(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".meta.json"))
                    .sorted()
                    .map(Recordings::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path file) {
        try {
            JsonNode meta = MAPPER.readTree(Files.readAllBytes(file));
            String request = meta.path("request_file").asString("");
            String response = meta.path("response_file").asString("");
            byte[] body = response.isEmpty() ? new byte[0] : Files.readAllBytes(file.resolveSibling(response));
            return new Recording(
                    meta.path("provider").asString(),
                    meta.path("api").asString(),
                    meta.path("case").asString(),
                    meta,
                    request.endsWith(".json") ? Files.readAllBytes(file.resolveSibling(request)) : null,
                    response.endsWith(".b64") ? Base64.getMimeDecoder().decode(body) : body,
                    meta.path("response_kind").asString(""),
                    meta.path("status").asInt(),
                    meta.path("path").asString(""),
                    meta.path("stream").asBoolean(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
