package ai.gateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The cores, and what a process has used of them. */
final class Machine {

    /** Of the clock that /proc counts in: fixed for user space since Linux 2.6. */
    private static final double TICKS_A_SECOND = 100;

    /** Asked before this process moves to one of them. */
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private static final boolean PINS = canPin();

    private Machine() {}

    static int cores() {
        return CORES;
    }

    static boolean pins() {
        return PINS;
    }

    /** The command, made to run on one core where that can be had. */
    static List<String> on(int core, List<String> command) {
        List<String> pinned = new ArrayList<>();
        if (PINS) {
            pinned.addAll(List.of("taskset", "-c", Integer.toString(core)));
        }
        pinned.addAll(command);
        return pinned;
    }

    /** Puts this process and all that it starts later on one core. */
    static void moveTo(int core) throws IOException, InterruptedException {
        if (PINS) {
            run(
                    "taskset",
                    "-a",
                    "-c",
                    "-p",
                    Integer.toString(core),
                    Long.toString(ProcessHandle.current().pid()));
        }
    }

    static double cpuSeconds(long pid) throws IOException {
        return cpuSeconds(Path.of("/proc/" + pid + "/stat"));
    }

    /** Of those threads that live and have such a name. */
    static double cpuSeconds(long pid, Predicate<String> name) throws IOException {
        double sum = 0;
        try (var threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                if (name.test(Files.readString(thread.resolve("comm")))) {
                    sum += cpuSeconds(thread.resolve("stat"));
                }
            }
        }
        return sum;
    }

    private static double cpuSeconds(Path file) throws IOException {
        String stat = Files.readString(file);
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12])) / TICKS_A_SECOND;
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    /** What else keeps the machine busy: the load average of the last minute. */
    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static boolean canPin() {
        if (CORES < 2) {
            return false;
        }
        try {
            Process process = new ProcessBuilder("taskset", "-c", "1", "true").start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }
}
