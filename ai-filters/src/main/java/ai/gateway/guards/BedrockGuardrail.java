package ai.gateway.guards;

import ai.gateway.dialect.Paths;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;
import ai.gateway.provider.Target;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;

/** {@code ApplyGuardrail}: what the guardrail's policies found, and in which words. */
final class BedrockGuardrail implements Kind {

    static final String DIALECT = "bedrock";

    /** What an account may have judged in one call, unless AWS has raised it, is 25 units of 1,000 characters. */
    private static final int MOST_CHARACTERS = 20_000;

    private static final int MOST_OF_SOURCES = 4_000;

    /**
     * Where an assessment tells what.
     *
     * @param name the member that names the rule; empty for one rule that is called as the type
     */
    private record Policy(String policy, String list, String name, String type) {}

    private static final List<Policy> POLICIES = List.of(
            new Policy("topicPolicy", "topics", "name", "topic"),
            new Policy("contentPolicy", "filters", "type", "content"),
            new Policy("wordPolicy", "customWords", "", "word"),
            new Policy("wordPolicy", "managedWordLists", "type", "word"),
            new Policy("sensitiveInformationPolicy", "piiEntities", "type", "personal-data"),
            new Policy("sensitiveInformationPolicy", "regexes", "name", "regex"),
            new Policy("contextualGroundingPolicy", "filters", "type", "grounding"));

    private final Providers providers;
    private final String provider;
    private final String path;
    private final boolean grounds;

    BedrockGuardrail(Providers providers, Definition written) {
        this.providers = providers;
        this.provider = written.provider().isBlank() ? DIALECT : written.provider();
        String version = written.version().isBlank() ? "DRAFT" : written.version();
        this.path = "/guardrail/" + Paths.encode(written.guardrail()) + "/version/" + Paths.encode(version) + "/apply";
        this.grounds = Boolean.TRUE.equals(written.grounding());
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        Sources sources = grounds && matter.isAnswer() ? Sources.of(matter.prompt()) : Sources.NONE;
        int most = MOST_CHARACTERS - sources.length();
        return Findings.of(Batch.of(matter.judged(), Integer.MAX_VALUE, most).stream()
                .map(batch -> ask(body(matter, batch, sources), matter))
                .toList());
    }

    private static byte[] body(Matter matter, Batch batch, Sources sources) {
        JsonWriter json = new JsonWriter(1024)
                .beginObject()
                .field("source", matter.isAnswer() ? "OUTPUT" : "INPUT")
                .name("content")
                .beginArray();
        boolean grounded = sources.length() > 0;
        if (grounded) {
            block(json, sources.given(), "grounding_source");
            block(json, sources.asked(), "query");
        }
        for (Part part : batch.parts()) {
            block(json, part.text(), grounded ? "guard_content" : "");
        }
        return json.endArray().endObject().toBytes();
    }

    private static void block(JsonWriter json, String text, String qualifier) {
        json.beginObject().name("text").beginObject().field("text", text);
        if (!qualifier.isEmpty()) {
            Service.words(json, "qualifiers", List.of(qualifier));
        }
        json.endObject().endObject();
    }

    /**
     * What an answer is held against, where there is both.
     *
     * @param given by the last tool
     * @param asked by the user
     */
    private record Sources(String given, String asked) {

        static final Sources NONE = new Sources("", "");

        static Sources of(List<Said> prompt) {
            String given = last(Role.TOOL_RESULT, prompt);
            String asked = last(Role.USER, prompt);
            return given.isEmpty() || asked.isEmpty() ? NONE : new Sources(given, asked);
        }

        /** Of the last of them, the beginning; nothing where there is none. */
        private static String last(Role role, List<Said> prompt) {
            List<Said> all = prompt.stream()
                    .filter(said -> said.role() == role && !said.text().isBlank())
                    .toList();
            return all.isEmpty()
                    ? ""
                    : Part.of(all.subList(all.size() - 1, all.size()), MOST_OF_SOURCES)
                            .get(0)
                            .text();
        }

        int length() {
            return given.length() + asked.length();
        }
    }

    private Mono<List<Finding>> ask(byte[] body, Matter matter) {
        return Mono.defer(() -> {
            Target target = providers.named(provider);
            String place = Service.below(target.provider().base(DIALECT).toString(), path);
            return providers.post(target, place, body).map(answer -> read(answer, matter.judged()));
        });
    }

    private static List<Finding> read(Json answer, List<Said> judged) {
        String action = Service.text(answer, "action");
        if (action.equals("NONE")) {
            return List.of();
        }
        if (!action.equals("GUARDRAIL_INTERVENED")) {
            throw new CannotTell("an action that is not known");
        }
        List<Finding> found = new ArrayList<>();
        for (Json assessment : answer.get("assessments").items()) {
            for (Policy policy : POLICIES) {
                Json list = assessment.get(policy.policy()).get(policy.list());
                list.items().forEach(each -> read(each, policy, judged, found));
            }
        }
        return found.isEmpty() ? List.of(Finding.of("guardrail")) : found;
    }

    private static void read(Json item, Policy policy, List<Said> judged, List<Finding> found) {
        if (item.get("action").is("NONE")) {
            return; // it was only noticed
        }
        String rule = item.get(policy.name()).text(policy.type());
        int before = found.size();
        String match = item.get("match").text("");
        for (int i = 0; i < judged.size() && !match.isEmpty(); i++) {
            String text = judged.get(i).text();
            for (int at = text.indexOf(match); at >= 0; at = text.indexOf(match, at + match.length())) {
                found.add(Finding.at(rule, new Mark(i, at, at + match.length(), Names.type(rule))));
            }
        }
        if (found.size() == before) {
            found.add(Finding.of(rule));
        }
    }
}
