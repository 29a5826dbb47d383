package ai.gateway.app.accounts;

import ai.gateway.app.GatewayApp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.awaitility.Awaitility.await;

/** The ready gateway in a process of its own, which can be killed. */
final class ChildGateway implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("started on port (\\d+)");

    private final Process process;
    private final int port;

    private ChildGateway(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param directory for its configuration and its log */
    static ChildGateway start(Path directory, String yaml) {
        try {
            Files.createDirectories(directory);
            Path settings = Files.writeString(directory.resolve("gateway.yml"), yaml);
            Path log = Files.createTempFile(directory, "gateway", ".log");
            String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            "-Xmx256m",
                            "-cp",
                            classPath,
                            GatewayApp.class.getName(),
                            "--server.port=0",
                            "--spring.config.additional-location=file:" + settings)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ChildGateway(process, awaitPort(process, log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int awaitPort(Process process, Path log) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            Matcher line = STARTED.matcher(Files.readString(log));
                            if (line.find()) {
                                return Integer.parseInt(line.group(1));
                            }
                            if (!process.isAlive()) {
                                throw new IllegalStateException("the gateway did not start: " + Files.readString(log));
                            }
                            return 0;
                        },
                        found -> found > 0);
    }

    int port() {
        return port;
    }

    /** By SIGKILL: it hears nothing of it. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** By SIGTERM: it ends what it has begun. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError("the gateway does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
