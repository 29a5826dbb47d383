package ai.gateway.guards;

import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /analyze}: where there are personal data, and of which kind. Its places are in code points, as Python counts. */
final class Presidio implements Kind {

    private static final int MOST_CHARACTERS = 100_000;
    private static final int MOST_TEXTS = 100;

    private final Service service;
    private final URI place;
    private final String language;
    private final List<String> entities;
    private final @Nullable Double threshold;

    Presidio(Service service, Definition written) {
        this.service = service;
        this.place = URI.create(Service.below(written.endpoint(), "/analyze"));
        this.language = written.language().isBlank() ? "en" : written.language();
        this.entities = written.entities();
        this.threshold = written.threshold();
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        return Findings.of(Batch.of(matter.judged(), MOST_TEXTS, MOST_CHARACTERS).stream()
                .map(this::ask)
                .toList());
    }

    private Mono<List<Finding>> ask(Batch batch) {
        JsonWriter json = new JsonWriter(1024).beginObject();
        Service.words(json, "text", batch.parts().stream().map(Part::text).toList());
        json.field("language", language);
        if (!entities.isEmpty()) {
            Service.words(json, "entities", entities);
        }
        if (threshold != null) {
            json.field("score_threshold", threshold);
        }
        return service.post(place, json.endObject().toBytes()).map(answer -> read(answer, batch.parts()));
    }

    private static List<Finding> read(Json answer, List<Part> parts) {
        if (!answer.isArray() || answer.size() != parts.size()) {
            throw new CannotTell("not a list for each text");
        }
        List<Finding> found = new ArrayList<>();
        int index = 0;
        for (Json ofText : answer.items()) {
            Part part = parts.get(index++);
            if (!ofText.isArray()) {
                throw new CannotTell("not a list for each text");
            }
            for (Json each : ofText.items()) {
                String type = Service.text(each, "entity_type");
                found.add(part.at(
                        type, each.get("start").number(-1), each.get("end").number(-1), type));
            }
        }
        return found;
    }
}
