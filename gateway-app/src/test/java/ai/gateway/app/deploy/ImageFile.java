package ai.gateway.app.deploy;

import ai.gateway.app.ProjectFiles;

import java.util.List;
import java.util.stream.Stream;

/** The instructions of our Dockerfile, in their order. */
record ImageFile(List<String> lines) {

    static ImageFile read() {
        return new ImageFile(ProjectFiles.read(ProjectFiles.root().resolve("gateway-app/Dockerfile"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList());
    }

    /** What comes behind that word, wherever it begins a line. */
    Stream<String> all(String instruction) {
        return lines.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip());
    }

    /** The last of them is the one that holds. */
    String last(String instruction) {
        return all(instruction).reduce((earlier, later) -> later).orElseThrow();
    }

    /** The value of a variable that it sets. */
    String variable(String name) {
        return all("ENV")
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1).replace("\"", ""))
                .findFirst()
                .orElseThrow();
    }
}
