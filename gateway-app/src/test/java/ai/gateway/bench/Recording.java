package ai.gateway.bench;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a flight recording says of where the time goes, and of who allocates. */
final class Recording {

    private static final int LINES = 25;

    private final Map<String, Long> own = new TreeMap<>();
    private final Map<String, Long> ownOfOurs = new TreeMap<>();
    private final Map<String, Long> belowOurs = new TreeMap<>();
    private final Map<String, Long> throughOurs = new TreeMap<>();
    private final Map<String, Long> allocatedByOurs = new TreeMap<>();
    private final Map<String, Long> allocatedTypes = new TreeMap<>();
    private final Map<String, Long> allocatedAt = new TreeMap<>();

    private Recording(Path file) throws IOException {
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                add(recording.readEvent());
            }
        }
    }

    /** Reads a recording once more. */
    public static void main(String[] args) throws IOException {
        System.out.println(report(Path.of(args[0])));
    }

    static String report(Path file) throws IOException {
        Recording r = new Recording(file);
        return table("Own time, share of samples", r.own)
                + table("Own time within ai.gateway", r.ownOfOurs)
                + table("Time by the nearest line of ai.gateway above it", r.belowOurs)
                + table("Time in or below each method of ai.gateway", r.throughOurs)
                + table("Allocation by the nearest line of ai.gateway above it, share of all bytes", r.allocatedByOurs)
                + table("Allocation by method, share of all bytes", r.allocatedAt)
                + table("Allocated types, share of all bytes", r.allocatedTypes);
    }

    private void add(RecordedEvent event) {
        if (event.getStackTrace() == null || event.getStackTrace().getFrames().isEmpty()) {
            return;
        }
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        String type = event.getEventType().getName();
        if (type.equals("jdk.ExecutionSample") || type.equals("jdk.NativeMethodSample")) {
            sampled(frames, type.equals("jdk.NativeMethodSample"));
        } else if (type.equals("jdk.ObjectAllocationSample")) {
            allocated(
                    frames,
                    event.getLong("weight"),
                    event.getClass("objectClass").getName());
        }
    }

    private void sampled(List<RecordedFrame> frames, boolean isNative) {
        if (isNative) {
            return; // a thread that waits in select is sampled as if it ran
        }
        String top = method(frames.get(0));
        count(own, top, 1);
        if (isOurs(frames.get(0))) {
            count(ownOfOurs, top, 1);
        } else {
            count(ownOfOurs, "(elsewhere)", 1);
        }
        count(belowOurs, site(frames), 1);
        frames.stream()
                .filter(Recording::isOurs)
                .map(Recording::method)
                .collect(Collectors.toSet())
                .forEach(method -> count(throughOurs, method, 1));
        count(throughOurs, "(all)", 1);
    }

    private void allocated(List<RecordedFrame> frames, long bytes, String type) {
        count(allocatedByOurs, site(frames), bytes);
        count(allocatedTypes, type, bytes);
        count(allocatedAt, method(frames.get(0)), bytes);
    }

    private static String site(List<RecordedFrame> frames) {
        return frames.stream()
                .filter(Recording::isOurs)
                .findFirst()
                .map(frame -> method(frame) + ":" + frame.getLineNumber())
                .orElse("(none of ours on the stack)");
    }

    private static boolean isOurs(RecordedFrame frame) {
        return frame.getMethod().getType().getName().startsWith("ai.gateway.");
    }

    private static String method(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static void count(Map<String, Long> counts, String key, long more) {
        counts.merge(key, more, Long::sum);
    }

    private static String table(String title, Map<String, Long> counts) {
        long all = counts.containsKey("(all)")
                ? counts.get("(all)")
                : counts.values().stream().mapToLong(Long::longValue).sum();
        return title + "\n"
                + counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(LINES)
                        .map(e -> String.format(
                                Locale.ROOT, "%6.2f%%  %s%n", 100.0 * e.getValue() / Math.max(1, all), e.getKey()))
                        .collect(Collectors.joining())
                + "\n";
    }
}
