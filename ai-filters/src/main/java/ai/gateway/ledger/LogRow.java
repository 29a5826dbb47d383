package ai.gateway.ledger;

import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.ledger.Logged.Course;
import ai.gateway.ledger.Logged.Feedback;
import ai.gateway.ledger.Logged.Person;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A logged exchange as rows: one, one of what is big, and one for each of its terms. Its number is the moment at which it came, and
 * twenty bits that tell it from others of the same. It stands there twice: indexes in which something else leads go on with the second
 * one, so that no planner is tempted to walk through all rows in the order of the first one, in search of what is rare.
 */
final class LogRow {

    private static final int BITS = 20;

    private static final List<String> COLUMNS = Stream.of(
                    Stream.of(
                            "n",
                            "m",
                            "id",
                            "at",
                            "key_name",
                            "owner",
                            "tags",
                            "route",
                            "dialect",
                            "operation",
                            "asked"),
                    Stream.of("provider", "model", "ending", "status", "failure", "attempts", "stream", "cache"),
                    Stream.of("first_millis", "millis", "estimated"),
                    TokenColumn.ALL.stream().map(TokenColumn::name),
                    Stream.of("nano_usd", "cost_from", "saved_nano_usd", "session", "properties", "finish", "guard"))
            .flatMap(each -> each)
            .toList();

    /** All of the one row. */
    static final String ALL = Stream.concat(COLUMNS.stream(), Stream.of("score", "comment", "rated_at", "rated_by"))
            .map(each -> "r." + each)
            .reduce((one, other) -> one + ", " + other)
            .orElseThrow();

    private static final String INSERT = "insert into ai_gateway_request (" + String.join(", ", COLUMNS) + ") values ("
            + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")";

    private static final String INSERT_DETAIL =
            "insert into ai_gateway_request_detail (n, steps, prompt, answer) values (?, ?, ?, ?)";

    private static final String INSERT_TERM = "insert into ai_gateway_request_term (term, n) values (?, ?)";

    private LogRow() {}

    /** The first number of a moment. */
    static long first(long at) {
        long highest = Long.MAX_VALUE >> BITS;
        return at >= highest ? Long.MAX_VALUE : Math.max(0, at) << BITS;
    }

    /** @param attempt from 0 on: another number for each, where the ones before are taken */
    static long number(Logged logged, int attempt) {
        long scattered = (logged.entry().id().hashCode() * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS);
        return first(logged.entry().at()) | ((scattered + attempt) & ((1L << BITS) - 1));
    }

    static void insert(Connection connection, List<Logged> all, int attempt) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement(INSERT);
                PreparedStatement details = connection.prepareStatement(INSERT_DETAIL);
                PreparedStatement terms = connection.prepareStatement(INSERT_TERM)) {
            for (Logged each : all) {
                long number = number(each, attempt);
                bind(number, each, rows);
                rows.addBatch();
                new Binding(details)
                        .set(number)
                        .set(LogJson.steps(each.course().steps()))
                        .set(LogJson.body(each.bodies().prompt()))
                        .set(LogJson.body(each.bodies().answer()));
                details.addBatch();
                for (long term : LogTerms.of(each)) {
                    new Binding(terms).set(term).set(number);
                    terms.addBatch();
                }
            }
            rows.executeBatch();
            details.executeBatch();
            terms.executeBatch();
        }
    }

    private static void bind(long number, Logged logged, PreparedStatement insert) throws SQLException {
        Entry entry = logged.entry();
        Binding row = new Binding(insert);
        row.set(number).set(number).set(entry.id()).set(entry.at());
        row.set(Texts.kept(entry.who().key())).set(Texts.kept(entry.who().owner()));
        row.set(EntryJson.tags(entry.who().tags()));
        Entry.What what = entry.what();
        row.set(Texts.kept(what.route())).set(what.dialect()).set(what.operation());
        row.set(Texts.keptOrNull(what.asked()))
                .set(Texts.keptOrNull(what.provider()))
                .set(Texts.keptOrNull(what.model()));
        Entry.How how = entry.how();
        row.set(how.ending())
                .set(how.status())
                .set(Texts.keptOrNull(how.failure()))
                .set(how.attempts());
        row.set(how.stream()).set(Texts.keptOrNull(how.cache()));
        row.set(how.firstMillis()).set(how.millis()).set(how.estimated());
        for (TokenColumn each : TokenColumn.ALL) {
            row.set(each.of(entry.usage()));
        }
        Entry.Cost cost = entry.cost();
        row.set(cost.nanoUsd()).set(cost.from()).set(cost.savedNanoUsd());
        row.set(Texts.keptOrNull(logged.person().session()))
                .set(EntryJson.tags(logged.person().properties()));
        row.set(Texts.keptOrNull(logged.course().finish()))
                .set(Texts.keptOrNull(logged.course().guard()));
    }

    static Logged read(ResultSet row) throws SQLException {
        return read(row, List.of(), Bodies.NONE);
    }

    /** @param row with what is big, too */
    static Logged readAll(ResultSet row) throws SQLException {
        return read(row, LogJson.steps(row.getString("steps")), bodies(row));
    }

    static Bodies bodies(ResultSet row) throws SQLException {
        return new Bodies(LogJson.body(row.getString("prompt")), LogJson.body(row.getString("answer")));
    }

    private static Logged read(ResultSet row, List<Logged.Step> steps, Bodies bodies) throws SQLException {
        Entry entry = new Entry(
                row.getString("id"),
                row.getLong("at"),
                new Entry.Who(row.getString("key_name"), row.getString("owner"), EntryJson.tags(row.getString("tags"))),
                EntryRow.what(row),
                EntryRow.how(row),
                EntryRow.usage(row),
                new Entry.Cost(row.getLong("nano_usd"), row.getString("cost_from"), row.getLong("saved_nano_usd")),
                List.of());
        return new Logged(
                entry,
                new Person(row.getString("session"), EntryJson.tags(row.getString("properties"))),
                new Course(row.getString("finish"), row.getString("guard"), steps),
                bodies,
                feedback(row));
    }

    private static @Nullable Feedback feedback(ResultSet row) throws SQLException {
        long at = row.getLong("rated_at");
        return row.wasNull()
                ? null
                : new Feedback(row.getDouble("score"), row.getString("comment"), at, row.getString("rated_by"));
    }
}
