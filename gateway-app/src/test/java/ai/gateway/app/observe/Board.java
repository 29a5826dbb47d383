package ai.gateway.app.observe;

import ai.gateway.app.ProjectFiles;
import ai.gateway.wire.Json;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A dashboard of the project, as Grafana reads it. */
record Board(String name, Json json) {

    private static final Path FOLDER = ProjectFiles.root().resolve("docs/observability");
    private static final Pattern VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

    static List<Board> all() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
            return files.sorted()
                    .map(file -> new Board(
                            file.getFileName().toString(),
                            Json.parse(ProjectFiles.read(file).getBytes(StandardCharsets.UTF_8))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that show something. */
    List<Json> panels() {
        List<Json> panels = new ArrayList<>();
        json.get("panels").items().forEach(panel -> {
            if (!panel.get("type").is("row")) {
                panels.add(panel);
            }
        });
        return panels;
    }

    List<Json> variables() {
        List<Json> variables = new ArrayList<>();
        json.get("templating").get("list").items().forEach(variables::add);
        return variables;
    }

    /** What its panels and variables want of a gateway. */
    Set<Query.Want> wants() {
        Set<Query.Want> wants = new LinkedHashSet<>();
        for (Json panel : panels()) {
            for (Json target : panel.get("targets").items()) {
                wants.addAll(Query.wants(filled(target.get("expr").text())));
            }
        }
        for (Json variable : variables()) {
            if (variable.get("type").is("query")) {
                Matcher values = VALUES.matcher(variable.get("definition").text());
                if (!values.matches()) {
                    throw new IllegalArgumentException(
                            variable.get("definition").text());
                }
                wants.add(new Query.Want(values.group(1), values.group(2), "", ""));
            }
        }
        return wants;
    }

    /** As Grafana sends it; variables within texts may stay as they are. */
    private String filled(String expression) {
        String filled = expression.replace("$__rate_interval", "1m").replace("$__range", "6h");
        for (Json variable : variables()) {
            if (variable.get("type").is("textbox")) {
                filled = filled.replace(
                        "${" + variable.get("name").text() + "}",
                        variable.get("query").text());
            }
        }
        return filled;
    }

    /** The rules of alerts, as Prometheus reads them. */
    static List<Map<?, ?>> rules() {
        Map<?, ?> file = new Yaml().load(ProjectFiles.read(FOLDER.resolve("alerts.yml")));
        List<Map<?, ?>> rules = new ArrayList<>();
        for (Object group : (List<?>) Objects.requireNonNull(file.get("groups"))) {
            for (Object rule : (List<?>) Objects.requireNonNull(((Map<?, ?>) group).get("rules"))) {
                rules.add((Map<?, ?>) rule);
            }
        }
        return rules;
    }
}
