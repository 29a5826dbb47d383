package ai.gateway.admin;

import ai.gateway.admin.Problem.Code;
import ai.gateway.ledger.LogReports;
import ai.gateway.ledger.Logged.Feedback;
import ai.gateway.ledger.RequestLog;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Answers what was asked, and how it went, from the request log. */
record RequestDesk(RequestLog log, Clock clock) {

    static final Set<String> MEMBERS = Set.of("score", "comment");

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint("GET", "/requests", this::list),
                new Endpoint("GET", "/requests/{id}", this::one),
                new Endpoint("POST", "/requests/{id}/feedback", this::rate));
    }

    private Mono<Reply> list(Call call) {
        RequestQuery query = RequestQuery.of(call, clock);
        String after = query.query().one("after");
        int limit = query.query().limit();
        return Mono.defer(() -> Mono.fromFuture(log.search(query.meant(), after.isEmpty() ? null : after, limit)))
                .map(page -> Reply.json(LogReports.json(page)))
                .onErrorMap(
                        IllegalArgumentException.class,
                        mistake -> Problem.of(Code.INVALID_REQUEST, "query " + mistake.getMessage()));
    }

    private Mono<Reply> one(Call call) {
        call.query(Set.of());
        String id = call.variable("id");
        return Mono.fromFuture(() -> log.find(id))
                .map(found -> found.map(one -> Reply.json(LogReports.json(one))).orElseThrow(() -> nothing(id)));
    }

    private Mono<Reply> rate(Call call) {
        call.query(Set.of());
        String id = call.variable("id");
        Members said = call.members(MEMBERS);
        Feedback feedback = Feedback.of(said.json("score"), said.json("comment"), clock.millis(), call.who());
        return Mono.fromFuture(() -> log.rate(id, null, feedback)).map(there -> {
            if (!there) {
                throw nothing(id);
            }
            return Reply.NOTHING;
        });
    }

    private static Problem nothing(String id) {
        return Problem.of(
                Code.NOT_FOUND,
                "request " + id
                        + ": not there (expected: the x-ai-request-id of a call that has ended, on a route with AiLog)");
    }
}
