package ai.gateway.testing;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A real PostgreSQL on a port of its own, empty, of whatever version is installed; it goes with the test. */
public final class RealPostgres implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    /** PostgreSQL refuses to run as root. */
    private static final String NOBODY = "nobody";

    private final Path programs;
    private final Path directory;
    private final int port;

    private RealPostgres(Path programs) throws IOException {
        this.programs = programs;
        this.directory = Files.createTempDirectory("postgres");
        this.port = RealRedis.unusedPort();
        if (isRoot()) {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
        }
        run("initdb", "-D", data(), "-U", "gateway", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        startAgain();
    }

    /** Skips the test where no PostgreSQL is installed. */
    public static RealPostgres start() {
        Optional<Path> programs = programs();
        Assumptions.assumeTrue(
                programs.isPresent(), "no PostgreSQL below " + INSTALLED + ": apt-get install postgresql brings one");
        try {
            return new RealPostgres(programs.orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(each -> each.resolve("bin"))
                    .filter(each -> Files.isExecutable(each.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=gateway";
    }

    public void startAgain() {
        String options = "-p " + port + " -k " + directory + " -c listen_addresses=127.0.0.1 -c fsync=off";
        run(
                "pg_ctl",
                "-D",
                data(),
                "-l",
                directory.resolve("log").toString(),
                "-o",
                options,
                "-w",
                "-t",
                "120",
                "start");
    }

    /** As if its machine were switched off. */
    public void kill() {
        run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=nogroup", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Path said = Files.createTempFile("postgres", ".out");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean done = process.waitFor(3, TimeUnit.MINUTES) && process.exitValue() == 0;
            String output = Files.readString(said, UTF_8);
            Files.delete(said);
            if (!done) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (Files.exists(Path.of(data(), "postmaster.pid"))) {
            kill();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
