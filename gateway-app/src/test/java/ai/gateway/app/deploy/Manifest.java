package ai.gateway.app.deploy;

import ai.gateway.app.ProjectFiles;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A piece of a manifest, found by the names on the way to it. */
record Manifest(Object value) {

    /** The object of that kind in a file below {@code docs/kubernetes}. */
    static Manifest of(String file, String kind) {
        return all(file)
                .filter(each -> each.at("kind").text().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Manifest> all(String file) {
        Path path = ProjectFiles.root().resolve("docs/kubernetes").resolve(file);
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(yaml.loadAll(ProjectFiles.read(path)).spliterator(), false)
                .map(Manifest::new);
    }

    /** @param path names, and numbers in lists, with slashes between them */
    Manifest at(String path) {
        Object at = value;
        for (String name : path.split("/")) {
            at = at instanceof List<?> list ? list.get(Integer.parseInt(name)) : ((Map<?, ?>) at).get(name);
            if (at == null) {
                throw new AssertionError(path + ": not there, in " + value);
            }
        }
        return new Manifest(at);
    }

    /** The item of this list that has such a name. */
    Manifest named(String name) {
        return items().filter(each -> each.at("name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + ": not there, in " + value));
    }

    Stream<Manifest> items() {
        return ((List<?>) value).stream().map(Manifest::new);
    }

    String text() {
        return String.valueOf(value);
    }

    int number() {
        return (Integer) value;
    }
}
