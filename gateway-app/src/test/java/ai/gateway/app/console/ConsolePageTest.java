package ai.gateway.app.console;

import ai.gateway.app.ProjectFiles;
import ai.gateway.testing.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The page and its parts: as strict as a browser can be told to be, and quick to come again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePageTest {

    private static final Pattern PART = Pattern.compile("\"(/console/a/[^\"]+)\"");

    private ConsoleBench bench;

    @BeforeAll
    void start() {
        bench = ConsoleBench.open("");
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    @Test
    void everyAnswer_isHeldToItself() {
        for (String path : new String[] {
            "/console/", "/console", "/console/none", "/console/a/old/main.js", "/console/api/overview"
        }) {
            Answer answer = bench.send("GET", path, "");

            assertThat(answer.header("content-security-policy"))
                    .as(path)
                    .isEqualTo(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                                    + " font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
        }
    }

    @Test
    void page_andWhatItNames_areThere() {
        Answer page = bench.send("GET", "/console/", "");
        List<String> parts =
                PART.matcher(page.text()).results().map(found -> found.group(1)).toList();

        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("cache-control")).isEqualTo("no-cache");
        assertThat(parts).hasSizeGreaterThan(15).anyMatch(part -> part.endsWith("/main.js"));
        for (String part : parts) {
            Answer answer = bench.send("GET", part, "");
            assertThat(answer.status()).as(part).isEqualTo(200);
            assertThat(answer.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        }
    }

    @Test
    void page_thatABrowserHas_isNotSentAgain() {
        String tag = String.valueOf(bench.send("GET", "/console/", "").header("etag"));
        Answer again = bench.send("GET", "/console/", "", "If-None-Match: " + tag);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(bench.send("GET", "/console/", "", "If-None-Match: \"other\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void texts_areZippedForThoseWhoTakeThat() throws IOException {
        Answer zipped = bench.send("GET", "/console/", "", "Accept-Encoding: br, gzip");

        assertThat(zipped.header("content-encoding")).isEqualTo("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(in.readAllBytes(), UTF_8))
                    .isEqualTo(bench.send("GET", "/console/", "").text());
        }
    }

    @Test
    void otherPathsAndMethods_areNotThere() {
        Answer bare = bench.send("GET", "/console", "");
        assertThat(bare.status()).isEqualTo(308);
        assertThat(bare.header("location")).isEqualTo("/console/");
        assertThat(bench.send("GET", "/console/index.html", "").status()).isEqualTo(404);
        assertThat(bench.send("GET", "/console/a/none/main.js", "").status()).isEqualTo(404);
        assertThat(bench.send("POST", "/console/", "").status()).isEqualTo(405);
    }

    @Test
    void assets_anotherContent_isAnotherVersion() {
        Assets one = Assets.of(Map.of("index.html", "a {version}".getBytes(UTF_8), "main.js", "1".getBytes(UTF_8)));
        Assets other = Assets.of(Map.of("index.html", "a {version}".getBytes(UTF_8), "main.js", "2".getBytes(UTF_8)));
        String version = new String(one.page().bytes(), UTF_8).substring(2);

        assertThat(one.page().tag()).isNotEqualTo(other.page().tag());
        assertThat(one.find(version + "/main.js")).isNotNull();
        assertThat(other.find(version + "/main.js")).isNull();
    }

    /** A model's text must have no way to become markup, and the page none to anywhere else. */
    @Test
    void scripts_makeNoMarkupOfTexts_andNameNobodyElse() throws IOException {
        Path folder = ProjectFiles.root().resolve("gateway-app/src/main/resources/console");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sources = files.filter(file -> file.toString().matches(".*\\.(js|html|css)"))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(15);
            for (Path source : sources) {
                String text = ProjectFiles.read(source).replace("http://www.w3.org/2000/svg", "");
                assertThat(text)
                        .as(source.toString())
                        .doesNotContain(
                                "innerHTML",
                                "outerHTML",
                                "insertAdjacentHTML",
                                "document.write",
                                "eval(",
                                "new Function")
                        .doesNotContain("https://", "http://", "//cdn", " style=\"", "javascript:")
                        .doesNotContainPattern("<script>|\\son[a-z]+=\"");
                assertThat(text.lines().count()).as(source.toString()).isLessThanOrEqualTo(400);
            }
        }
    }
}
