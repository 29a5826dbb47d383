package ai.gateway.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which script is played for which path, call by call. */
final class Playbook {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    Playbook() {
        put("*", List.of(Script.json(404, "{\"error\":\"no script for this path\"}")));
    }

    /** Later entries are asked first. */
    void put(String path, List<Script> scripts) {
        entries.add(0, new Entry(glob(path), scripts, new AtomicInteger()));
    }

    Script next(String path) {
        return entries.stream()
                .filter(entry -> entry.path.matcher(path).matches())
                .findFirst()
                .map(Entry::next)
                .orElseThrow();
    }

    private static Pattern glob(String path) {
        return Pattern.compile(
                Stream.of(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
    }

    private record Entry(Pattern path, List<Script> scripts, AtomicInteger calls) {
        Script next() {
            return scripts.get(Math.min(calls.getAndIncrement(), scripts.size() - 1));
        }
    }
}
