package ai.gateway.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a JVM and on a core of its own. */
final class Gateway implements AutoCloseable {

    /** Which gateway. */
    enum Kind {
        /** The packaged application. */
        APP,
        /** A gateway that is not ours, with our two jars. */
        WITH_JARS,
        /** The same without them. */
        WITHOUT_JARS
    }

    static final int CORE = 0;

    private static final Path DIRECTORY = Path.of("target", "bench").toAbsolutePath();
    private static final Pattern STARTED = Pattern.compile("started on port (\\d+)");
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final long COMPILER_LOOK_MILLIS = 100;
    private static final int MOST_COLLECTIONS = 20;
    private static final long RESTING_BYTES = 16 * 1024;

    private static boolean unpacked;
    private static int started;

    private final Options options;
    private final Process process;
    private final int port;

    private Gateway(Options options, Process process, int port) {
        this.options = options;
        this.process = process;
        this.port = port;
    }

    static Gateway start(Options options, Kind kind, String upstream, String... more) throws Exception {
        Files.createDirectories(DIRECTORY);
        Path log = DIRECTORY.resolve(kind + "-" + started++ + ".log");
        List<String> command = new ArrayList<>(List.of(
                options.javaHome().resolve("bin/java").toString(), "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"));
        command.add("-XX:-UseDynamicNumberOfCompilerThreads"); // what a thread has used is lost with it
        if (options.has("profile")) {
            command.add("-XX:FlightRecorderOptions=stackdepth=512"); // reactive stacks are deep
        }
        command.addAll(options.jvm());
        command.addAll(program(options, kind));
        String routes = kind == Kind.WITHOUT_JARS ? "plain.yml" : "lanes.yml";
        command.add(
                "--spring.config.additional-location=file:" + resource("/bench/" + routes, DIRECTORY.resolve(routes)));
        command.add("--bench.upstream=" + upstream);
        command.add("--ai.gateway.ledger.directory="
                + DIRECTORY.resolve(
                        "ledger-" + kind + "-" + ProcessHandle.current().pid() + "-" + started));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(Machine.on(CORE, command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(DIRECTORY.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Gateway(options, process, awaitPort(process, log));
    }

    int port() {
        return port;
    }

    /** What it has used, less what its compiler did: that is over once a gateway is warm. */
    double cpuSeconds() throws IOException {
        return Machine.cpuSeconds(process.pid()) - compilerSeconds();
    }

    double compilerSeconds() throws IOException {
        return Machine.cpuSeconds(process.pid(), thread -> thread.startsWith("C1 ") || thread.startsWith("C2 "));
    }

    /** Nobody else must use it meanwhile. */
    void awaitCompiled() throws Exception {
        double last = -1;
        for (double now = compilerSeconds(); now > last; now = compilerSeconds()) {
            last = now;
            TimeUnit.MILLISECONDS.sleep(COMPILER_LOOK_MILLIS);
        }
    }

    /** What lives on the heap. Makes the JVM collect first. */
    long liveBytes() throws Exception {
        String histogram = jcmd("GC.class_histogram");
        Matcher total = Pattern.compile("Total\\s+\\d+\\s+(\\d+)").matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("no total in: " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** The same once what has ended is gone: collects until that brings no more. */
    long restingBytes() throws Exception {
        long last = liveBytes();
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            long now = liveBytes();
            if (last - now < RESTING_BYTES) {
                return now;
            }
            last = now;
        }
        throw new IllegalStateException("the heap does not come to rest, at " + last + " bytes");
    }

    String jcmd(String... command) throws Exception {
        List<String> all = new ArrayList<>(
                List.of(options.javaHome().resolve("bin/jcmd").toString(), Long.toString(process.pid())));
        all.addAll(List.of(command));
        return Machine.run(all.toArray(String[]::new));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static List<String> program(Options options, Kind kind) throws IOException {
        if (kind == Kind.APP) {
            return List.of("-jar", options.jar().toString());
        }
        Path main = DIRECTORY.resolve("main");
        resource(
                "/" + PlainGateway.class.getName().replace('.', '/') + ".class",
                main.resolve(PlainGateway.class.getName().replace('.', '/') + ".class"));
        unpack(options.jar());
        String path = main + File.pathSeparator + DIRECTORY.resolve("host") + "/*"
                + (kind == Kind.WITH_JARS ? File.pathSeparator + DIRECTORY.resolve("ours") + "/*" : "");
        return List.of("-cp", path, PlainGateway.class.getName());
    }

    /** The libraries of the packaged application: ours into one directory, those of any gateway into the other. */
    private static synchronized void unpack(Path jar) throws IOException {
        if (unpacked) {
            return;
        }
        unpacked = true;
        for (String directory : List.of("host", "ours")) {
            Path path = Files.createDirectories(DIRECTORY.resolve(directory));
            try (var old = Files.list(path)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        }
        try (JarFile app = new JarFile(jar.toFile())) {
            for (JarEntry entry :
                    app.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                String directory = name.startsWith("ai-filters") || name.startsWith("ai-predicates") ? "ours" : "host";
                try (InputStream in = app.getInputStream(entry)) {
                    Files.copy(in, DIRECTORY.resolve(directory).resolve(name));
                }
            }
        }
    }

    private static Path resource(String name, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (InputStream in = Gateway.class.getResourceAsStream(name)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
        return to;
    }

    private static int awaitPort(Process process, Path log) throws Exception {
        long began = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - began < START_NANOS) {
            Matcher line = STARTED.matcher(Files.readString(log));
            if (line.find()) {
                return Integer.parseInt(line.group(1));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the gateway did not start: " + Files.readString(log));
    }
}
