package ai.gateway.admin;

import ai.gateway.admin.Problem.Code;
import ai.gateway.ledger.Dimension;
import ai.gateway.ledger.EntryReports;
import ai.gateway.ledger.Reports;
import ai.gateway.ledger.Selection;
import ai.gateway.ledger.Selection.Field;
import ai.gateway.ledger.Usages;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers what was used, by whom, for how much. */
record UsageDesk(Usages usages, Clock clock) {

    private static final Set<String> OF_TOTALS = UsageQuery.names("by");
    private static final Set<String> OF_ENTRIES = UsageQuery.names("after", "limit");

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint("GET", "/usage", call -> asked(call, this::totals)),
                new Endpoint("GET", "/usage/entries", call -> asked(call, this::entries)),
                new Endpoint("GET", "/usage/entries/{id}", this::entry));
    }

    /** What the ledger finds wrong is in the query. */
    private static Mono<Reply> asked(Call call, Endpoint.Action action) {
        return Mono.defer(() -> action.on(call))
                .onErrorMap(
                        IllegalArgumentException.class,
                        mistake -> Problem.of(Code.INVALID_REQUEST, "query " + mistake.getMessage()));
    }

    private Mono<Reply> totals(Call call) {
        UsageQuery query = new UsageQuery(call.query(OF_TOTALS), clock);
        List<Dimension> by = new ArrayList<>();
        for (String words : query.query().all("by")) {
            for (String word : words.split(",", -1)) {
                by.add(Dimension.of(word.strip()));
            }
        }
        Selection selection = query.selection();
        boolean csv = query.wantsCsv(call);
        return Mono.fromFuture(() -> usages.totals(selection, by, query.zone()))
                .map(totals -> csv
                        ? Reply.csv(Reports.csv(by, totals))
                        : Reply.json("{\"totals\":" + Reports.json(by, totals) + "}"));
    }

    private Mono<Reply> entries(Call call) {
        UsageQuery query = new UsageQuery(call.query(OF_ENTRIES), clock);
        Selection selection = query.selection();
        String after = query.query().one("after");
        int limit = query.query().limit();
        boolean csv = query.wantsCsv(call);
        return Mono.fromFuture(() -> usages.entries(selection, after.isEmpty() ? null : after, limit))
                .map(page -> {
                    if (!csv) {
                        return Reply.json(EntryReports.json(page));
                    }
                    Reply lines = Reply.csv(EntryReports.csv(page.entries()));
                    return page.next() == null ? lines : lines.with("x-next", page.next());
                });
    }

    private Mono<Reply> entry(Call call) {
        call.query(Set.of());
        String id = call.variable("id");
        Selection only = new Selection(Long.MIN_VALUE, Long.MAX_VALUE, Map.of(Field.ID, id), Map.of());
        return Mono.fromFuture(() -> usages.entries(only, null, 1))
                .map(page -> page.entries().stream()
                        .findFirst()
                        .map(found -> Reply.json(EntryReports.json(found)))
                        .orElseThrow(() -> Problem.of(
                                Code.NOT_FOUND,
                                "entry " + id
                                        + ": not there (expected: the x-ai-request-id of a call that has ended)")));
    }
}
