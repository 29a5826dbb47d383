package ai.gateway.app.dropin;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.predicate.AiModelRoutePredicateFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stock application in a JVM of its own. */
final class StockApp implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("(?:Netty|Tomcat) started on port (\\d+)");
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final List<String> log = new ArrayList<>();
    private final CompletableFuture<Integer> started = new CompletableFuture<>();
    private final CompletableFuture<List<String>> ended = new CompletableFuture<>();
    private int port;

    private StockApp(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "log of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** As its owners start it. */
    static StockApp plain(String name, Path yaml) {
        return start(List.of("-jar", jar(name).toString()), yaml);
    }

    /** The same jar, with the plug-ins in a directory beside it. */
    static StockApp withPlugins(String name, Path yaml) {
        return start(
                List.of(
                        "-cp",
                        jar(name).toString(),
                        "-Dloader.path=" + plugins(yaml.resolveSibling("plugins")),
                        "org.springframework.boot.loader.launch.PropertiesLauncher"),
                yaml);
    }

    static Path jar(String name) {
        Path jar = Path.of(System.getProperty("root.dir"), "gateway-app/target/it", name, "target/stock.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + ": not there (expected: built by mvn verify, before this test)");
        }
        return jar;
    }

    /** The jars of this build and nothing else, for nothing else is needed. */
    static Path plugins(Path directory) {
        try {
            Files.createDirectories(directory);
            for (Class<?> one : List.of(AiExchanges.class, AiModelRoutePredicateFactory.class)) {
                Path jar = Path.of(
                        one.getProtectionDomain().getCodeSource().getLocation().toURI());
                if (!Files.isRegularFile(jar)) {
                    throw new IllegalStateException(jar + ": no jar (expected: one; run by mvn verify)");
                }
                Path copy = directory.resolve(jar.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(jar, copy);
                }
            }
            return directory;
        } catch (IOException | URISyntaxException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static StockApp start(List<String> launch, Path yaml) {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dio.netty.leakDetection.level=paranoid");
        command.addAll(launch);
        command.addAll(List.of("--server.port=0", "--server.address=127.0.0.1"));
        command.add("--spring.config.additional-location=file:" + yaml);
        try {
            return new StockApp(command);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    StockApp awaitStarted() {
        try {
            port = started.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return this;
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            close();
            throw new AssertionError("not started, but:\n" + String.join("\n", log()), failed);
        }
    }

    /** Waits for the end of an application that is expected not to start; gives all that it said. */
    String awaitFailedStart() {
        try {
            String said = String.join("\n", ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            if (started.isDone() && !started.isCompletedExceptionally()) {
                throw new AssertionError("started (expected: refuses to)\n" + said);
            }
            return said;
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError("still running:\n" + String.join("\n", log()), failed);
        } finally {
            close();
        }
    }

    int port() {
        return port;
    }

    List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void read() {
        int seen = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (log) {
                    log.add(line);
                }
                Matcher at = PORT.matcher(line);
                if (at.find()) {
                    seen = Integer.parseInt(at.group(1));
                }
                if (line.contains("Started StockApplication")) {
                    started.complete(seen);
                }
            }
        } catch (IOException closed) {
            // The process is gone, which is what the end of its log tells too.
        }
        started.completeExceptionally(new IllegalStateException("ended before it had started"));
        ended.complete(log());
    }
}
