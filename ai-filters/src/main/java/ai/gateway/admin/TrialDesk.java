package ai.gateway.admin;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;
import ai.gateway.plug.Trial.Found;
import ai.gateway.plug.Trials;
import ai.gateway.wire.JsonWriter;
import org.springframework.cloud.gateway.route.Route;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Tries a text against the guards and masks of a route: nobody is asked but they, and nothing is counted. */
record TrialDesk(Supplier<Flux<Route>> routes) {

    static final Set<String> MEMBERS = Set.of("text", "role", "side");

    List<Endpoint> endpoints() {
        return List.of(new Endpoint("POST", "/routes/{route}/trial", this::attempt));
    }

    private Mono<Reply> attempt(Call call) {
        call.query(Set.of());
        Members said = call.members(MEMBERS);
        Matter matter = matter(said);
        String id = call.variable("route");
        return routes.get()
                .filter(route -> route.getId().equals(id))
                .next()
                .switchIfEmpty(Mono.error(() ->
                        Problem.of(Problem.Code.NOT_FOUND, "route: " + id + " is unknown (expected: the id of one)")))
                .flatMapMany(route -> Flux.fromIterable(Trials.of(route)))
                .concatMap(line -> line.trial().tried(matter).map(found -> new Tried(line.filter(), found)))
                .collectList()
                .map(all -> Reply.ok(written(id, all)));
    }

    /** What a filter has found. */
    private record Tried(String filter, List<Found> found) {}

    private static Matter matter(Members said) {
        String text = said.text("text", "");
        if (text.isEmpty()) {
            throw Problem.at("/text", "text: none (expected: one)");
        }
        boolean answer = one(Matter.Side.class, said, "side", "request") == Matter.Side.ANSWER;
        Role role = one(Role.class, said, "role", answer ? "assistant" : "user");
        List<Said> texts = List.of(new Said(role, text));
        return answer ? Matter.answer(List.of(), texts, /* ended= */ true) : Matter.request(texts);
    }

    private static <E extends Enum<E>> E one(Class<E> kind, Members said, String name, String otherwise) {
        String word = said.text(name, otherwise);
        try {
            return Enum.valueOf(kind, word.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw Problem.at(
                    "/" + name, name + ": " + word + " (expected: one of " + List.of(kind.getEnumConstants()) + ")");
        }
    }

    private static JsonWriter written(String route, List<Tried> all) {
        JsonWriter json = new JsonWriter().beginObject();
        json.field("route", route).name("filters").beginArray();
        for (Tried tried : all) {
            json.beginObject().field("filter", tried.filter()).name("found").beginArray();
            tried.found().forEach(found -> write(found, json));
            json.endArray().endObject();
        }
        return json.endArray().endObject();
    }

    private static void write(Found found, JsonWriter json) {
        json.beginObject()
                .field("guard", found.guard())
                .field("rule", found.objection().rule())
                .field("why", found.objection().why())
                .field("action", found.action())
                .name("marks")
                .beginArray();
        for (Mark mark : found.objection().marks()) {
            json.beginObject()
                    .field("type", mark.type())
                    .field("start", mark.start())
                    .field("end", mark.end())
                    .endObject();
        }
        json.endArray().endObject();
    }
}
