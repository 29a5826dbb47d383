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

/** {@code sanitizeUserPrompt} and {@code sanitizeModelResponse}: which filters of a template a text matches. */
final class ModelArmor implements Kind {

    private static final String MATCH = "MATCH_FOUND";
    private static final String NO_MATCH = "NO_MATCH_FOUND";

    /** Its filters skip what is longer than 2,000 tokens or more; what was skipped was not judged. */
    private static final int MOST_CHARACTERS = 6_000;

    private final Providers providers;
    private final String place;
    private final String provider;
    private final String token;

    ModelArmor(Providers providers, Definition written) {
        this.providers = providers;
        String endpoint = written.endpoint().isBlank()
                ? "https://modelarmor." + location(written.template()) + ".rep.googleapis.com"
                : written.endpoint();
        this.place = Service.below(endpoint, "/v1/" + written.template());
        this.provider = written.provider().isBlank() ? "vertex" : written.provider();
        this.token = written.accessToken();
    }

    /** Where a template is; null where it is not called as one. */
    static @Nullable String location(String template) {
        String[] parts = template.split("/", -1);
        boolean named = parts.length == 6
                && parts[0].equals("projects")
                && parts[2].equals("locations")
                && parts[4].equals("templates")
                && template.chars().allMatch(ModelArmor::isOfNames);
        return named && !parts[1].isEmpty() && !parts[3].isEmpty() && !parts[5].isEmpty() ? parts[3] : null;
    }

    private static boolean isOfNames(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.:/".indexOf(c) >= 0;
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        return Findings.of(Batch.of(matter.judged(), Integer.MAX_VALUE, MOST_CHARACTERS).stream()
                .map(batch -> ask(batch, matter.isAnswer()))
                .toList());
    }

    private Mono<List<Finding>> ask(Batch batch, boolean answer) {
        byte[] body = new JsonWriter(1024)
                .beginObject()
                .name(answer ? "modelResponseData" : "userPromptData")
                .beginObject()
                .field("text", batch.joined())
                .endObject()
                .endObject()
                .toBytes();
        return post(place + (answer ? ":sanitizeModelResponse" : ":sanitizeUserPrompt"), body)
                .map(told -> read(told.get("sanitizationResult"), batch));
    }

    private Mono<Json> post(String where, byte[] body) {
        if (!token.isBlank()) {
            return providers.service().post(URI.create(where), "Authorization", "Bearer " + token, body);
        }
        return Mono.defer(() -> providers.post(providers.named(provider), where, body));
    }

    private static List<Finding> read(Json result, Batch batch) {
        String state = Service.text(result, "filterMatchState");
        if (state.equals(NO_MATCH) && result.get("invocationResult").is("SUCCESS")) {
            return List.of();
        }
        if (!state.equals(MATCH)) {
            throw new CannotTell("not all of the filters");
        }
        List<Finding> found = new ArrayList<>();
        result.get("filterResults")
                .members((filter, told) -> told.members((type, outcome) -> read(filter, outcome, batch, found)));
        return found.isEmpty() ? List.of(Finding.of("model-armor")) : found;
    }

    /** Of one filter: a match as a whole, by types of harm, or by what sensitive data there is. */
    private static void read(String filter, Json outcome, Batch batch, List<Finding> found) {
        int before = found.size();
        outcome.get("raiFilterTypeResults").members((type, each) -> {
            if (each.get("matchState").is(MATCH)) {
                found.add(Finding.of(type));
            }
        });
        outcome.members((how, each) -> {
            if (each.get("matchState").is(MATCH) && !how.equals("raiFilterTypeResults")) {
                sensitive(filter, each, batch, found);
            }
        });
        if (outcome.get("matchState").is(MATCH) && found.size() == before) {
            found.add(Finding.of(filter));
        }
    }

    private static void sensitive(String filter, Json result, Batch batch, List<Finding> found) {
        int before = found.size();
        for (Json each : result.get("findings").items()) {
            String type = each.get("infoType").text(filter);
            Json range = each.get("location").get("codepointRange");
            found.addAll(batch.at(type, number(range.get("start"), 0), number(range.get("end"), -1), type));
        }
        if (found.size() == before || result.get("findingsTruncated").flag(false)) {
            found.add(Finding.of(filter));
        }
    }

    /** Google writes long numbers as strings, and leaves out those that are 0. */
    private static long number(Json value, long otherwise) {
        if (!value.isString()) {
            return value.number(otherwise);
        }
        try {
            return Long.parseLong(value.text());
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
