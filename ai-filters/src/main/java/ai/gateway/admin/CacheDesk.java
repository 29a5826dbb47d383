package ai.gateway.admin;

import ai.gateway.admin.Problem.Code;
import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.AnswerStore.Purge;
import ai.gateway.recall.ShadowTally;
import ai.gateway.recall.Tally;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Set;

/** Answers how much the cache keeps and how often it helps, and lets answers go. */
record CacheDesk(Changes changes, AnswerStore answers, Tally tally) {

    static final Set<String> MEMBERS = Set.of("partition", "tag", "model", "all");

    List<Endpoint> endpoints() {
        return List.of(new Endpoint("GET", "/cache", this::show), new Endpoint("POST", "/cache/purge", this::purge));
    }

    private Mono<Reply> show(Call call) {
        call.query(Set.of());
        return answers.stock().map(stock -> {
            long hits = tally.hits();
            long misses = tally.misses();
            JsonWriter json = new JsonWriter().beginObject();
            counted(json, "answers", stock.answers());
            counted(json, "bytes", stock.bytes());
            json.field("hits", hits)
                    .field("semantic_hits", tally.alike())
                    .field("misses", misses)
                    .field("kept", tally.keeps())
                    .field("hit_rate", rate(hits, hits + misses));
            shadow(json.name("shadow"));
            return Reply.ok(json.endObject());
        });
    }

    /** What semantic: on would have come to, where routes say semantic: shadow. */
    private void shadow(JsonWriter json) {
        ShadowTally shadow = tally.shadow();
        long questions = shadow.questions();
        json.beginObject().field("questions", questions).name("thresholds").beginArray();
        for (ShadowTally.Line line : shadow.report()) {
            json.beginObject()
                    .field("threshold", line.threshold())
                    .field("hits", line.hits())
                    .field("hit_rate", rate(line.hits(), questions))
                    .field("compared", line.compared())
                    .field("agreed", line.agreed())
                    .field("agreement", rate(line.agreed(), line.compared()))
                    .endObject();
        }
        json.endArray().endObject();
    }

    /** Written as null where there is nothing of which it could be a part. */
    private static double rate(long part, long all) {
        return (double) part / all;
    }

    private Mono<Reply> purge(Call call) {
        call.query(Set.of());
        Members said = call.members(MEMBERS);
        Purge which = new Purge(text(said, "partition"), text(said, "tag"), text(said, "model"));
        boolean all = said.flag("all", false);
        if (all != which.equals(Purge.ALL)) {
            throw Problem.of(
                    Code.INVALID_REQUEST,
                    "body: which answers (expected: some of partition, tag and model, or all: true)");
        }
        return changes.doing(call, "cache.purge", "cache", written(which))
                .then(Mono.defer(() -> answers.purge(which)))
                .defaultIfEmpty(0L)
                .map(purged -> {
                    JsonWriter json = new JsonWriter().beginObject();
                    counted(json, "purged", purged);
                    return Reply.ok(json.endObject());
                });
    }

    /** Null where nobody has counted. */
    private static void counted(JsonWriter json, String name, long count) {
        if (count < 0) {
            json.name(name).nullValue();
        } else {
            json.field(name, count);
        }
    }

    /** What is empty would be something that nobody means. */
    private static @Nullable String text(Members said, String name) {
        String text = said.text(name, "");
        if (text.isEmpty() && said.has(name) && !said.isNull(name)) {
            throw Problem.at("/" + name, name + ": empty (expected: one, or not to be said)");
        }
        return text.isEmpty() ? null : text;
    }

    private static String written(Purge which) {
        JsonWriter json = new JsonWriter().beginObject();
        if (which.equals(Purge.ALL)) {
            json.field("all", true);
        }
        member(json, "partition", which.partition());
        member(json, "tag", which.tag());
        member(json, "model", which.model());
        return json.endObject().toString();
    }

    private static void member(JsonWriter json, String name, @Nullable String value) {
        if (value != null) {
            json.field(name, value);
        }
    }
}
