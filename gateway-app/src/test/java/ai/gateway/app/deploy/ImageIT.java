package ai.gateway.app.deploy;

import ai.gateway.app.ProjectFiles;
import ai.gateway.testing.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The steps of our Dockerfile, carried out here: the layers are taken apart and put together, and started as its last line says. */
class ImageIT {

    private static final Pattern STARTED = Pattern.compile("started on port (\\d+)");

    /** 128 and the number of SIGTERM. */
    private static final int ENDED_BY_SIGTERM = 143;

    private final ImageFile image = ImageFile.read();

    @TempDir
    Path directory;

    private Path layers;
    private Path app;
    private Path state;

    @BeforeEach
    void build() throws Exception {
        layers = directory.resolve("layers");
        app = Files.createDirectory(directory.resolve("app"));
        state = Files.createDirectory(directory.resolve("state"));
        String extract = image.all("RUN")
                .filter(each -> each.startsWith("java "))
                .findFirst()
                .orElseThrow();
        List<String> command = Stream.of(extract.split(" "))
                .map(word -> word.equals("/layers") ? layers.toString() : word)
                .toList();
        Process process = process(command, ProjectFiles.root()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(log()).isZero();
        for (String layer : copied()) {
            FileSystemUtils.copyRecursively(layers.resolve(layer), app);
        }
        nobodyMay();
    }

    /** The layers that the image takes, in that order. */
    private List<String> copied() {
        Pattern from = Pattern.compile("--from=build /layers/([^/]+)/ \\./");
        return image.all("COPY")
                .map(from::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .toList();
    }

    /** Read all, and write the state only. */
    private void nobodyMay() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.toList()) {
                boolean open = Files.isDirectory(each);
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(open ? "r-xr-xr-x" : "r--r--r--"));
            }
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private ProcessBuilder process(List<String> command, Path where) {
        List<String> all = new ArrayList<>(command);
        all.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(where.toFile()).redirectErrorStream(true);
        return builder.redirectOutput(directory.resolve("log").toFile());
    }

    private String log() {
        return ProjectFiles.read(directory.resolve("log"));
    }

    @Test
    void layers_allThatHaveSomething_areInTheImage() throws IOException {
        try (Stream<Path> all = Files.list(layers)) {
            assertThat(all.filter(each -> each.toFile().list().length > 0)
                            .map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(copied());
        }
        assertThat(app.resolve("gateway-app.jar")).exists();
        assertThat(app.resolve("lib")).isNotEmptyDirectory();
    }

    @Test
    void entrypoint_asNobody_inAFolderThatCannotBeWritten_startsAndEnds() throws Exception {
        Process gateway = start();
        try {
            int port = port(gateway);
            assertThat(RawHttp.get(port, "/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(RawHttp.get(port, "/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(state.resolve("ledger/journal")).isNotEmptyDirectory();

            gateway.destroy();

            assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(gateway.exitValue()).as(log()).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(log()).doesNotContain("WARN", "ERROR", "Exception");
        } finally {
            gateway.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        Matcher words = Pattern.compile("\"([^\"]*)\"").matcher(image.last("ENTRYPOINT"));
        ProcessBuilder builder =
                process(words.results().map(word -> word.group(1)).toList(), app);
        if (System.getProperty("user.name").equals("root")) {
            builder.command().addAll(0, List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        String volume = image.last("VOLUME");
        image.all("ENV").forEach(each -> {
            String name = each.substring(0, each.indexOf('='));
            builder.environment().put(name, image.variable(name).replace(volume, state.toString()));
        });
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("OPENAI_API_KEY", "theirs");
        return builder.start();
    }

    private int port(Process gateway) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            assertThat(gateway.isAlive()).as(log()).isTrue();
                            Matcher line = STARTED.matcher(log());
                            return line.find() ? Integer.parseInt(line.group(1)) : 0;
                        },
                        found -> found > 0);
    }
}
