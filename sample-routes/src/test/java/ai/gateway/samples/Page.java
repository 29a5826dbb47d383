package ai.gateway.samples;

import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, and the configuration that its YAML blocks show. */
record Page(Path file, String text) {

    static final Path ROOT = Path.of("..");
    private static final String GATEWAY = "spring.cloud.gateway.server.webflux";
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    static Page of(String file) {
        Path path = ROOT.resolve(file);
        try {
            return new Page(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Page> in(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.map(file -> of(ROOT.relativize(file).toString()))
                    .sorted((one, other) -> one.file().compareTo(other.file()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return file.getFileName().toString().replace(".md", "");
    }

    /** All blocks of these pages as one configuration: routes one after the other, everything else laid over each other. */
    static String configuration(List<Page> pages) {
        Map<String, Object> merged = new LinkedHashMap<>();
        pages.stream()
                .flatMap(page -> BLOCK.matcher(page.text).results())
                .forEach(block -> lay(merged, new Yaml().load(block.group(1))));
        List<Map<String, Object>> routes = routes(merged);
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).put("id", i + "-" + routes.get(i).get("id"));
        }
        return new Yaml().dump(merged);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> routes(Map<String, Object> configuration) {
        Map<String, Object> gateway = (Map<String, Object>) configuration.getOrDefault(GATEWAY, Map.of());
        return (List<Map<String, Object>>) gateway.getOrDefault("routes", List.of());
    }

    @SuppressWarnings("unchecked")
    private static void lay(Map<String, Object> under, Map<String, Object> over) {
        over.forEach((key, value) -> {
            Object known = under.get(key);
            if (known instanceof Map<?, ?> map && value instanceof Map<?, ?> more) {
                lay((Map<String, Object>) map, (Map<String, Object>) more);
            } else if (known instanceof List<?> list && key.equals("routes")) {
                List<Object> all = new ArrayList<>(list);
                all.addAll((List<?>) value);
                under.put(key, all);
            } else {
                under.put(key, value);
            }
        });
    }
}
