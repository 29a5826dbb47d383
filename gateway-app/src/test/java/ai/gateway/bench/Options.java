package ai.gateway.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was asked for on the command line, as {@code --name=value}. */
final class Options {

    private static final Set<String> KNOWN = Set.of(
            "quick", "check", "seconds", "rounds", "warmup", "forks", "lanes", "only", "java", "jvm", "jar", "profile",
            "stream");

    private final Map<String, String> given = new LinkedHashMap<>();

    Options(String[] args) {
        for (String arg : args) {
            String[] parts = arg.replaceFirst("^--", "").split("=", 2);
            if (!KNOWN.contains(parts[0])) {
                throw new IllegalArgumentException(arg + " (expected: one of " + KNOWN + ")");
            }
            given.put(parts[0], parts.length == 2 ? parts[1] : "true");
        }
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /** Rounds of each lane. */
    int rounds() {
        return number("rounds", has("quick") ? 3 : 5);
    }

    /** Seconds of each round. */
    double seconds() {
        return Double.parseDouble(given.getOrDefault("seconds", has("quick") ? "2" : "5"));
    }

    /** Seconds of CPU that the gateway gets in each lane before anything counts. */
    double warmup() {
        return number("warmup", has("quick") ? 6 : 12);
    }

    /** How many times the gateways with and without our jars are started anew. */
    int forks() {
        return number("forks", has("quick") ? 1 : 3);
    }

    List<String> lanes() {
        return list("lanes", "plain,relay,accounts,cached,pool,relayhttp,model,patch,translate,translate2,everything");
    }

    /** Whether this part of the benchmark is wanted. */
    boolean wants(String part) {
        return !has("profile") && (!has("only") || list("only", "").contains(part));
    }

    /** The lane to be recorded instead of measured. */
    String profile() {
        return given.getOrDefault("profile", "relay");
    }

    /** Whether a stream is recorded, not whole answers. */
    boolean wantsStream() {
        return has("stream");
    }

    Path javaHome() {
        return Path.of(given.getOrDefault("java", System.getProperty("java.home")));
    }

    /** More arguments of the gateway's JVM, by comma. */
    List<String> jvm() {
        return has("jvm") ? list("jvm", "") : List.of();
    }

    Path jar() {
        return Path.of(given.getOrDefault("jar", System.getProperty("bench.jar", "target/gateway-app.jar")))
                .toAbsolutePath();
    }

    private int number(String name, int usual) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(usual)));
    }

    private List<String> list(String name, String usual) {
        return Arrays.stream(given.getOrDefault(name, usual).split(","))
                .map(String::trim)
                .toList();
    }

    @Override
    public String toString() {
        return given.toString();
    }
}
