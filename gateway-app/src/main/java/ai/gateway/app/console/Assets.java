package ai.gateway.app.console;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The page and what it is made of, read once. All but the page itself has a digest of all of them in its path, so that a browser
 * may keep it for ever, and never mixes two versions.
 */
final class Assets {

    private static final String WHERE = "classpath*:console/**/*.*";
    private static final String ROOT = "/console/";
    private static final String PAGE = "index.html";
    private static final int DIGITS = 12;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    /**
     * One of them.
     *
     * @param zipped null where that would not make it smaller
     */
    record Asset(String type, byte[] bytes, byte @Nullable [] zipped, String tag) {}

    private final Map<String, Asset> byPath;
    private final String version;

    private Assets(Map<String, Asset> byPath, String version) {
        this.byPath = byPath;
        this.version = version;
    }

    /** Reads them from the class path. */
    static Assets load() {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (Resource each : new PathMatchingResourcePatternResolver().getResources(WHERE)) {
                String url = each.getURL().toString();
                files.put(url.substring(url.lastIndexOf(ROOT) + ROOT.length()), each.getContentAsByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(files);
    }

    static Assets of(Map<String, byte[]> files) {
        MessageDigest digest = sha256();
        files.forEach((path, bytes) -> {
            digest.update(path.getBytes(UTF_8));
            digest.update(bytes);
        });
        String version = HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        Map<String, Asset> assets = new HashMap<>();
        files.forEach((path, bytes) -> {
            byte[] content = path.equals(PAGE)
                    ? new String(bytes, UTF_8).replace("{version}", version).getBytes(UTF_8)
                    : bytes;
            assets.put(path, asset(path, content, version));
        });
        return new Assets(assets, version);
    }

    private static Asset asset(String path, byte[] bytes, String version) {
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
        byte[] zipped = type.startsWith("text/") ? zip(bytes) : null;
        return new Asset(
                type, bytes, zipped != null && zipped.length < bytes.length ? zipped : null, '"' + version + '"');
    }

    /** The page. */
    Asset page() {
        Asset page = byPath.get(PAGE);
        if (page == null) {
            throw new IllegalStateException("console: its page is missing");
        }
        return page;
    }

    /** What is at that path below {@code /console/a/}; null where nothing is, or not any more. */
    @Nullable
    Asset find(String path) {
        String prefix = version + "/";
        return path.startsWith(prefix) ? byPath.get(path.substring(prefix.length())) : null;
    }

    private static byte[] zip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
