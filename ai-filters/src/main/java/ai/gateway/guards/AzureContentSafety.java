package ai.gateway.guards;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Said;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code text:analyze} tells how severe a text is in each category, {@code text:shieldPrompt} whether it is an attack. */
final class AzureContentSafety implements Kind {

    /** What the service calls them. */
    static final Map<String, String> CATEGORIES =
            new TreeMap<>(Map.of("hate", "Hate", "self-harm", "SelfHarm", "sexual", "Sexual", "violence", "Violence"));

    private static final String API_VERSION = "?api-version=2024-09-01";
    private static final int USUAL_THRESHOLD = 2;
    private static final int MOST_CHARACTERS = 10_000;
    private static final int MOST_DOCUMENTS = 5;

    private final Service service;
    private final String base;
    private final String key;
    private final Collection<String> categories;
    private final List<String> blocklists;
    private final int threshold;
    private final boolean shields;

    AzureContentSafety(Service service, Definition written) {
        this.service = service;
        this.base = Service.below(written.endpoint(), "/contentsafety/text:");
        this.key = written.apiKey();
        this.categories = written.categories().isEmpty()
                ? CATEGORIES.values()
                : written.categories().stream().map(CATEGORIES::get).toList();
        this.blocklists = written.blocklists();
        this.threshold = written.threshold() == null
                ? USUAL_THRESHOLD
                : written.threshold().intValue();
        this.shields = Boolean.TRUE.equals(written.shield());
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        Stream<Mono<List<Finding>>> analyses = Batch.of(matter.judged(), Integer.MAX_VALUE, MOST_CHARACTERS).stream()
                .map(this::analyze);
        Stream<Mono<List<Finding>>> attacks =
                shields && !matter.isAnswer() ? shield(matter.judged()).stream() : Stream.empty();
        return Findings.of(Stream.concat(analyses, attacks).toList());
    }

    private Mono<List<Finding>> analyze(Batch batch) {
        JsonWriter json = new JsonWriter(1024).beginObject().field("text", batch.joined());
        Service.words(json, "categories", categories);
        if (!blocklists.isEmpty()) {
            Service.words(json, "blocklistNames", blocklists);
            json.field("haltOnBlocklistHit", false);
        }
        json.field("outputType", "EightSeverityLevels").endObject();
        return post("analyze", json).map(this::analyzed);
    }

    private List<Finding> analyzed(Json answer) {
        List<Finding> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Json each : Service.list(answer, "categoriesAnalysis").items()) {
            String category = Service.text(each, "category");
            seen.add(category);
            if (categories.contains(category) && each.get("severity").number(Long.MAX_VALUE) >= threshold) {
                found.add(Finding.of(category));
            }
        }
        if (!seen.containsAll(categories)) {
            throw new CannotTell("not all of the categories");
        }
        if (answer.get("blocklistsMatch").size() > 0) {
            found.add(Finding.of("blocklist"));
        }
        return found;
    }

    /** What users say, and what tools gave: as much of both in a call as it takes. */
    private List<Mono<List<Finding>>> shield(List<Said> judged) {
        List<Batch> prompts = Batch.of(of(Role.USER, judged), Integer.MAX_VALUE, MOST_CHARACTERS);
        List<Batch> documents = Batch.of(of(Role.TOOL_RESULT, judged), MOST_DOCUMENTS, MOST_CHARACTERS);
        List<Mono<List<Finding>>> calls = new ArrayList<>();
        for (int i = 0; i < Math.max(prompts.size(), documents.size()); i++) {
            calls.add(shield(
                    i < prompts.size() ? prompts.get(i).joined() : null,
                    i < documents.size() ? documents.get(i).parts() : List.of()));
        }
        return calls;
    }

    private static List<Said> of(Role role, List<Said> judged) {
        return judged.stream().filter(said -> said.role() == role).toList();
    }

    private Mono<List<Finding>> shield(@Nullable String prompt, List<Part> documents) {
        JsonWriter json = new JsonWriter(1024).beginObject();
        if (prompt != null) {
            json.field("userPrompt", prompt);
        }
        Service.words(json, "documents", documents.stream().map(Part::text).toList());
        return post("shieldPrompt", json.endObject()).map(answer -> {
            List<Finding> found = new ArrayList<>();
            if (prompt != null && Service.flag(answer.get("userPromptAnalysis"), "attackDetected")) {
                found.add(Finding.of("user-prompt-attack"));
            }
            Json analyses = answer.get("documentsAnalysis");
            if (analyses.size() != documents.size()) {
                throw new CannotTell("not all of the documents");
            }
            for (Json each : analyses.items()) {
                if (Service.flag(each, "attackDetected")) {
                    found.add(Finding.of("document-attack"));
                }
            }
            return found;
        });
    }

    private Mono<Json> post(String what, JsonWriter json) {
        URI place = URI.create(base + what + API_VERSION);
        return service.post(place, "Ocp-Apim-Subscription-Key", key, json.toBytes());
    }
}
