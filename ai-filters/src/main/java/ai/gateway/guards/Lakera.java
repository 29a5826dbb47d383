package ai.gateway.guards;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code POST /v2/guard}: which detectors of a project's policy found something, and where, of those that tell. */
final class Lakera implements Kind {

    private final Service service;
    private final URI place;
    private final String key;
    private final String project;

    Lakera(Service service, Definition written) {
        this.service = service;
        String endpoint = written.endpoint().isBlank() ? "https://api.lakera.ai" : written.endpoint();
        this.place = URI.create(Service.below(endpoint, "/v2/guard"));
        this.key = written.apiKey();
        this.project = written.project();
    }

    /** The conversation goes out as one: it is as such that it is judged. */
    @Override
    public Mono<Objection> judge(Matter matter) {
        List<Part> parts = Part.of(matter.judged(), Integer.MAX_VALUE);
        if (parts.isEmpty()) {
            return Mono.empty();
        }
        JsonWriter json = new JsonWriter(1024).beginObject().name("messages").beginArray();
        parts.forEach(part -> json.beginObject()
                .field("role", role(part.role()))
                .field("content", part.text())
                .endObject());
        json.endArray();
        if (!project.isBlank()) {
            json.field("project_id", project);
        }
        json.field("breakdown", true).field("payload", true).endObject();
        return Findings.of(List.of(service.post(place, "Authorization", "Bearer " + key, json.toBytes())
                .map(answer -> read(answer, parts))));
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER -> "user";
            case TOOL_RESULT -> "tool";
            case ASSISTANT, THINKING, TOOL_ARGUMENTS -> "assistant";
        };
    }

    private static List<Finding> read(Json answer, List<Part> parts) {
        if (!Service.flag(answer, "flagged")) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (Json each : answer.get("payload").items()) {
            String type = Service.text(each, "detector_type");
            placed.add(type);
            found.add(place(each, type, parts));
        }
        for (Json each : answer.get("breakdown").items()) {
            String type = each.get("detector_type").text("flagged");
            boolean told = placed.stream().anyMatch(one -> one.equals(type) || one.startsWith(type + "/"));
            if (each.get("detected").flag(false) && !told) {
                found.add(Finding.of(type));
            }
        }
        return found.isEmpty() ? List.of(Finding.of("flagged")) : found;
    }

    /** Only where the text that is said to be there is there. */
    private static Finding place(Json told, String type, List<Part> parts) {
        long index = told.get("message_id").number(-1);
        if (index < 0 || index >= parts.size()) {
            return Finding.of(type);
        }
        Part part = parts.get((int) index);
        Finding there =
                part.at(type, told.get("start").number(-1), told.get("end").number(-1), type);
        String said = told.get("text").text("");
        boolean same = there.mark() != null
                && part.text()
                        .substring(there.mark().start(), there.mark().end())
                        .equals(said);
        return same || said.isEmpty() ? there : Finding.of(type);
    }
}
