package ai.gateway.ledger;

import ai.gateway.exchange.Usage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** An entry as a row. */
final class EntryRow {

    private static final List<String> COLUMNS = Stream.of(
                    Stream.of("id", "at", "key_name", "owner", "tags", "route", "dialect", "operation", "asked"),
                    Stream.of("provider", "model", "ending", "status", "failure", "attempts", "stream", "cache"),
                    Stream.of("first_millis", "millis", "estimated"),
                    TokenColumn.ALL.stream().map(TokenColumn::name),
                    Stream.of("nano_usd", "cost_from", "saved_nano_usd", "charges"))
            .flatMap(each -> each)
            .toList();

    static final String ALL = String.join(", ", COLUMNS);

    static final String KNOWN = "select 1 from ai_gateway_entry where at = ? and id = ?";

    private EntryRow() {}

    /** An insert that leaves out what is known, or, where the database has no such thing, fails at it. */
    static String insert(Flavour flavour) {
        return "insert into ai_gateway_entry (" + ALL + ") values ("
                + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")" + flavour.unlessThere();
    }

    static void bind(Entry entry, PreparedStatement insert) throws SQLException {
        Binding row = new Binding(insert);
        row.set(entry.id()).set(entry.at());
        row.set(entry.who().key()).set(entry.who().owner());
        row.set(EntryJson.tags(entry.who().tags()));
        Entry.What what = entry.what();
        row.set(what.route()).set(what.dialect()).set(what.operation());
        row.set(what.asked()).set(what.provider()).set(what.model());
        Entry.How how = entry.how();
        row.set(how.ending()).set(how.status()).set(how.failure()).set(how.attempts());
        row.set(how.stream()).set(how.cache());
        row.set(how.firstMillis()).set(how.millis()).set(how.estimated());
        for (TokenColumn each : TokenColumn.ALL) {
            row.set(each.of(entry.usage()));
        }
        Entry.Cost cost = entry.cost();
        row.set(cost.nanoUsd()).set(cost.from()).set(cost.savedNanoUsd());
        row.set(EntryJson.charges(entry.charges()));
    }

    static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("id"),
                row.getLong("at"),
                new Entry.Who(row.getString("key_name"), row.getString("owner"), EntryJson.tags(row.getString("tags"))),
                what(row),
                how(row),
                usage(row),
                new Entry.Cost(row.getLong("nano_usd"), row.getString("cost_from"), row.getLong("saved_nano_usd")),
                EntryJson.charges(row.getString("charges")));
    }

    static Entry.What what(ResultSet row) throws SQLException {
        return new Entry.What(
                row.getString("route"),
                row.getString("dialect"),
                row.getString("operation"),
                row.getString("asked"),
                row.getString("provider"),
                row.getString("model"));
    }

    static Entry.How how(ResultSet row) throws SQLException {
        return new Entry.How(
                row.getString("ending"),
                row.getInt("status"),
                row.getString("failure"),
                row.getInt("attempts"),
                row.getBoolean("stream"),
                row.getString("cache"),
                row.getLong("first_millis"),
                row.getLong("millis"),
                row.getBoolean("estimated"));
    }

    static Usage usage(ResultSet row) throws SQLException {
        return new Usage(
                row.getLong("input_tokens"),
                row.getLong("cache_read_tokens"),
                row.getLong("cache_write_tokens"),
                row.getLong("output_tokens"),
                row.getLong("reasoning_tokens"),
                row.getLong("audio_input_tokens"),
                row.getLong("audio_output_tokens"));
    }
}
